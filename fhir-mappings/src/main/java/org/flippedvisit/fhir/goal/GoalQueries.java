package org.flippedvisit.fhir.goal;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.flippedvisit.fhir.concept.ChartConcepts;
import org.flippedvisit.fhir.concept.Concept;
import org.flippedvisit.fhir.mapping.FhirQuery;

/** Searches for goals. US Core guarantees {@code patient} only; the mapper leaves out the dead. */
public final class GoalQueries {
  private GoalQueries() {}

  public static FhirQuery ofPatient(String patientId) {
    return FhirQuery.ofPatient("Goal", patientId).atMost(200);
  }

  /** Observations of how sure the person is about a goal; empty where a site has no code for it. */
  public static Optional<FhirQuery> confidence(String patientId, ChartConcepts concepts) {
    List<String> tokens = concepts.searchTokens(Set.of(Concept.CONFIDENCE));
    return tokens.isEmpty()
        ? Optional.empty()
        : Optional.of(
            FhirQuery.ofPatient("Observation", patientId)
                .with("code", String.join(",", tokens))
                .atMost(100));
  }
}
