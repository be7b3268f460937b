package org.flippedvisit.fhir.provenance;

import org.hl7.fhir.r4.model.Meta;

/**
 * Marks what the person's side says (US Core 9, Writing Clinical Notes: PATAST "when data are
 * patient-supplied"; Writing Vital Signs: the patient-supplied tag).
 */
public final class PatientSupplied {
  private PatientSupplied() {}

  /**
   * The security label when it is the person's side's word; the tag as well when they entered it
   * themselves.
   */
  public static void mark(Meta meta, Author saidBy, Author recordedBy) {
    if (!saidBy.isPersonSide()) {
      return;
    }
    markAsAsserted(meta);
    if (recordedBy.isPersonSide()) {
      meta.addTag()
          .setSystem("http://hl7.org/fhir/us/core/CodeSystem/us-core-tags")
          .setCode("patient-supplied");
    }
  }

  /** The security label alone. */
  public static void markAsAsserted(Meta meta) {
    meta.addSecurity()
        .setSystem("http://terminology.hl7.org/CodeSystem/v3-ObservationValue")
        .setCode("PATAST");
  }
}
