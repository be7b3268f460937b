package org.flippedvisit.fhir.form;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemAnswerOptionComponent;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemComponent;

/** The points of a choice ({@code ordinalValue}, {@code itemWeight}): on the option or its code. */
final class OptionPoints {
  static final Set<String> URLS =
      Set.of(
          "http://hl7.org/fhir/StructureDefinition/ordinalValue",
          "http://hl7.org/fhir/StructureDefinition/itemWeight",
          "http://hl7.org/fhir/StructureDefinition/questionnaire-ordinalValue");

  private OptionPoints() {}

  static List<Extension> of(QuestionnaireItemComponent question, FormAnswer choice) {
    return question.getAnswerOption().stream()
        .filter(
            option ->
                AnswerMapper.fromFhir(option.getValue())
                    .filter(answer -> Comparison.same(answer, choice))
                    .isPresent())
        .flatMap(OptionPoints::points)
        .limit(1)
        .toList();
  }

  private static Stream<Extension> points(QuestionnaireItemAnswerOptionComponent option) {
    Stream<Extension> ofCode =
        option.getValue() instanceof Coding coding ? coding.getExtension().stream() : Stream.of();
    return Stream.concat(option.getExtension().stream(), ofCode)
        .filter(extension -> URLS.contains(extension.getUrl()));
  }
}
