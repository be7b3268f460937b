package org.flippedvisit.app.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.flippedvisit.app.form.FormFields.Flow;
import org.junit.jupiter.api.Test;

/** What stands together where a form is shown one thing at a time. */
class FormStepTest {
  private static final String PAGE = control("page");

  private static String control(String code) {
    return """
        "extension": [{"url": "http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl",
          "valueCodeableConcept": {"coding": [
            {"system": "http://hl7.org/fhir/questionnaire-item-control", "code": "%s"}]}}],
        """
        .formatted(code);
  }

  private static String question(String linkId) {
    return """
        {"linkId": "%s", "type": "string", "text": "%s?"}"""
        .formatted(linkId, linkId);
  }

  private static String questions(String start, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> question(start + i))
        .collect(Collectors.joining(","));
  }

  private static String group(String linkId, String more, String items) {
    return """
        {"linkId": "%s", "type": "group", "text": "%s", %s "item": [%s]}"""
        .formatted(linkId, linkId, more, items);
  }

  private static String display(String linkId) {
    return """
        {"linkId": "%s", "type": "display", "text": "%s"}"""
        .formatted(linkId, linkId);
  }

  private static List<FormStep> steps(String... items) {
    String json =
        """
        {"resourceType": "Questionnaire", "url": "http://example.org/q", "version": "1",
         "title": "A form", "status": "active", "item": [%s]}"""
            .formatted(String.join(",", items));
    try (FormPage page = FormPage.of(json, Flow.ONE_AT_A_TIME)) {
      return FormStep.of(page.filling().nodes());
    }
  }

  private static List<String> headings(String... items) {
    return steps(items).stream().map(step -> step.heading(Locale.ENGLISH)).toList();
  }

  @Test
  void asksEachTopLevelItemByItself() {
    assertThat(headings(question("a"), question("b"))).containsExactly("a?", "b?");
  }

  @Test
  void keepsSmallGroupTogether() {
    assertThat(headings(group("how", "", questions("q", 6)), question("b")))
        .containsExactly("how", "b?");
  }

  @Test
  void asksLargeGroupAndPageOneByOne() {
    assertThat(headings(group("all", "", questions("q", 7)))).hasSize(7).startsWith("q0?");
    assertThat(headings(group("page", PAGE, questions("q", 2)))).containsExactly("q0?", "q1?");
    assertThat(steps(group("page", PAGE, questions("q", 2))).getFirst().part(Locale.ENGLISH))
        .containsExactly("page");
  }

  @Test
  void keepsAllOfRepeatingGroupTogether() {
    assertThat(headings(group("events", "\"repeats\": true,", questions("q", 9))))
        .containsExactly("events");
  }

  @Test
  void showsDisplaysWithWhatFollowsAndTheLastWithWhatWasBefore() {
    List<FormStep> steps = steps(display("hello"), question("a"), question("b"), display("bye"));
    assertThat(steps)
        .extracting(step -> step.nodes().stream().map(node -> node.item().linkId()).toList())
        .containsExactly(List.of("hello", "a"), List.of("b", "bye"));
  }

  @Test
  void showsDisplaysBeforePageWithItsFirstQuestion() {
    List<FormStep> steps = steps(display("hello"), group("page", PAGE, questions("q", 2)));
    assertThat(steps.getFirst().nodes())
        .extracting(node -> node.item().linkId())
        .containsExactly("hello", "q0");
  }

  @Test
  void showsFormWithoutQuestionsAsOneStep() {
    assertThat(headings(display("hello"), display("bye"))).containsExactly("");
  }
}
