package org.flippedvisit.fhir.agenda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.flippedvisit.fhir.concept.ChartConcepts;
import org.flippedvisit.fhir.questionnaire.AnsweredScores;
import org.flippedvisit.fhir.testing.FhirJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person answers at home that must never be left is known at once, and once it is sent. */
class RiskAnswersTest {
  private static final String PHQ_9 = "http://hl7.org/fhir/us/core/Questionnaire/phq-9-example|1.0";

  private static String filled(String status, String question, String answer) {
    return """
        {"resourceType":"QuestionnaireResponse","id":"1","status":"%s","questionnaire":"%s",
         "authored":"2026-10-13T10:00:00Z","subject":{"reference":"Patient/noah"},
         "item":[{"linkId":"%s","answer":[%s]}]}"""
        .formatted(status, PHQ_9, question, answer);
  }

  @ParameterizedTest
  @CsvSource({
    "LA6568-5, Not at all, false",
    "LA6569-3, Several days, true",
    "LA6570-1, More than half the days, true",
    "LA6571-9, Nearly every day, true"
  })
  void knowsAnAnswerThatMustNeverBeLeft(String code, String display, boolean isRisk) {
    String answer =
        "{\"valueCoding\":{\"system\":\"http://loinc.org\",\"code\":\"%s\",\"display\":\"%s\"}}"
            .formatted(code, display);
    String typing = filled("in-progress", "/44260-8", answer);
    assertThat(RiskAnswers.areIn(typing, ChartConcepts.standard())).isEqualTo(isRisk);

    var sent = List.of(FhirJson.read(filled("completed", "/44260-8", answer)));
    assertThat(AnsweredScores.fromFhir(sent, ChartConcepts.standard()).value())
        .as("the same, once it is sent")
        .singleElement()
        .satisfies(score -> assertThat(SafetyAnswer.isAboveZero(score)).isEqualTo(isRisk));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/44255-8", "concern"})
  void isNotAlarmedByAnotherQuestion(String linkId) {
    assertThat(
            RiskAnswers.areIn(
                filled("in-progress", linkId, "{\"valueInteger\":3}"), ChartConcepts.standard()))
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource({"/44260-8, true", "/44255-8, false", "concern, false"})
  void knowsWhichFormsAskForAny(String linkId, boolean isAsked) {
    assertThat(RiskAnswers.areAskedFor(PHQ_9, List.of("first", linkId), ChartConcepts.standard()))
        .isEqualTo(isAsked);
  }

  @Test
  void isNotAlarmedByAFormThatNobodyHasBegun() {
    String begun =
        """
        {"resourceType":"QuestionnaireResponse","status":"in-progress",
         "questionnaire":"https://flippedvisit.org/fhir/Questionnaire/pre-visit|1.1.0"}""";
    assertThat(RiskAnswers.areIn(begun, ChartConcepts.standard())).isFalse();
  }
}
