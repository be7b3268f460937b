package org.flippedvisit.fhir.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.flippedvisit.fhir.form.Forms.answer;
import static org.flippedvisit.fhir.form.Forms.answers;
import static org.flippedvisit.fhir.form.Forms.begin;
import static org.flippedvisit.fhir.form.Forms.choice;
import static org.flippedvisit.fhir.form.Forms.completed;
import static org.flippedvisit.fhir.form.Forms.constraint;
import static org.flippedvisit.fhir.form.Forms.expression;
import static org.flippedvisit.fhir.form.Forms.extensions;
import static org.flippedvisit.fhir.form.Forms.hidden;
import static org.flippedvisit.fhir.form.Forms.item;
import static org.flippedvisit.fhir.form.Forms.items;
import static org.flippedvisit.fhir.form.Forms.node;
import static org.flippedvisit.fhir.form.Forms.problems;
import static org.flippedvisit.fhir.form.Forms.resume;
import static org.flippedvisit.fhir.form.Forms.shown;
import static org.flippedvisit.fhir.form.Forms.variable;
import static org.flippedvisit.fhir.form.Forms.whole;
import static org.flippedvisit.fhir.form.Forms.words;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.previsit.PreVisitQuestionnaire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Expressions by HAPI's FHIRPath (SDC 4.0, expressions). */
class ExpressionsTest {
  private static final String VALUE_OF = "%resource.item.where(linkId='%1$s').answer.value";

  private static String valueOf(String linkId) {
    return VALUE_OF.replace("%1$s", linkId);
  }

  private static final Form SUM =
      Forms.of(
          item("a", "integer"),
          item("b", "integer"),
          item(
              "sum",
              "integer",
              extensions(
                  expression(
                      "calculatedExpression",
                      "(" + valueOf("a") + " | " + valueOf("b") + ").sum()"))),
          item(
              "shown",
              "integer",
              "\"readOnly\": true",
              extensions(expression("calculatedExpression", valueOf("sum") + " * 2"))),
          item(
              "high",
              "string",
              extensions(expression("enableWhenExpression", valueOf("shown") + " > 10"))));

  @Test
  void calculatesUntilAPersonEdits() {
    FormFilling filling = begin(SUM);
    assertThat(answers(filling, "sum")).containsExactly(whole(0));
    answer(filling, "a", whole(2));
    answer(filling, "b", whole(4));
    assertThat(answers(filling, "sum")).containsExactly(whole(6));
    assertThat(answers(filling, "shown")).containsExactly(whole(12));
    assertThat(shown(filling)).contains("high");
    answer(filling, "sum", whole(3));
    answer(filling, "b", whole(40));
    assertThat(answers(filling, "sum")).containsExactly(whole(3));
    assertThat(answers(filling, "shown")).containsExactly(whole(6));
    assertThat(shown(filling)).doesNotContain("high");
  }

  @Test
  void knowsAfterwardsWhatWasEdited() {
    FormFilling filling = begin(SUM);
    answer(filling, "a", whole(2));
    answer(filling, "sum", whole(30));
    FormFilling later = resume(filling);
    answer(later, "a", whole(5));
    assertThat(answers(later, "sum")).containsExactly(whole(30));
    FormFilling amended = FormFilling.resume(SUM, filling.completed(Locale.ENGLISH), Forms.NOBODY);
    answer(amended, "a", whole(5));
    assertThat(answers(amended, "sum")).containsExactly(whole(30));
    assertThat(filling.completed(Locale.ENGLISH)).doesNotContain("answered-by-hand");
  }

  @Test
  void calculatesOnWhereNothingWasEdited() {
    FormFilling filling = begin(SUM);
    answer(filling, "a", whole(2));
    FormFilling later = resume(filling);
    answer(later, "a", whole(5));
    assertThat(answers(later, "sum")).containsExactly(whole(5));
  }

  @Test
  void leavesWhatAPersonTookAway() {
    FormFilling filling = begin(SUM);
    answer(filling, "sum");
    assertThat(answers(filling, "sum")).isEmpty();
    assertThat(answers(resume(filling), "sum")).isEmpty();
  }

  @Test
  void calculatesWhatIsHidden() {
    FormFilling filling =
        begin(
            Forms.of(
                item("a", "integer"),
                item(
                    "b",
                    "decimal",
                    extensions(
                        hidden(), expression("calculatedExpression", valueOf("a") + " / 4")))));
    answer(filling, "a", whole(10));
    assertThat(
            completed(filling)
                .getItem()
                .get(1)
                .getAnswerFirstRep()
                .getValueDecimalType()
                .getValue())
        .isEqualByComparingTo("2.5");
  }

  @Test
  void findsVariablesOfTheFormAndOfItems() {
    Form form =
        FormMapper.read(
            Forms.questionnaire(
                extensions(variable("first", valueOf("a")), variable("twice", "%first * 2")) + ",",
                item("a", "integer"),
                item(
                    "g",
                    "group",
                    extensions(variable("mine", "item.where(linkId='b').answer.value + %twice")),
                    items(
                        item("b", "integer"),
                        item(
                            "c",
                            "integer",
                            extensions(expression("calculatedExpression", "%mine")))))));
    FormFilling filling = begin(form);
    answer(filling, "a", whole(3));
    answer(filling, "g/b", whole(4));
    assertThat(answers(filling, "g/c")).containsExactly(whole(10));
    assertThat(filling.notSupported()).isEmpty();
  }

  @Test
  void saysWhatItAsksToKnowOfTheLaunch() {
    assertThat(FormMapper.read(PreVisitQuestionnaire.json()).launchContexts()).isEmpty();
    assertThat(
            FormMapper.read(
                    """
                    {"resourceType":"Questionnaire","url":"http://example.org/q","status":"active",
                     "item":[{"linkId":"a","type":"date","text":"Born","extension":[{
                       "url":"http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-initialExpression",
                       "valueExpression":{"language":"text/fhirpath",
                         "expression":"iif(%user.exists(), %patient.birthDate, {})"}}]}]}""")
                .launchContexts())
        .containsExactly("patient", "user");
  }

  @Test
  void setsInitialValuesFromTheLaunch() {
    Form form =
        Forms.of(
            item(
                "name",
                "string",
                extensions(expression("initialExpression", "%patient.name.first().given.first()"))),
            item(
                "sex",
                "choice",
                "\"answerOption\": [{\"valueCoding\": {\"code\": \"female\"}}, {\"valueCoding\": {\"code\": \"male\"}}]",
                extensions(expression("initialExpression", "%patient.gender"))),
            item("day", "date", extensions(expression("initialExpression", "today()"))),
            item(
                "in-two-days",
                "date",
                extensions(expression("initialExpression", "today() + 2 days"))),
            item("visit", "string", extensions(expression("initialExpression", "%encounter.id"))),
            item(
                "born", "date", extensions(expression("initialExpression", "%patient.birthDate"))));
    var context =
        new FormContext(
            Map.of(
                "patient",
                """
                {"resourceType": "Patient", "id": "p", "gender": "female", "birthDate": "1950-01",
                 "name": [{"given": ["Ruth"]}]}
                """),
            Forms.NOBODY.now());
    FormFilling filling = FormFilling.begin(form, context);
    assertThat(answers(filling, "name")).containsExactly(words("Ruth"));
    assertThat(answers(filling, "sex")).containsExactly(choice("female"));
    assertThat(answers(filling, "day"))
        .extracting(Object::toString)
        .asString()
        .contains("2026-11-23");
    assertThat(answers(filling, "in-two-days")).asString().contains("2026-11-25");
    assertThat(answers(filling, "visit")).isEmpty();
    assertThat(answers(filling, "born"))
        .containsExactly(new FormAnswer.Day(new ClinicalTime(YearMonth.of(1950, 1))));
    assertThat(filling.notSupported()).isEmpty();
    answer(filling, "name");
    assertThat(
            FormFilling.resume(form, filling.kept(), context)
                .node(new NodeId("name"))
                .orElseThrow()
                .answers())
        .isEmpty();
  }

  @Test
  void addsUpThePointsOfChoices() {
    String options =
        """
        "answerOption": [
          {"valueCoding": {"code": "none", "display": "None"},
           "extension": [{"url": "http://hl7.org/fhir/StructureDefinition/itemWeight", "valueDecimal": 0}]},
          {"valueCoding": {"code": "some", "display": "Some", "extension": [
            {"url": "http://hl7.org/fhir/StructureDefinition/ordinalValue", "valueDecimal": 3}]}}]
        """;
    FormFilling filling =
        begin(
            Forms.of(
                item("a", "choice", options),
                item("b", "choice", options),
                item(
                    "score",
                    "integer",
                    extensions(
                        expression(
                            "calculatedExpression",
                            "%resource.item.answer.value.ordinal().sum()"))),
                item(
                    "weight",
                    "integer",
                    extensions(
                        expression(
                            "calculatedExpression",
                            "%resource.item.answer.value.ofType(Coding).weight().sum()")))));
    answer(filling, "a", choice("some"));
    answer(filling, "b", choice("some"));
    assertThat(answers(filling, "score")).containsExactly(whole(6));
    assertThat(answers(filling, "weight")).containsExactly(whole(6));
    answer(filling, "b", choice("none"));
    assertThat(answers(filling, "score")).containsExactly(whole(3));
    assertThat(filling.completed(Locale.ENGLISH)).doesNotContain("ordinalValue");
  }

  @Test
  void saysWhatTheQuestionnaireSaysOfAConstraint() {
    FormFilling filling =
        begin(
            FormMapper.read(
                Forms.questionnaire(
                    extensions(
                            constraint(
                                valueOf("to")
                                    + ".empty() or "
                                    + valueOf("from")
                                    + " <= "
                                    + valueOf("to"),
                                "It ends before it begins"))
                        + ",",
                    item("from", "date"),
                    item("to", "date"),
                    item(
                        "even",
                        "integer",
                        extensions(constraint("answer.value mod 2 = 0", "Not even"))))));
    assertThat(problems(filling)).isEmpty();
    answer(filling, "even", whole(3));
    answer(filling, "from", day("2026-02-01"));
    answer(filling, "to", day("2026-01-01"));
    assertThat(filling.problems())
        .containsExactly(
            new FormProblem(
                new NodeId(""), FormProblem.Kind.CONSTRAINT, "It ends before it begins"),
            new FormProblem(new NodeId("even"), FormProblem.Kind.CONSTRAINT, "Not even"));
    assertThat(node(filling, "even").problems()).hasSize(1);
    answer(filling, "even", whole(4));
    answer(filling, "to", day("2026-03-01"));
    assertThat(problems(filling)).isEmpty();
  }

  @Test
  void saysAConstraintInThePersonsLanguage() {
    String human =
        """
        {"url": "human", "valueString": "Not even", "_valueString": {"extension": [
          {"url": "http://hl7.org/fhir/StructureDefinition/translation", "extension": [
            {"url": "lang", "valueCode": "es"}, {"url": "content", "valueString": "No es par"}]}]}}
        """;
    String even =
        constraint("answer.value mod 2 = 0", "Not even")
            .replace("{\"url\": \"human\", \"valueString\": \"Not even\"}", human);
    FormFilling filling = begin(Forms.of(item("even", "integer", extensions(even))));
    answer(filling, "even", whole(3));
    assertThat(filling.problems())
        .extracting(
            problem -> problem.limit(Locale.of("es")), problem -> problem.limit(Locale.FRENCH))
        .containsExactly(tuple("No es par", "Not even"));
  }

  private static FormAnswer day(String day) {
    return new FormAnswer.Day(ClinicalTime.of(LocalDate.parse(day)));
  }

  @Test
  void offersWhatAnExpressionGivesOrLetsThrough() {
    FormFilling filling =
        begin(
            Forms.of(
                item("names", "string", "\"repeats\": true"),
                item(
                    "who",
                    "open-choice",
                    extensions(expression("answerExpression", valueOf("names")))),
                item("teen", "boolean"),
                item(
                    "topic",
                    "choice",
                    "\"answerOption\": [{\"valueCoding\": {\"code\": \"school\"}}, {\"valueCoding\": {\"code\": \"work\"}}]",
                    extensions(
                        """
                        {"url": "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-answerOptionsToggleExpression",
                         "extension": [{"url": "option", "valueCoding": {"code": "school"}},
                          {"url": "expression", "valueExpression": {"language": "text/fhirpath",
                            "expression": "%resource.item.where(linkId='teen').answer.value = true"}}]}
                        """))));
    answer(filling, "names", words("Ana"), words("Ben"));
    assertThat(node(filling, "who").options())
        .extracting(FormOption::answer)
        .containsExactly(words("Ana"), words("Ben"));
    assertThat(node(filling, "topic").options()).hasSize(1);
    answer(filling, "teen", Forms.yes());
    assertThat(node(filling, "topic").options()).hasSize(2);
    answer(filling, "topic", choice("school"));
    assertThat(problems(filling)).isEmpty();
    answer(filling, "teen", Forms.no());
    assertThat(problems(filling)).containsExactly("topic NOT_A_CHOICE");
  }

  @Test
  void endsCirclesOfExpressionsAndSaysSo() {
    FormFilling filling =
        begin(
            Forms.of(
                item(
                    "a",
                    "integer",
                    extensions(
                        expression(
                            "calculatedExpression",
                            "iif(" + valueOf("b") + ".exists(), " + valueOf("b") + " + 1, 1)"))),
                item(
                    "b",
                    "integer",
                    extensions(expression("calculatedExpression", valueOf("a") + " + 1"))),
                item("c", "integer"),
                item(
                    "d",
                    "integer",
                    extensions(expression("calculatedExpression", valueOf("c") + " + 1")))));
    assertThat(filling.notSupported())
        .extracting(NotSupported::feature)
        .contains("an expression that depends on itself");
    answer(filling, "c", whole(4));
    assertThat(answers(filling, "d")).containsExactly(whole(5));
  }

  @Test
  void endsVariablesThatNeedThemselvesAndSaysSo() {
    FormFilling filling =
        begin(
            FormMapper.read(
                Forms.questionnaire(
                    extensions(variable("x", "%y + 1"), variable("y", "%x + 1")) + ",",
                    item("a", "integer", extensions(expression("calculatedExpression", "%x"))))));
    assertThat(answers(filling, "a")).isEmpty();
    assertThat(filling.notSupported())
        .extracting(NotSupported::feature)
        .contains("variable that depends on itself");
  }

  @Test
  void saysWhichExpressionFailsAndGoesOn() {
    FormFilling filling =
        begin(
            Forms.of(
                item(
                    "a", "integer", extensions(expression("calculatedExpression", "%nobody.name"))),
                item("b", "integer", extensions(expression("enableWhenExpression", "'x' + 1 > 2"))),
                item("c", "integer")));
    assertThat(shown(filling)).containsExactly("a", "c");
    assertThat(filling.notSupported())
        .extracting(one -> one.linkId() + " " + one.feature())
        .containsExactlyInAnyOrder(
            "a calculatedExpression that fails", "b enableWhenExpression that fails");
  }

  @Test
  void saysWhichExpressionsAreNoneOfOurs() {
    String cql =
        """
        {"url": "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-%s",
         "valueExpression": {"language": "%s", "expression": "x"}}
        """;
    Form form =
        Forms.of(
            item("a", "integer", extensions(cql.formatted("calculatedExpression", "text/cql"))),
            item("b", "string", extensions(cql.formatted("enableWhenExpression", "text/cql"))),
            item(
                "c",
                "string",
                extensions(cql.formatted("initialExpression", "application/x-fhir-query"))),
            item(
                "d",
                "string",
                extensions(expression("calculatedExpression", "((")),
                "\"readOnly\": true"));
    assertThat(form.notSupported())
        .containsExactly(
            new NotSupported(
                "a", "calculatedExpression in text/cql", NotSupported.Consequence.IGNORED),
            new NotSupported(
                "b", "enableWhenExpression in text/cql", NotSupported.Consequence.ITEM_LEFT_OUT),
            new NotSupported(
                "c",
                "initialExpression in application/x-fhir-query",
                NotSupported.Consequence.IGNORED),
            new NotSupported(
                "d", "calculatedExpression that is no FHIRPath", NotSupported.Consequence.IGNORED));
    assertThat(shown(begin(form))).containsExactly("a", "c", "d");
    assertThat(List.of(form.mayBeRendered())).containsExactly(true);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%resource.item.where(linkId='a').answer.value",
        "%resource.item.where(linkId='a' and answer.exists()).answer.value",
        "%resource.descendants().where(linkId='a').answer.value",
        "%resource.repeat(item).where(linkId='a').answer.value",
        "%resource.item.where((linkId='a')).answer.value + 1",
        "(%resource.item.where(linkId='a').answer.value | 4).sum()",
        "iif(%resource.item.where(linkId='a').exists(), 1, 2)",
        "%a + 1"
      })
  void knowsWhichAnswersAnExpressionReads(String fhirPath) {
    assertThat(isAffected(fhirPath, "a")).isTrue();
    assertThat(isAffected(fhirPath, "c")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%resource.item.answer.count()",
        "%resource.item.where(linkId='a' or linkId='b').answer.value",
        "%resource.item.where(linkId.startsWith('a')).answer.value",
        "%resource.item.where(linkId != 'a').answer.value",
        "%resource.descendants().answer.value.sum()",
        "%resource.item.select(answer.value).sum()",
        "%resource.item[0].answer.value",
        "%all + 1"
      })
  void evaluatesAgainWhateverIsAnsweredWhereItCannotKnow(String fhirPath) {
    assertThat(isAffected(fhirPath, "a")).isTrue();
    assertThat(isAffected(fhirPath, "c")).isTrue();
  }

  @Test
  void evaluatesAgainWhatReadsAGroup() {
    assertThat(isAffected("%resource.item.where(linkId='g').item.answer.value.sum()", "in-g"))
        .isTrue();
    assertThat(isAffected("today() - 2 days", "a")).isFalse();
    assertThat(isAffected("%patient.name.given", "a")).isFalse();
  }

  private static boolean isAffected(String fhirPath, String answered) {
    Form form =
        FormMapper.read(
            Forms.questionnaire(
                extensions(
                        variable("a", valueOf("a")),
                        variable("all", "%resource.item.answer.count()"))
                    + ",",
                item("a", "integer"),
                item("b", "integer"),
                item("c", "integer"),
                item("g", "group", items(item("in-g", "integer"))),
                item("x", "integer", extensions(expression("calculatedExpression", fhirPath)))));
    Dependencies dependencies = form.rules().dependencies();
    Expression calculated = form.rules().items().getLast().expressions().calculated();
    return dependencies.isAffected(
        Objects.requireNonNull(calculated), dependencies.withAbove(Set.of(answered)));
  }

  /** Only what an answer can change is evaluated again; it must come to the same as everything. */
  @Test
  void comesToTheSameAsIfEverythingWereEvaluatedAgain() {
    Form form =
        FormMapper.read(
            Forms.questionnaire(
                extensions(
                        variable(
                            "sum",
                            "%resource.item.where(linkId='g').item.answer.value.ofType(integer).sum()"))
                    + ",",
                item("on", "boolean"),
                item(
                    "g",
                    "group",
                    extensions(expression("enableWhenExpression", valueOf("on") + " = true")),
                    items(
                        item("a", "integer"),
                        item(
                            "b",
                            "integer",
                            Forms.enableWhen(Forms.when("a", ">", "\"answerInteger\": 1"))))),
                item(
                    "total",
                    "integer",
                    "\"readOnly\": true",
                    extensions(expression("calculatedExpression", "%sum"))),
                item(
                    "much",
                    "string",
                    Forms.enableWhen(Forms.when("total", ">", "\"answerInteger\": 4"))),
                item(
                    "count",
                    "integer",
                    "\"readOnly\": true",
                    extensions(
                        expression(
                            "calculatedExpression",
                            "%resource.descendants().where(linkId='much' or linkId='a').count()"))),
                item(
                    "even",
                    "integer",
                    extensions(
                        constraint(
                            "answer.value mod 2 = " + valueOf("total") + " mod 2",
                            "Not like the total")))));
    var random = new Random(6);
    FormFilling filling = begin(form);
    for (int i = 0; i < 300; i++) {
      List<FormNode> open =
          filling.nodes().stream()
              .flatMap(Forms::all)
              .filter(node -> node.item().type().isQuestion() && !node.isReadOnly())
              .toList();
      FormNode node = open.get(random.nextInt(open.size()));
      filling.answer(
          node.id(),
          switch (node.item().type()) {
            case BOOLEAN -> List.of(new FormAnswer.YesNo(random.nextInt(4) > 0));
            case INTEGER -> random.nextInt(5) == 0 ? List.of() : List.of(whole(random.nextInt(4)));
            default -> List.of(words("words"));
          });
      FormFilling anew = resume(filling);
      assertThat(anew.nodes()).isEqualTo(filling.nodes());
      assertThat(anew.problems()).isEqualTo(filling.problems());
    }
  }
}
