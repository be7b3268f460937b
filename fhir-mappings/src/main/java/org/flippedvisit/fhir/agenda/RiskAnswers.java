package org.flippedvisit.fhir.agenda;

import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import org.flippedvisit.fhir.concept.ChartConcepts;
import org.flippedvisit.fhir.questionnaire.AnsweredScores;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;

/**
 * Whether a form says something, while it is filled in, that would stand among what must never be
 * left once it is sent ({@link SafetyAnswer}).
 */
public final class RiskAnswers {
  private RiskAnswers() {}

  /**
   * Looks at what is answered so far.
   *
   * @param filled a QuestionnaireResponse in FHIR JSON, kept or completed
   */
  public static boolean areIn(String filled, ChartConcepts concepts) {
    var response =
        FhirContext.forR4Cached()
            .newJsonParser()
            .parseResource(QuestionnaireResponse.class, filled)
            .setStatus(QuestionnaireResponseStatus.COMPLETED);
    return AnsweredScores.fromFhir(List.of(response), concepts).value().stream()
        .anyMatch(SafetyAnswer::isAboveZero);
  }
}
