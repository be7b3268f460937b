package org.flippedvisit.fhir.visit;

import java.time.LocalDate;
import java.util.List;
import org.flippedvisit.fhir.mapping.FhirQuery;
import org.flippedvisit.fhir.mapping.FhirQuery.Parameter;

/** Searches for the visit (US Core: Encounter {@code _id} SHALL). */
public final class VisitQueries {
  private VisitQueries() {}

  public static FhirQuery byId(String encounterId) {
    return new FhirQuery("Encounter", List.of(new Parameter("_id", encounterId)), 1);
  }

  /**
   * Visits of a patient from a day on, for a portal launch that names none (US Core: Encounter
   * {@code patient+date} SHALL).
   */
  public static FhirQuery from(String patientId, LocalDate day) {
    return FhirQuery.ofPatient("Encounter", patientId).with("date", "ge" + day).atMost(50);
  }
}
