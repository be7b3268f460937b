package org.flippedvisit.fhir.form;

import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.flippedvisit.fhir.testing.FhirJson;
import org.hl7.fhir.r4.model.QuestionnaireResponse;

/** Small questionnaires for tests, and short ways to fill them in. */
final class Forms {
  static final FormContext NOBODY =
      new FormContext(Map.of(), ZonedDateTime.parse("2026-11-23T09:30:00+01:00"));

  private static final String SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/";

  private Forms() {}

  /** A questionnaire of these items. */
  static Form of(String... items) {
    return FormMapper.read(questionnaire("", items));
  }

  static String questionnaire(String more, String... items) {
    return """
    {"resourceType": "Questionnaire", "status": "active", "url": "http://example.org/q",
     "version": "1", %s "item": [%s]}
    """
        .formatted(more, String.join(",", items));
  }

  /** An item with its text and whatever else it has, as JSON without the braces. */
  static String item(String linkId, String type, String... more) {
    String rest = Stream.of(more).map(part -> ", " + part).reduce("", String::concat);
    return "{\"linkId\": \"%s\", \"type\": \"%s\", \"text\": \"%s?\"%s}"
        .formatted(linkId, type, linkId, rest);
  }

  static String items(String... items) {
    return "\"item\": [" + String.join(",", items) + "]";
  }

  static String when(String question, String operator, String answer) {
    return "{\"question\": \"%s\", \"operator\": \"%s\", %s}".formatted(question, operator, answer);
  }

  static String enableWhen(String... conditions) {
    return "\"enableWhen\": [" + String.join(",", conditions) + "]";
  }

  static String extensions(String... extensions) {
    return "\"extension\": [" + String.join(",", extensions) + "]";
  }

  /** An SDC extension with a FHIRPath expression. */
  static String expression(String name, String fhirPath) {
    return """
    {"url": "%ssdc-questionnaire-%s",
     "valueExpression": {"language": "text/fhirpath", "expression": "%s"}}
    """
        .formatted(SDC, name, fhirPath);
  }

  static String variable(String name, String fhirPath) {
    return """
    {"url": "http://hl7.org/fhir/StructureDefinition/variable",
     "valueExpression": {"name": "%s", "language": "text/fhirpath", "expression": "%s"}}
    """
        .formatted(name, fhirPath);
  }

  static String constraint(String fhirPath, String words) {
    return """
    {"url": "http://hl7.org/fhir/StructureDefinition/questionnaire-constraint", "extension": [
      {"url": "key", "valueId": "k"}, {"url": "severity", "valueCode": "error"},
      {"url": "expression", "valueString": "%s"}, {"url": "human", "valueString": "%s"}]}
    """
        .formatted(fhirPath, words);
  }

  /** An extension of FHIR itself, such as {@code questionnaire-hidden}. */
  static String core(String name, String value) {
    return "{\"url\": \"http://hl7.org/fhir/StructureDefinition/%s\", %s}".formatted(name, value);
  }

  static String hidden() {
    return core("questionnaire-hidden", "\"valueBoolean\": true");
  }

  static FormFilling begin(Form form) {
    return FormFilling.begin(form, NOBODY);
  }

  static FormFilling resume(FormFilling filling) {
    return FormFilling.resume(filling.form(), filling.kept(), NOBODY);
  }

  static void answer(FormFilling filling, String path, FormAnswer... answers) {
    filling.answer(new NodeId(path), Arrays.asList(answers));
  }

  static FormAnswer words(String words) {
    return new FormAnswer.Words(words);
  }

  static FormAnswer whole(int number) {
    return new FormAnswer.Whole(number);
  }

  static FormAnswer yes() {
    return new FormAnswer.YesNo(true);
  }

  static FormAnswer no() {
    return new FormAnswer.YesNo(false);
  }

  static FormAnswer choice(String code) {
    return new FormAnswer.Choice(null, code, null);
  }

  /** What is shown, as paths in order. */
  static List<String> shown(FormFilling filling) {
    return filling.nodes().stream().flatMap(Forms::all).map(node -> node.id().path()).toList();
  }

  static Stream<FormNode> all(FormNode node) {
    return Stream.concat(Stream.of(node), node.children().stream().flatMap(Forms::all));
  }

  static List<FormAnswer> answers(FormFilling filling, String path) {
    return node(filling, path).answers();
  }

  static FormNode node(FormFilling filling, String path) {
    return filling
        .node(new NodeId(path))
        .orElseThrow(() -> new AssertionError(path + " is not shown among " + shown(filling)));
  }

  /** {@code path KIND} of each problem. */
  static List<String> problems(FormFilling filling) {
    return filling.problems().stream()
        .map(problem -> problem.at().path() + " " + problem.kind())
        .toList();
  }

  static QuestionnaireResponse completed(FormFilling filling) {
    return (QuestionnaireResponse) FhirJson.read(filling.completed(Locale.ENGLISH));
  }
}
