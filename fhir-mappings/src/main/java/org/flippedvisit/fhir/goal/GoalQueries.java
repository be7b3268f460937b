package org.flippedvisit.fhir.goal;

import org.flippedvisit.fhir.mapping.FhirQuery;

/** Searches for goals. US Core guarantees {@code patient} only; the mapper leaves out the dead. */
public final class GoalQueries {
  private GoalQueries() {}

  public static FhirQuery ofPatient(String patientId) {
    return FhirQuery.ofPatient("Goal", patientId).atMost(200);
  }
}
