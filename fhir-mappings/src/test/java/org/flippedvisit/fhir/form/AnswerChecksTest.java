package org.flippedvisit.fhir.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.flippedvisit.fhir.form.Forms.begin;
import static org.flippedvisit.fhir.form.Forms.core;
import static org.flippedvisit.fhir.form.Forms.extensions;
import static org.flippedvisit.fhir.form.Forms.item;
import static org.flippedvisit.fhir.form.Forms.words;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with an answer, said with its limit; the answer itself stays. */
class AnswerChecksTest {
  private static final String KG = "{\"value\": %s, \"unit\": \"kg\", \"code\": \"kg\"}";

  static Stream<Arguments> answers() {
    return Stream.of(
        arguments("string", "\"maxLength\": 3", words("abc"), ""),
        arguments("string", "\"maxLength\": 3", words("abcd"), "TOO_LONG 3"),
        arguments("text", "\"maxLength\": 3", words("\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00"), ""),
        arguments(
            "string",
            extensions(core("minLength", "\"valueInteger\": 2")),
            words("a"),
            "TOO_SHORT 2"),
        arguments("string", "\"prefix\": \"1\"", words("a\nb"), "WRONG_FORM "),
        arguments("text", "\"prefix\": \"1\"", words("a\nb"), ""),
        arguments("string", regex(), words("12345"), ""),
        arguments("string", regex(), words("x12345"), "WRONG_FORM ddddd"),
        arguments("integer", range("Integer", "0", "10"), new FormAnswer.Whole(0), ""),
        arguments("integer", range("Integer", "0", "10"), new FormAnswer.Whole(-1), "TOO_SMALL 0"),
        arguments("integer", range("Integer", "0", "10"), new FormAnswer.Whole(11), "TOO_BIG 10"),
        arguments("decimal", range("Decimal", "0.5", "9.5"), decimal("9.51"), "TOO_BIG 9.5"),
        arguments("decimal", range("Integer", "1", "9"), decimal("0.9"), "TOO_SMALL 1"),
        arguments(
            "date",
            range("Date", "\"2026-01-01\"", "\"2026-12-31\""),
            day("2025-12-31"),
            "TOO_SMALL 2026-01-01"),
        arguments(
            "time",
            range("Time", "\"08:00:00\"", "\"17:00:00\""),
            new FormAnswer.TimeOfDay(LocalTime.of(18, 0)),
            "TOO_BIG 17:00"),
        arguments(
            "quantity",
            range("Quantity", KG.formatted(1), KG.formatted(200)),
            amount("201"),
            "TOO_BIG 200 kg"),
        arguments("quantity", range("Decimal", "1", "200"), amount("201"), "TOO_BIG 200"),
        arguments(
            "decimal",
            extensions(core("maxDecimalPlaces", "\"valueInteger\": 1")),
            decimal("1.25"),
            "TOO_MANY_DECIMALS 1"),
        arguments(
            "decimal",
            extensions(core("maxDecimalPlaces", "\"valueInteger\": 1")),
            decimal("1.2"),
            ""),
        arguments("decimal", "\"prefix\": \"1\"", new FormAnswer.Whole(2), ""),
        arguments("integer", "\"prefix\": \"1\"", decimal("1.5"), "WRONG_TYPE "),
        arguments("date", "\"prefix\": \"1\"", words("next May"), "WRONG_TYPE "),
        arguments(
            "url", "\"prefix\": \"1\"", new FormAnswer.Address("https://example.org/a?b=c"), ""),
        arguments(
            "url", "\"prefix\": \"1\"", new FormAnswer.Address("not an address"), "WRONG_FORM "),
        arguments("attachment", file(), FormAnswer.File.of("a.png", "image/png", new byte[3]), ""),
        arguments(
            "attachment",
            file(),
            FormAnswer.File.of("a.txt", "text/plain", new byte[3]),
            "WRONG_CONTENT_TYPE image/*"),
        arguments(
            "attachment",
            file(),
            FormAnswer.File.of("a.png", "image/png", new byte[30_000]),
            "FILE_TOO_BIG 0.01"),
        arguments("choice", choices(), new FormAnswer.Choice(null, "a", "another name"), ""),
        arguments("choice", choices(), new FormAnswer.Choice(null, "z", null), "NOT_A_CHOICE "),
        arguments("choice", choices(), words("something else"), "WRONG_TYPE "),
        arguments("open-choice", choices(), words("something else"), ""),
        arguments(
            "open-choice", choices(), new FormAnswer.Choice(null, "z", null), "NOT_A_CHOICE "),
        arguments(
            "integer",
            "\"answerOption\": [{\"valueInteger\": 1}, {\"valueInteger\": 2}]",
            new FormAnswer.Whole(3),
            "NOT_A_CHOICE "),
        arguments("choice", "\"answerOption\": [{\"valueString\": \"red\"}]", words("red"), ""));
  }

  private static String regex() {
    return extensions(
        core("regex", "\"valueString\": \"[0-9]{5}\""),
        core("entryFormat", "\"valueString\": \"ddddd\""));
  }

  private static String range(String type, String least, String most) {
    return extensions(
        core("minValue", "\"value" + type + "\": " + least),
        core("maxValue", "\"value" + type + "\": " + most));
  }

  private static String file() {
    return extensions(
        core("mimeType", "\"valueCode\": \"image/*\""), core("maxSize", "\"valueDecimal\": 0.01"));
  }

  private static String choices() {
    return "\"answerOption\": [{\"valueCoding\": {\"code\": \"a\"}}, {\"valueCoding\": {\"code\": \"b\"}}]";
  }

  private static FormAnswer decimal(String number) {
    return new FormAnswer.Decimal(new BigDecimal(number));
  }

  private static FormAnswer day(String day) {
    return new FormAnswer.Day(ClinicalTime.of(LocalDate.parse(day)));
  }

  private static FormAnswer amount(String number) {
    return new FormAnswer.Amount(new BigDecimal(number), "kg", null, "kg");
  }

  @ParameterizedTest(name = "{0} {2}: {3}")
  @MethodSource("answers")
  void saysWhatIsWrong(String type, String more, FormAnswer answer, String expected) {
    FormFilling filling = begin(Forms.of(item("q", type, more)));
    filling.answer(new NodeId("q"), List.of(answer));
    assertThat(filling.problems())
        .extracting(problem -> problem.kind() + " " + problem.limit(Locale.ENGLISH))
        .isEqualTo(expected.isEmpty() ? List.of() : List.of(expected));
    assertThat(Forms.resume(filling).problems()).isEqualTo(filling.problems());
  }

  @Test
  void allowsNothingBesideAnExclusiveOption() {
    FormFilling filling =
        begin(
            Forms.of(
                item(
                    "q",
                    "choice",
                    "\"repeats\": true",
                    """
                    "answerOption": [{"valueCoding": {"code": "a"}}, {"valueCoding": {"code": "b"}},
                      {"valueCoding": {"code": "none"}, "extension": [
                        {"url": "http://hl7.org/fhir/StructureDefinition/questionnaire-optionExclusive", "valueBoolean": true}]}]
                    """)));
    Forms.answer(filling, "q", Forms.choice("a"), Forms.choice("b"));
    assertThat(Forms.problems(filling)).isEmpty();
    Forms.answer(filling, "q", Forms.choice("a"), Forms.choice("none"));
    assertThat(Forms.problems(filling)).containsExactly("q NOT_WITH_ANOTHER");
    assertThat(Forms.node(filling, "q").options())
        .extracting(FormOption::isExclusive)
        .containsExactly(false, false, true);
    Forms.answer(filling, "q", Forms.choice("none"));
    assertThat(Forms.problems(filling)).isEmpty();
  }

  @Test
  void takesOneAnswerWhereTheQuestionDoesNotRepeat() {
    FormFilling filling = begin(Forms.of(item("q", "string")));
    Forms.answer(filling, "q", words("a"), words("b"));
    assertThat(Forms.problems(filling)).containsExactly("q TOO_MANY");
    assertThat(Forms.answers(Forms.resume(filling), "q")).hasSize(2);
  }

  @Test
  void saysThatAFormCannotBeCompletedWithoutAnItemThatIsLeftOut() {
    Form form =
        Forms.of(
            item(
                "q",
                "choice",
                "\"required\": true",
                "\"answerValueSet\": \"http://example.org/elsewhere\""),
            item("h", "string", "\"required\": true", extensions(Forms.hidden())));
    FormFilling filling = begin(form);
    assertThat(filling.nodes()).isEmpty();
    assertThat(form.notSupported())
        .containsExactly(
            new NotSupported(
                "q",
                "answerValueSet that did not come along",
                NotSupported.Consequence.ITEM_LEFT_OUT));
    assertThat(Forms.problems(filling)).containsExactly("q MISSING", "h MISSING");
    assertThat(form.title(Locale.ENGLISH)).isEmpty();
  }

  @Test
  void comparesAmountsInTheUnitOfTheLimit() {
    String most =
        extensions(
            core(
                "maxQuantity",
                "\"valueQuantity\": {\"value\": 200, \"system\": \"http://unitsofmeasure.org\", \"code\": \"kg\"}"));
    FormFilling filling = begin(Forms.of(item("weight", "quantity", most)));
    assertThat(problemsOf(filling, ucum("300", "[lb_av]"))).isEmpty();
    assertThat(problemsOf(filling, ucum("500", "[lb_av]"))).containsExactly("weight TOO_BIG");
    assertThat(problemsOf(filling, ucum("180", "cm"))).containsExactly("weight WRONG_UNIT");
  }

  @Test
  void asksForOneOfTheUnits() {
    String units =
        extensions(
            core("questionnaire-unitOption", "\"valueCoding\": {\"code\": \"kg\"}"),
            core("questionnaire-unitOption", "\"valueCoding\": {\"code\": \"[lb_av]\"}"));
    FormFilling filling = begin(Forms.of(item("weight", "quantity", units)));
    assertThat(problemsOf(filling, ucum("150", "[lb_av]"))).isEmpty();
    assertThat(problemsOf(filling, ucum("150", "[stone_av]"))).containsExactly("weight WRONG_UNIT");
    assertThat(problemsOf(filling, new FormAnswer.Amount(BigDecimal.TEN, null, null, null)))
        .containsExactly("weight WRONG_UNIT");
  }

  @Test
  void asksForTheResourcesThatAreMeant() {
    FormFilling filling =
        begin(
            Forms.of(
                item(
                    "who",
                    "reference",
                    extensions(
                        core("questionnaire-referenceResource", "\"valueCode\": \"Patient\"")))));
    assertThat(problemsOf(filling, resource("https://ehr.example.org/fhir/Patient/1"))).isEmpty();
    assertThat(problemsOf(filling, resource("Organization/1")))
        .containsExactly("who WRONG_RESOURCE");
  }

  private static FormAnswer resource(String reference) {
    return new FormAnswer.Resource(reference, null);
  }

  private static FormAnswer ucum(String number, String code) {
    return new FormAnswer.Amount(new BigDecimal(number), code, "http://unitsofmeasure.org", code);
  }

  private static List<String> problemsOf(FormFilling filling, FormAnswer answer) {
    filling.answer(filling.nodes().getFirst().id(), List.of(answer));
    return Forms.problems(filling);
  }
}
