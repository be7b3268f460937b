package org.flippedvisit.app.form;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.textfield.TextArea;
import java.util.List;
import java.util.Locale;
import org.flippedvisit.app.form.FormFields.Flow;
import org.flippedvisit.fixtures.patients.HostileText;
import org.flippedvisit.fixtures.patients.HostileTexts;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts that try to run or to break the page, in every text of a questionnaire and typed. */
class HostileFormTest {
  static List<HostileText> texts() {
    return HostileTexts.all().stream()
        .filter(HostileText::isFhirString)
        .filter(text -> !text.text().isBlank())
        .toList();
  }

  static List<HostileText> allTexts() {
    return HostileTexts.all().stream().filter(text -> !text.text().isBlank()).toList();
  }

  private static String form(String text) {
    String quoted = new String(JsonStringEncoder.getInstance().quoteAsString(text));
    return """
        {"resourceType": "Questionnaire", "url": "http://example.org/q", "version": "1",
         "title": "TEXT", "status": "active", "item": [
          {"linkId": "d", "type": "display", "text": "TEXT"},
          {"linkId": "t", "type": "text", "text": "TEXT", "prefix": "TEXT"},
          {"linkId": "m", "type": "string", "text": "x", "_text": {"extension": [
            {"url": "http://hl7.org/fhir/StructureDefinition/rendering-markdown",
             "valueMarkdown": "TEXT [a](javascript:alert(1))"}]}},
          {"linkId": "c", "type": "choice", "text": "TEXT", "repeats": true, "answerOption": [
            {"valueString": "TEXT"}, {"valueCoding": {"code": "c", "display": "TEXT"}}]},
          {"linkId": "o", "type": "open-choice", "text": "TEXT", "answerOption": [
            {"valueString": "TEXT"}]},
          {"linkId": "g", "type": "group", "text": "TEXT", "repeats": true, "item": [
            {"linkId": "gb", "type": "boolean", "text": "TEXT"}]},
          {"linkId": "i", "type": "string", "text": "i", "readOnly": true,
           "initial": [{"valueString": "TEXT"}]}]}"""
        .replace("TEXT", quoted);
  }

  @ParameterizedTest
  @MethodSource("texts")
  void showsQuestionnaireAsTextOnly(HostileText text) {
    for (Flow flow : Flow.values()) {
      try (FormPage page = FormPage.of(form(text.text()), flow)) {
        page.fields().setLanguage(FormPage.SPANISH);
        page.fields().showProblems();
        assertNothingRuns(page.fields());
        assertNothingRuns(new FormReview(page.filling(), Locale.ENGLISH, id -> {}));
      }
    }
  }

  private static void assertNothingRuns(Component root) {
    assertThat(FormPage.below(root))
        .filteredOn(one -> !one.getElement().isTextNode())
        .allSatisfy(
            one -> {
              assertThat(one.getElement().getPropertyNames().toList()).doesNotContain("innerHTML");
              assertThat(one.getElement().getAttributeNames().toList())
                  .noneMatch(name -> name.startsWith("on"));
              assertThat(one.getElement().getTag()).isNotIn("script", "iframe", "img", "object");
            })
        .filteredOn(Anchor.class::isInstance)
        .allSatisfy(one -> assertThat(((Anchor) one).getHref()).matches("(https?|mailto|tel):.*"));
  }

  @ParameterizedTest
  @MethodSource("allTexts")
  void keepsWhatIsTypedCharacterByCharacter(HostileText text) {
    try (FormPage page = FormPage.everyType(Flow.ONE_PAGE)) {
      page.in("concern", TextArea.class).setValue(text.text());
      try (FormPage again = FormPage.resumed(page.kept().getLast(), Flow.ONE_PAGE)) {
        assertThat(again.in("concern", TextArea.class).getValue()).isEqualTo(text.text());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Flow.class)
  void opensPagesOfOthersWithoutTellingThemOfThisOne(Flow flow) {
    String json =
        form("x").replace("x [a](javascript:alert(1))", "read [this](https://example.org/help)");
    try (FormPage page = FormPage.of(json, flow)) {
      page.fields().goTo(page.id("m"));
      assertThat(page.all(Anchor.class))
          .singleElement()
          .satisfies(
              link -> {
                assertThat(link.getHref()).isEqualTo("https://example.org/help");
                assertThat(link.getElement().getAttribute("rel")).isEqualTo("noopener noreferrer");
              });
    }
  }
}
