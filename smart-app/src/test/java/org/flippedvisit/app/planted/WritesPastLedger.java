package org.flippedvisit.app.planted;

import org.flippedvisit.app.ehr.EncodedResource;
import org.flippedvisit.app.ehr.FhirWrites;
import org.flippedvisit.app.ehr.WriteOutcome;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.fhir.mapping.WriteKey;

/** Writes to the EHR without writing it down first. */
final class WritesPastLedger {
  WriteOutcome write(FhirWrites writes, Launch launch, EncodedResource resource, WriteKey key) {
    return writes.create(launch, resource, key);
  }
}
