package org.flippedvisit.fhir.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.flippedvisit.fhir.form.Forms.begin;
import static org.flippedvisit.fhir.form.Forms.enableWhen;
import static org.flippedvisit.fhir.form.Forms.item;
import static org.flippedvisit.fhir.form.Forms.shown;
import static org.flippedvisit.fhir.form.Forms.when;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.Stream;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** enableWhen: every operator for every type, with no answer, one, and several. */
class EnableWhenTest {
  private static final String CHOICES =
      """
      "answerOption": [{"valueCoding": {"system": "http://s", "code": "a"}},
        {"valueCoding": {"system": "http://s", "code": "b"}},
        {"valueCoding": {"system": "http://s", "code": "c"}}]
      """;

  /** A type with three answers in rising order, and the middle one as FHIR writes it. */
  record Kind(
      String type,
      String middleJson,
      FormAnswer low,
      FormAnswer middle,
      FormAnswer high,
      boolean isOrdered) {
    @Override
    public String toString() {
      return type;
    }
  }

  static Stream<Kind> kinds() {
    return Stream.of(
        new Kind(
            "integer",
            "\"answerInteger\": 5",
            new FormAnswer.Whole(4),
            new FormAnswer.Whole(5),
            new FormAnswer.Whole(6),
            true),
        new Kind(
            "decimal",
            "\"answerDecimal\": 5.0",
            decimal("4.99"),
            decimal("5"),
            decimal("5.01"),
            true),
        new Kind(
            "date",
            "\"answerDate\": \"2026-05-05\"",
            day("2026-05-04"),
            day("2026-05-05"),
            day("2026-05-06"),
            true),
        new Kind(
            "dateTime",
            "\"answerDateTime\": \"2026-05-05T10:00:00Z\"",
            moment("2026-05-05T10:59:59+01:00"),
            moment("2026-05-05T11:00:00+01:00"),
            moment("2026-05-05T10:00:01Z"),
            true),
        new Kind(
            "time",
            "\"answerTime\": \"12:00:00\"",
            time("11:59"),
            time("12:00"),
            time("12:01"),
            true),
        new Kind(
            "string",
            "\"answerString\": \"m\"",
            Forms.words("l"),
            Forms.words("m"),
            Forms.words("n"),
            true),
        new Kind(
            "quantity",
            "\"answerQuantity\": {\"value\": 5, \"unit\": \"kg\", \"system\": \"http://unitsofmeasure.org\", \"code\": \"kg\"}",
            amount("4"),
            amount("5.0"),
            amount("6"),
            true),
        new Kind(
            "choice",
            "\"answerCoding\": {\"system\": \"http://s\", \"code\": \"b\"}",
            coding("a"),
            coding("b"),
            coding("c"),
            false),
        new Kind(
            "open-choice",
            "\"answerCoding\": {\"system\": \"http://s\", \"code\": \"b\"}",
            Forms.words("b"),
            coding("b"),
            coding("c"),
            false),
        new Kind(
            "reference",
            "\"answerReference\": {\"reference\": \"Patient/2\"}",
            reference("1"),
            reference("2"),
            reference("3"),
            false));
  }

  private static FormAnswer decimal(String number) {
    return new FormAnswer.Decimal(new BigDecimal(number));
  }

  private static FormAnswer day(String day) {
    return new FormAnswer.Day(ClinicalTime.of(LocalDate.parse(day)));
  }

  private static FormAnswer moment(String moment) {
    return new FormAnswer.Moment(ClinicalTime.of(OffsetDateTime.parse(moment)));
  }

  private static FormAnswer time(String time) {
    return new FormAnswer.TimeOfDay(LocalTime.parse(time));
  }

  private static FormAnswer amount(String number) {
    return new FormAnswer.Amount(new BigDecimal(number), "kg", "http://unitsofmeasure.org", "kg");
  }

  private static FormAnswer coding(String code) {
    return new FormAnswer.Choice("http://s", code, null);
  }

  private static FormAnswer reference(String id) {
    return new FormAnswer.Resource("Patient/" + id, null);
  }

  /** Columns: no answer, low, middle, high, low and middle, low and high, middle and high. */
  private static final List<String> OPERATORS =
      List.of(
          "=  0 0 1 0 1 0 1",
          "!= 1 1 0 1 0 1 0",
          ">  0 0 0 1 0 1 1",
          "<  0 1 0 0 1 1 0",
          ">= 0 0 1 1 1 1 1",
          "<= 0 1 1 0 1 1 1");

  static Stream<Arguments> table() {
    return kinds()
        .flatMap(
            kind ->
                OPERATORS.stream()
                    .filter(row -> kind.isOrdered() || row.startsWith("=") || row.startsWith("!="))
                    .map(row -> row.split(" +"))
                    .map(row -> arguments(kind, row[0], row)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("table")
  void followsTheTruthTable(Kind kind, String operator, String[] row) {
    List<List<FormAnswer>> given =
        List.of(
            List.of(),
            List.of(kind.low()),
            List.of(kind.middle()),
            List.of(kind.high()),
            List.of(kind.low(), kind.middle()),
            List.of(kind.low(), kind.high()),
            List.of(kind.middle(), kind.high()));
    FormFilling filling = begin(form(kind, operator, kind.middleJson()));
    for (int column = 0; column < given.size(); column++) {
      filling.answer(new NodeId("q"), given.get(column));
      assertThat(shown(filling).contains("then"))
          .as("%s %s %s", given.get(column), operator, kind.middle())
          .isEqualTo(row[column + 1].equals("1"));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  void knowsWhetherThereIsAnAnswer(Kind kind) {
    FormFilling exists = begin(form(kind, "exists", "\"answerBoolean\": true"));
    FormFilling missing = begin(form(kind, "exists", "\"answerBoolean\": false"));
    assertThat(shown(exists)).doesNotContain("then");
    assertThat(shown(missing)).contains("then");
    exists.answer(new NodeId("q"), List.of(kind.low()));
    missing.answer(new NodeId("q"), List.of(kind.low(), kind.high()));
    assertThat(shown(exists)).contains("then");
    assertThat(shown(missing)).doesNotContain("then");
  }

  private static Form form(Kind kind, String operator, String answer) {
    return Forms.of(
        item(
            "q",
            kind.type(),
            "\"repeats\": true",
            kind.type().endsWith("choice") ? CHOICES : "\"prefix\": \"1\""),
        item("then", "string", enableWhen(when("q", operator, answer))));
  }

  @ParameterizedTest
  @CsvSource({
    "true,=,true,1",
    "false,=,true,0",
    ",=,true,0",
    "true,!=,true,0",
    "false,!=,true,1",
    ",!=,true,1",
    ",=,false,0",
    "false,=,false,1"
  })
  void takesNoAnswerForNeitherYesNorNo(
      Boolean given, String operator, boolean asked, int expected) {
    FormFilling filling =
        begin(
            Forms.of(
                item("q", "boolean"),
                item(
                    "then",
                    "string",
                    enableWhen(when("q", operator, "\"answerBoolean\": " + asked)))));
    if (given != null) {
      Forms.answer(filling, "q", new FormAnswer.YesNo(given));
    }
    assertThat(shown(filling).contains("then")).isEqualTo(expected == 1);
  }

  @ParameterizedTest
  @CsvSource({
    "all,false,false,0",
    "all,true,false,0",
    "all,false,true,0",
    "all,true,true,1",
    "any,false,false,0",
    "any,true,false,1",
    "any,false,true,1",
    "any,true,true,1"
  })
  void asksForAllOrAny(String behavior, boolean one, boolean other, int expected) {
    FormFilling filling =
        begin(
            Forms.of(
                item("q1", "boolean"),
                item("q2", "boolean"),
                item(
                    "then",
                    "string",
                    "\"enableBehavior\": \"%s\"".formatted(behavior),
                    enableWhen(
                        when("q1", "=", "\"answerBoolean\": true"),
                        when("q2", "=", "\"answerBoolean\": true")))));
    Forms.answer(filling, "q1", new FormAnswer.YesNo(one));
    Forms.answer(filling, "q2", new FormAnswer.YesNo(other));
    assertThat(shown(filling).contains("then")).isEqualTo(expected == 1);
  }

  @ParameterizedTest
  @CsvSource({
    "2026,<,2027-01-01,1",
    "2026,>,2026-05-05,0",
    "2026,<,2026-05-05,0",
    "2026,=,2026-05-05,0",
    "2026-05,>,2026-04-30,1",
    "2026,!=,2026-05-05,1"
  })
  void comparesPartialDatesOnlyAsFarAsTheyAreKnown(
      String given, String operator, String asked, int expected) {
    FormFilling filling =
        begin(
            Forms.of(
                item("q", "date"),
                item(
                    "then",
                    "string",
                    enableWhen(when("q", operator, "\"answerDate\": \"%s\"".formatted(asked))))));
    var partial = given.length() == 4 ? Year.parse(given) : YearMonth.parse(given);
    Forms.answer(filling, "q", new FormAnswer.Day(new ClinicalTime(partial)));
    assertThat(shown(filling).contains("then")).isEqualTo(expected == 1);
  }

  @Test
  void comparesNoAmountsOfDifferentUnits() {
    FormFilling filling =
        begin(
            form(
                kinds().filter(kind -> kind.type().equals("quantity")).findFirst().orElseThrow(),
                ">",
                "\"answerQuantity\": {\"value\": 5, \"unit\": \"lb\", \"code\": \"[lb_av]\"}"));
    Forms.answer(filling, "q", amount("100"));
    assertThat(shown(filling)).doesNotContain("then");
  }

  @Test
  void asksForTheCodeAloneWhereItNamesNoSystem() {
    FormFilling filling =
        begin(
            form(
                kinds().filter(kind -> kind.type().equals("choice")).findFirst().orElseThrow(),
                "=",
                "\"answerCoding\": {\"code\": \"b\"}"));
    Forms.answer(filling, "q", coding("b"));
    assertThat(shown(filling)).contains("then");
  }
}
