package org.flippedvisit.fhir.previsit;

import org.flippedvisit.fhir.mapping.FhirQuery;

/**
 * Searches for pre-visit answers. US Core guarantees {@code patient} only, and not the sort order,
 * so the mapper picks ours and sorts.
 */
public final class PreVisitQueries {
  private PreVisitQueries() {}

  public static FhirQuery ofPatient(String patientId) {
    return FhirQuery.ofPatient("QuestionnaireResponse", patientId).atMost(200);
  }
}
