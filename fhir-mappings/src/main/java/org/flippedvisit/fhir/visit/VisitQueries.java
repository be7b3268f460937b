package org.flippedvisit.fhir.visit;

import java.time.LocalDate;
import org.flippedvisit.fhir.mapping.FhirQuery;

/**
 * Searches for the visit (US Core: Encounter {@code _id} and {@code patient} SHALL). The patient is
 * always named: some servers refuse a patient's token a search that does not name them.
 */
public final class VisitQueries {
  private VisitQueries() {}

  public static FhirQuery byId(String patientId, String encounterId) {
    return FhirQuery.ofPatient("Encounter", patientId).with("_id", encounterId).atMost(1);
  }

  /**
   * Visits of a patient from a day on, for a portal launch that names none (US Core: Encounter
   * {@code patient+date} SHALL).
   */
  public static FhirQuery from(String patientId, LocalDate day) {
    return FhirQuery.ofPatient("Encounter", patientId).with("date", "ge" + day).atMost(50);
  }
}
