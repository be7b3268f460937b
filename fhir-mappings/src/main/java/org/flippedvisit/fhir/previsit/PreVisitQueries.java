package org.flippedvisit.fhir.previsit;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.flippedvisit.fhir.concept.ChartConcepts;
import org.flippedvisit.fhir.concept.Concept;
import org.flippedvisit.fhir.mapping.FhirQuery;

/**
 * Searches for pre-visit answers. US Core guarantees {@code patient} only, and not the sort order,
 * so the mapper picks those of any form that say something, and sorts.
 */
public final class PreVisitQueries {
  /** A visit that is planned and has begun to be prepared is not older. */
  private static final int SURVEY_DAYS = 90;

  private PreVisitQueries() {}

  public static FhirQuery ofPatient(String patientId) {
    return FhirQuery.ofPatient("QuestionnaireResponse", patientId).atMost(200);
  }

  /**
   * What the person lives with. US Core guarantees {@code patient}, and neither code nor status
   * beside it, so {@link FittingPacksMapper} picks.
   */
  public static FhirQuery conditions(String patientId) {
    return FhirQuery.ofPatient("Condition", patientId).atMost(200);
  }

  /**
   * Observations in which the site keeps what people say about a visit (US Core: patient, code and
   * date); empty where it keeps none there.
   *
   * @param today the day of the visit
   */
  public static Optional<FhirQuery> surveys(
      String patientId, LocalDate today, ChartConcepts concepts) {
    Set<Concept> said = EnumSet.allOf(Concept.class);
    said.remove(Concept.CONFIDENCE);
    List<String> tokens = concepts.searchTokens(said);
    if (tokens.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        FhirQuery.ofPatient("Observation", patientId)
            .with("code", String.join(",", tokens))
            .with("date", "ge" + today.minusDays(SURVEY_DAYS))
            .atMost(50));
  }
}
