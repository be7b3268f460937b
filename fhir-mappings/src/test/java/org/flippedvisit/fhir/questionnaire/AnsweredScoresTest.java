package org.flippedvisit.fhir.questionnaire;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.flippedvisit.fhir.concept.ChartConcepts;
import org.flippedvisit.fhir.mapping.CodeMapper;
import org.flippedvisit.fhir.testing.FhirJson;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnsweredScoresTest {
  private static Resource phq9(String status) {
    return FhirJson.read(
        """
        {"resourceType":"QuestionnaireResponse","id":"phq","status":"%s",
         "subject":{"reference":"Patient/dale"},"authored":"2026-10-12T09:00:00-04:00",
         "source":{"reference":"Patient/dale"},"author":{"reference":"Practitioner/lena-ortiz"},
         "item":[
          {"linkId":"/44249-1/44260-8","answer":[{"valueCoding":{"system":"http://loinc.org",
            "code":"LA6569-3","display":"Several days"}}]},
          {"linkId":"/44249-1/44261-6","answer":[{"valueDecimal":12}]},
          {"linkId":"/44249-1/69722-7","answer":[{"valueString":"somewhat"}]}]}"""
            .formatted(status));
  }

  private static List<Observation> scores(Resource... resources) {
    return AnsweredScores.fromFhir(List.of(resources), ChartConcepts.standard()).value();
  }

  @Test
  void makesTheObservationsThatTheyWouldBe() {
    List<Observation> scores = scores(phq9("completed"));
    assertThat(scores).hasSize(2);
    Observation answer = scores.getFirst();
    assertThat(CodeMapper.has(answer.getCode(), CodeMapper.LOINC, "44260-8")).isTrue();
    assertThat(((CodeableConcept) answer.getValue()).getCodingFirstRep().getCode())
        .isEqualTo("LA6569-3");
    Observation total = scores.getLast();
    assertThat(((Quantity) total.getValue()).getValue()).isEqualTo(BigDecimal.valueOf(12));
    assertThat(total.getEffectiveDateTimeType().getValueAsString())
        .isEqualTo("2026-10-12T09:00:00-04:00");
    assertThat(total.getPerformerFirstRep().getReference()).isEqualTo("Patient/dale");
    assertThat(total.getDerivedFromFirstRep().getReference())
        .isEqualTo("QuestionnaireResponse/phq");
    assertThat(total.getSubject().getReference()).isEqualTo("Patient/dale");
  }

  @ParameterizedTest
  @ValueSource(strings = {"in-progress", "stopped", "entered-in-error", "bogus"})
  void takesNothingThatIsNotFinished(String status) {
    assertThat(scores(phq9(status))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"effectiveDateTime\":\"2026-10-12T13:00:00Z\"",
        "\"effectiveDateTime\":\"2026-10-13\",\"derivedFrom\":[{\"reference\":\"QuestionnaireResponse/phq\"}]"
      })
  void leavesOutWhatTheChartHasAsObservation(String same) {
    Resource charted =
        FhirJson.read(
            """
            {"resourceType":"Observation","id":"o","status":"final",
             "code":{"coding":[{"system":"http://loinc.org","code":"44261-6"}]},%s}"""
                .formatted(same));
    assertThat(scores(phq9("completed"), charted))
        .singleElement()
        .satisfies(
            left ->
                assertThat(CodeMapper.has(left.getCode(), CodeMapper.LOINC, "44260-8")).isTrue());
  }

  @Test
  void takesNoWordsForANumber() {
    var read =
        AnsweredScores.fromFhir(
            List.of(
                FhirJson.read(
                    """
                    {"resourceType":"QuestionnaireResponse","id":"q","status":"completed",
                     "authored":"2026-10-12","item":[
                      {"linkId":"/44261-6","answer":[{"valueString":"quite a lot"}]}]}""")),
            ChartConcepts.standard());
    assertThat(read.value()).isEmpty();
    assertThat(read.issues()).hasSize(1);
  }
}
