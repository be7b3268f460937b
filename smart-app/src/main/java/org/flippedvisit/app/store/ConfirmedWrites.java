package org.flippedvisit.app.store;

import org.flippedvisit.fhir.mapping.WriteKey;

/** Knows what has reached the chart: whoever sends it. */
public interface ConfirmedWrites {
  /** Whether the EHR has confirmed the write of this key. */
  boolean isConfirmed(PatientKey patient, WriteKey key);
}
