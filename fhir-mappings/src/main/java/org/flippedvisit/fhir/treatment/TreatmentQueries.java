package org.flippedvisit.fhir.treatment;

import org.flippedvisit.fhir.mapping.FhirQuery;

/** Searches for medicines. */
public final class TreatmentQueries {
  private TreatmentQueries() {}

  /**
   * US Core: MedicationRequest {@code patient+intent} SHALL, with these two values, which are what
   * somebody takes; the search by patient alone is not guaranteed.
   */
  public static FhirQuery medicines(String patientId) {
    return FhirQuery.ofPatient("MedicationRequest", patientId)
        .with("intent", "order,plan")
        .atMost(500);
  }
}
