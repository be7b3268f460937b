package org.flippedvisit.fhir.provenance;

import org.hl7.fhir.r4.model.Meta;

/**
 * Marks what the person's side says (US Core 9, Writing Clinical Notes: PATAST "when data are
 * patient-supplied"). The tag {@code us-core-tags#patient-supplied} beside it is not written: it is
 * asked for vital signs only, and no code system of that name is in the packages that EHRs validate
 * with (US Core 6.1 and 8.0).
 */
public final class PatientSupplied {
  private PatientSupplied() {}

  /** The security label, when it is the word of the patient or of who speaks for them. */
  public static void mark(Meta meta, Author saidBy) {
    if (saidBy.isPersonSide()) {
      meta.addSecurity()
          .setSystem("http://terminology.hl7.org/CodeSystem/v3-ObservationValue")
          .setCode("PATAST");
    }
  }
}
