package org.flippedvisit.fhir.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The validator that public forms are filled in under is as strict as it should be. */
class ResponseValidationTest {
  private static final String MIN_OCCURS =
      Forms.extensions(Forms.core("questionnaire-minOccurs", "\"valueInteger\": 1"));

  private static final String FORM =
      Forms.questionnaire(
          """
          "contained": [{"resourceType": "ValueSet", "id": "eye", "status": "active",
            "compose": {"include": [{"system": "http://loinc.org", "concept": [
              {"code": "LA6553-7", "display": "No eye opening"}]}]}}],
          """,
          Forms.item(
              "group",
              "group",
              MIN_OCCURS,
              Forms.items(
                  Forms.item("words", "string", "\"required\": true"),
                  Forms.item("eye", "choice", "\"answerValueSet\": \"#eye\""))));

  private static final ResponseValidation VALIDATION = new ResponseValidation(List.of(FORM));

  private static final String WORDS = answered("words", "\"valueString\": \"a\"");

  @Test
  void takesWhatIsRight() {
    assertThat(errors(WORDS, eye("LA6553-7"))).isEmpty();
  }

  @Test
  void findsRequiredAnswerThatIsMissing() {
    assertThat(errors(eye("LA6553-7")))
        .singleElement()
        .asString()
        .contains("No response answer found for required item 'words'");
  }

  @Test
  void findsAnswersThatAreTooFewThoughItPassesOverGroups() {
    String form = Forms.questionnaire("", Forms.item("counted", "string", MIN_OCCURS));
    assertThat(
            new ResponseValidation(List.of(form))
                .errorsIn(form, response("{\"linkId\": \"counted\", \"text\": \"counted?\"}")))
        .singleElement()
        .asString()
        .endsWith("The minimum number of answers is 1 but this has 0 answers");
  }

  @Test
  void findsCodeThatIsNoneOfTheChoices() {
    assertThat(errors(WORDS, eye("LA6568-5"))).anyMatch(error -> error.contains("LA6568-5"));
  }

  private static List<String> errors(String... items) {
    return VALIDATION.errorsIn(
        FORM,
        response(
            "{\"linkId\": \"group\", \"text\": \"group?\", \"item\": [%s]}"
                .formatted(String.join(",", items))));
  }

  private static String response(String items) {
    return """
    {"resourceType": "QuestionnaireResponse", "status": "completed",
     "questionnaire": "http://example.org/q|1", "item": [%s]}
    """
        .formatted(items);
  }

  private static String eye(String code) {
    return answered(
        "eye",
        "\"valueCoding\": {\"system\": \"http://loinc.org\", \"code\": \"%s\"}".formatted(code));
  }

  private static String answered(String linkId, String value) {
    return "{\"linkId\": \"%s\", \"text\": \"%s?\", \"answer\": [{%s}]}"
        .formatted(linkId, linkId, value);
  }
}
