package org.flippedvisit.fhir.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.flippedvisit.fixtures.patients.PublicForms;
import org.flippedvisit.fixtures.patients.PublicForms.JudgedAnswer;
import org.junit.jupiter.api.Test;

/** What the engine says of answers that others have judged: the cases of HL7's validators. */
class JudgedAnswersTest {
  /** Where the author judges otherwise, and why. */
  private static final Map<String, String> OTHERWISE =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("attachment-inconsistent-size", "a size beside the data is not kept"),
              Map.entry("attachment-max-size", "maxSize is in megabytes, here it is in bytes"),
              Map.entry("display-answer-included", "kept aside, and not sent"),
              Map.entry("invalid-link-id", "kept aside, and not sent"),
              Map.entry(
                  "quantity-units-not-in-value-set", "the value set did not come along; said"),
              Map.entry("questionnaire-draft", "a choice without options is left out; said"),
              Map.entry("questionnaire-inactive-end", "a choice without options is left out; said"),
              Map.entry(
                  "questionnaire-inactive-start", "a choice without options is left out; said"),
              Map.entry("questionnaire-retired", "a choice without options is left out; said"),
              Map.entry("reference-invalid-resource-type", "any reference is taken as it is given"),
              Map.entry("reference-invalid-url", "any reference is taken as it is given"),
              Map.entry("string-draft-downgrade", "two answers are one too many in a draft too"),
              Map.entry("string-with-coding-async", "the value set did not come along; said")));

  @Test
  void judgesAsTheirAuthorDoes() {
    Map<String, String> otherwise = new TreeMap<>();
    for (JudgedAnswer answer : PublicForms.judgedAnswers()) {
      if (mayStand(answer) != answer.isValid()) {
        otherwise.put(answer.name(), OTHERWISE.getOrDefault(answer.name(), "not known why"));
      }
    }
    assertThat(otherwise).isEqualTo(OTHERWISE);
    assertThat(PublicForms.judgedAnswers()).hasSize(73);
  }

  private static boolean mayStand(JudgedAnswer answer) {
    Form form = FormMapper.read(answer.questionnaire());
    return FormFilling.resume(form, answer.response(), Forms.NOBODY).problems().isEmpty();
  }
}
