package org.flippedvisit.fhir.agenda;

import ca.uhn.fhir.context.FhirContext;
import java.util.Collection;
import java.util.List;
import org.flippedvisit.fhir.concept.ChartConcepts;
import org.flippedvisit.fhir.questionnaire.AnsweredScores;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;

/**
 * Whether a form says something, while it is filled in, that would stand among what must never be
 * left once it is sent ({@link SafetyAnswer}).
 */
public final class RiskAnswers {
  private RiskAnswers() {}

  /**
   * Whether a form asks for any: the answers to one that does not need not be looked at.
   *
   * @param canonical of the form, with its version
   * @param linkIds of all its items
   */
  public static boolean areAskedFor(
      String canonical, Collection<String> linkIds, ChartConcepts concepts) {
    var response = new QuestionnaireResponse().setQuestionnaire(canonical);
    linkIds.forEach(
        linkId -> response.addItem().setLinkId(linkId).addAnswer().setValue(new IntegerType(1)));
    return areIn(response, concepts);
  }

  /**
   * Looks at what is answered so far.
   *
   * @param filled a QuestionnaireResponse in FHIR JSON, kept or completed
   */
  public static boolean areIn(String filled, ChartConcepts concepts) {
    return areIn(
        FhirContext.forR4Cached()
            .newJsonParser()
            .parseResource(QuestionnaireResponse.class, filled),
        concepts);
  }

  private static boolean areIn(QuestionnaireResponse response, ChartConcepts concepts) {
    response.setStatus(QuestionnaireResponseStatus.COMPLETED);
    return AnsweredScores.fromFhir(List.of(response), concepts).value().stream()
        .anyMatch(SafetyAnswer::isAboveZero);
  }
}
