package org.flippedvisit.fhir;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flippedvisit.fhir.concept.ChartConcepts;
import org.flippedvisit.fhir.goal.GoalMapper;
import org.flippedvisit.fhir.mapping.Mapped;
import org.flippedvisit.fhir.previsit.PreVisitMapper;
import org.flippedvisit.fhir.previsit.SurveyMapper;
import org.flippedvisit.fhir.questionnaire.AnsweredScores;
import org.flippedvisit.fhir.testing.FhirJson;
import org.flippedvisit.fhir.testing.Golden;
import org.flippedvisit.fhir.testing.RecordText;
import org.flippedvisit.fixtures.patients.Examples;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;
import org.junit.jupiter.api.Test;

/** What answered forms and goals say in HL7's own examples, to be looked at when it changes. */
class GoldenAnswersTest {
  private static final ChartConcepts CONCEPTS = ChartConcepts.standard();

  private static List<Resource> examples(String... types) {
    return Stream.of(types)
        .flatMap(type -> Examples.json(type).stream())
        .map(FhirJson::read)
        .toList();
  }

  @Test
  void readsAnswersOfTheExamples() {
    List<Resource> all = examples("QuestionnaireResponse", "Observation");
    Golden.verify(
        "answers "
            + RecordText.of(PreVisitMapper.fromFhir(all, CONCEPTS))
            + "surveys "
            + RecordText.of(SurveyMapper.fromFhir(all, CONCEPTS)));
  }

  @Test
  void readsScoresOfTheExamples() {
    Mapped<List<Observation>> read =
        AnsweredScores.fromFhir(examples("QuestionnaireResponse"), CONCEPTS);
    Golden.verify(
        read.value().stream().map(GoldenAnswersTest::line).collect(Collectors.joining("\n"))
            + "\n"
            + RecordText.of(read.issues()));
  }

  private static String line(Observation score) {
    return String.join(
        " | ",
        score.getDerivedFromFirstRep().getReference(),
        score.getCode().getCodingFirstRep().getCode(),
        value(score.getValue()),
        score.getEffectiveDateTimeType().getValueAsString(),
        score.getStatus().toCode(),
        String.valueOf(score.getPerformerFirstRep().getReference()));
  }

  private static String value(Type value) {
    return switch (value) {
      case Quantity quantity -> quantity.getValue() + " " + quantity.getCode();
      case CodeableConcept choice -> choice.getCodingFirstRep().getDisplay();
      default -> throw new AssertionError("a score is a number or a choice");
    };
  }

  @Test
  void readsGoalsOfTheExamples() {
    Golden.verify(RecordText.of(GoalMapper.fromFhir(examples("Goal", "Observation"), CONCEPTS)));
  }
}
