package org.flippedvisit.fhir.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.flippedvisit.fhir.form.Forms.all;
import static org.flippedvisit.fhir.form.Forms.answer;
import static org.flippedvisit.fhir.form.Forms.answers;
import static org.flippedvisit.fhir.form.Forms.begin;
import static org.flippedvisit.fhir.form.Forms.choice;
import static org.flippedvisit.fhir.form.Forms.completed;
import static org.flippedvisit.fhir.form.Forms.core;
import static org.flippedvisit.fhir.form.Forms.enableWhen;
import static org.flippedvisit.fhir.form.Forms.extensions;
import static org.flippedvisit.fhir.form.Forms.hidden;
import static org.flippedvisit.fhir.form.Forms.item;
import static org.flippedvisit.fhir.form.Forms.items;
import static org.flippedvisit.fhir.form.Forms.no;
import static org.flippedvisit.fhir.form.Forms.node;
import static org.flippedvisit.fhir.form.Forms.problems;
import static org.flippedvisit.fhir.form.Forms.resume;
import static org.flippedvisit.fhir.form.Forms.shown;
import static org.flippedvisit.fhir.form.Forms.when;
import static org.flippedvisit.fhir.form.Forms.whole;
import static org.flippedvisit.fhir.form.Forms.words;
import static org.flippedvisit.fhir.form.Forms.yes;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.flippedvisit.fhir.mapping.FhirText;
import org.flippedvisit.fhir.testing.FhirJson;
import org.flippedvisit.fixtures.patients.HostileText;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FormFillingTest {
  private static final String YES = "\"answerBoolean\": true";

  private static final Form SMOKING =
      Forms.of(
          item("smokes", "boolean", "\"required\": true"),
          item("how-many", "integer", "\"required\": true", enableWhen(when("smokes", "=", YES))),
          item("why", "text", enableWhen(when("how-many", ">", "\"answerInteger\": 10"))));

  @Test
  void showsWhatIsEnabledOnly() {
    FormFilling filling = begin(SMOKING);
    assertThat(shown(filling)).containsExactly("smokes");
    answer(filling, "smokes", yes());
    assertThat(shown(filling)).containsExactly("smokes", "how-many");
    answer(filling, "how-many", whole(11));
    assertThat(shown(filling)).containsExactly("smokes", "how-many", "why");
  }

  @Test
  void bringsBackWhatWasTypedWithItsQuestion() {
    FormFilling filling = begin(SMOKING);
    answer(filling, "smokes", yes());
    answer(filling, "how-many", whole(20));
    answer(filling, "why", words("Because"));
    answer(filling, "smokes", no());
    assertThat(shown(filling)).containsExactly("smokes");
    assertThat(completed(filling).getItem()).hasSize(1);
    FormFilling later = resume(filling);
    answer(later, "smokes", yes());
    assertThat(answers(later, "why")).containsExactly(words("Because"));
    assertThat(completed(later).getItem()).hasSize(3);
  }

  @Test
  void countsTheAnswerOfAHiddenQuestionAsNone() {
    FormFilling filling = begin(SMOKING);
    answer(filling, "smokes", yes());
    answer(filling, "how-many", whole(20));
    answer(filling, "smokes", no());
    assertThat(shown(filling)).doesNotContain("why");
  }

  @Test
  void warnsBeforeItHidesWhatWasTyped() {
    FormFilling filling = begin(SMOKING);
    answer(filling, "smokes", yes());
    answer(filling, "how-many", whole(20));
    answer(filling, "why", words("Because"));
    assertThat(filling.wouldHide(new NodeId("smokes"), List.of(no())))
        .extracting(node -> node.id().path())
        .containsExactly("how-many", "why");
    assertThat(answers(filling, "smokes")).containsExactly(yes());
    assertThat(shown(filling)).containsExactly("smokes", "how-many", "why");
    assertThat(filling.wouldHide(new NodeId("why"), List.of())).isEmpty();
  }

  @Test
  void asksForWhatIsRequiredWhereItIsShown() {
    FormFilling filling = begin(SMOKING);
    assertThat(problems(filling)).containsExactly("smokes MISSING");
    answer(filling, "smokes", yes());
    assertThat(problems(filling)).containsExactly("how-many MISSING");
    assertThatIllegalStateException().isThrownBy(() -> filling.completed(Locale.ENGLISH));
    answer(filling, "smokes", no());
    assertThat(problems(filling)).isEmpty();
  }

  @Test
  void asksForNothingInsideAGroupThatIsNotShown() {
    FormFilling filling =
        begin(
            Forms.of(
                item("smokes", "boolean"),
                item(
                    "group",
                    "group",
                    "\"required\": true",
                    enableWhen(when("smokes", "=", YES)),
                    items(item("inner", "string", "\"required\": true")))));
    assertThat(problems(filling)).isEmpty();
    answer(filling, "smokes", yes());
    assertThat(problems(filling)).containsExactly("group MISSING", "group/inner MISSING");
    answer(filling, "group/inner", words("x"));
    assertThat(problems(filling)).isEmpty();
  }

  @Test
  void takesAnEmptyAnswerForNone() {
    FormFilling filling = begin(SMOKING);
    answer(filling, "smokes", no());
    answer(filling, "smokes");
    assertThat(problems(filling)).containsExactly("smokes MISSING");
    assertThat(filling.isUntouched()).isTrue();
  }

  @Test
  void keepsWordsVerbatim() {
    FormFilling filling = begin(Forms.of(item("a", "text"), item("b", "decimal")));
    answer(filling, "a", words("  «one»\n\ttwo \uD83D\uDE00 "));
    answer(filling, "b", new FormAnswer.Decimal(new BigDecimal("1.50")));
    FormFilling later = resume(filling);
    assertThat(answers(later, "a")).containsExactly(words("  «one»\n\ttwo \uD83D\uDE00 "));
    assertThat(answers(later, "b")).containsExactly(new FormAnswer.Decimal(new BigDecimal("1.50")));
  }

  @Test
  void writesSeveralAnswersOfOneQuestionAsOneItem() {
    FormFilling filling = begin(Forms.of(item("a", "string", "\"repeats\": true")));
    answer(filling, "a", words("one"), words("two"));
    QuestionnaireResponse response = completed(filling);
    assertThat(response.getItem()).hasSize(1);
    assertThat(response.getItemFirstRep().getAnswer()).hasSize(2);
  }

  @Test
  void writesGroupsOfOneLinkIdAsSeveralItems() {
    FormFilling filling =
        begin(Forms.of(item("event", "group", "\"repeats\": true", items(item("what", "string")))));
    answer(filling, "event[1]/what", words("wedding"));
    NodeId second = filling.addGroup(new NodeId("event[1]"));
    assertThat(second.path()).isEqualTo("event[2]");
    answer(filling, "event[2]/what", words("move"));
    assertThat(completed(filling).getItem())
        .extracting(one -> one.getLinkId())
        .containsExactly("event", "event");
    FormFilling later = resume(filling);
    assertThat(answers(later, "event[2]/what")).containsExactly(words("move"));
    assertThat(node(later, "event[1]").mayAdd()).isFalse();
    assertThat(node(later, "event[2]").mayAdd()).isTrue();
    assertThat(node(later, "event[1]").mayRemove()).isTrue();
  }

  @Test
  void keepsTheNamesOfGroupsWhenOneBeforeIsRemoved() {
    FormFilling filling =
        begin(Forms.of(item("event", "group", "\"repeats\": true", items(item("what", "string")))));
    filling.addGroup(new NodeId("event[1]"));
    answer(filling, "event[2]/what", words("move"));
    filling.removeGroup(new NodeId("event[1]"));
    assertThat(shown(filling)).containsExactly("event[2]", "event[2]/what");
    assertThat(answers(filling, "event[2]/what")).containsExactly(words("move"));
    assertThat(filling.addGroup(new NodeId("event[2]")).path()).isEqualTo("event[3]");
    filling.removeGroup(new NodeId("event[3]"));
    assertThat(filling.addGroup(new NodeId("event[2]")).path()).isEqualTo("event[4]");
  }

  @Test
  void emptiesTheLastOfARepeatingGroup() {
    FormFilling filling =
        begin(Forms.of(item("event", "group", "\"repeats\": true", items(item("what", "string")))));
    answer(filling, "event[1]/what", words("move"));
    filling.removeGroup(new NodeId("event[1]"));
    assertThat(shown(filling)).hasSize(2);
    assertThat(all(filling.nodes().getFirst()).flatMap(one -> one.answers().stream())).isEmpty();
  }

  @Test
  void asksForNothingInOneMoreOfAGroupThatStaysEmpty() {
    FormFilling filling =
        begin(
            Forms.of(
                item(
                    "event",
                    "group",
                    "\"repeats\": true",
                    items(item("what", "string", "\"required\": true"), item("when", "string")))));
    assertThat(problems(filling)).isEmpty();
    answer(filling, "event[1]/when", words("May"));
    assertThat(problems(filling)).containsExactly("event[1]/what MISSING");
  }

  @Test
  void keepsToMinAndMaxOccurs() {
    String two =
        extensions(
            core("questionnaire-minOccurs", "\"valueInteger\": 2"),
            core("questionnaire-maxOccurs", "\"valueInteger\": 3"));
    FormFilling filling =
        begin(
            Forms.of(
                item("a", "string", "\"repeats\": true", two),
                item("g", "group", "\"repeats\": true", two, items(item("b", "string")))));
    assertThat(shown(filling)).contains("g[1]", "g[2]").doesNotContain("g[3]");
    assertThat(problems(filling)).containsExactly("a MISSING", "g[1] MISSING");
    answer(filling, "a", words("1"));
    answer(filling, "g[1]/b", words("1"));
    assertThat(problems(filling)).containsExactly("a TOO_FEW", "g[1] TOO_FEW");
    answer(filling, "a", words("1"), words("2"), words("3"), words("4"));
    answer(filling, "g[2]/b", words("2"));
    assertThat(problems(filling)).containsExactly("a TOO_MANY");
    assertThat(node(filling, "g[2]").mayAdd()).isTrue();
    assertThat(node(filling, "g[2]").mayRemove()).isFalse();
    filling.addGroup(new NodeId("g[2]"));
    assertThat(node(filling, "g[3]").mayAdd()).isFalse();
  }

  @Test
  void nestsQuestionsUnderTheAnswerTheyBelongTo() {
    Form form =
        Forms.of(
            item(
                "pets",
                "choice",
                "\"repeats\": true",
                "\"answerOption\": [{\"valueCoding\": {\"code\": \"cat\"}}, {\"valueCoding\": {\"code\": \"dog\"}}]",
                items(item("name", "string"))));
    FormFilling filling = begin(form);
    assertThat(shown(filling)).containsExactly("pets");
    answer(filling, "pets", choice("cat"), choice("dog"));
    assertThat(shown(filling)).containsExactly("pets", "pets[1]/name", "pets[2]/name");
    answer(filling, "pets[1]/name", words("Tom"));
    answer(filling, "pets[2]/name", words("Rex"));
    answer(filling, "pets", choice("dog"));
    assertThat(shown(filling)).containsExactly("pets", "pets[2]/name");
    assertThat(answers(filling, "pets[2]/name")).containsExactly(words("Rex"));
    QuestionnaireResponse response = completed(filling);
    assertThat(response.getItemFirstRep().getAnswerFirstRep().getItemFirstRep().getLinkId())
        .isEqualTo("name");
    FormFilling later = resume(filling);
    answer(later, "pets", choice("dog"), choice("cat"));
    assertThat(later.nodes().getFirst().children().stream().flatMap(one -> one.answers().stream()))
        .containsExactly(words("Rex"), words("Tom"));
  }

  @Test
  void keepsAsideWhatFitsNoQuestionAnyMore() {
    String kept =
        """
        {"resourceType": "QuestionnaireResponse", "questionnaire": "http://example.org/q|0",
         "status": "in-progress", "item": [
          {"linkId": "gone", "answer": [{"valueString": "of a former version"}]},
          {"linkId": "smokes", "answer": [{"valueBoolean": false}]}]}
        """;
    FormFilling filling = FormFilling.resume(SMOKING, kept, Forms.NOBODY);
    assertThat(answers(filling, "smokes")).containsExactly(no());
    assertThat(filling.kept()).contains("of a former version");
    assertThat(resume(filling).kept()).isEqualTo(filling.kept());
    assertThat(filling.completed(Locale.ENGLISH)).doesNotContain("former");
  }

  @Test
  void keepsAnAnswerOfTheWrongTypeAndSaysSo() {
    FormFilling filling = begin(Forms.of(item("a", "integer")));
    answer(filling, "a", words("about ten"));
    assertThat(problems(filling)).containsExactly("a WRONG_TYPE");
    assertThat(answers(resume(filling), "a")).containsExactly(words("about ten"));
  }

  @Test
  void beginsWithInitialValues() {
    Form form =
        Forms.of(
            item("a", "string", "\"initial\": [{\"valueString\": \"begun\"}]"),
            item(
                "b",
                "choice",
                "\"answerOption\": [{\"valueCoding\": {\"code\": \"x\"}, \"initialSelected\": true}, {\"valueCoding\": {\"code\": \"y\"}}]"),
            item("c", "boolean", "\"initial\": [{\"valueBoolean\": true}]", extensions(hidden())));
    FormFilling filling = begin(form);
    assertThat(shown(filling)).containsExactly("a", "b");
    assertThat(answers(filling, "a")).containsExactly(words("begun"));
    assertThat(answers(filling, "b")).containsExactly(choice("x"));
    assertThat(filling.isUntouched()).isTrue();
    answer(filling, "a");
    assertThat(filling.isUntouched()).isFalse();
    assertThat(resume(filling).node(new NodeId("a")).orElseThrow().answers()).isEmpty();
    assertThat(completed(filling).getItem())
        .extracting(one -> one.getLinkId())
        .containsExactly("b", "c");
  }

  @Test
  void writesTheQuestionnairesTextAndWhatThePersonRead() {
    Form form =
        Forms.of(
            """
            {"linkId": "a", "type": "string", "text": "Your name", "_text": {"extension": [
              {"url": "http://hl7.org/fhir/StructureDefinition/translation", "extension": [
                {"url": "lang", "valueCode": "es"}, {"url": "content", "valueString": "Su nombre"}]}]}}
            """);
    FormFilling filling = begin(form);
    answer(filling, "a", words("Ana"));
    assertThat(filling.nodes().getFirst().item().text(Locale.of("es")).words())
        .isEqualTo("Su nombre");
    var response = (QuestionnaireResponse) FhirJson.read(filling.completed(Locale.of("es", "MX")));
    assertThat(response.getItemFirstRep().getText()).isEqualTo("Your name");
    assertThat(response.getItemFirstRep().getTextElement().getExtension()).hasSize(1);
    assertThat(response.getQuestionnaire()).isEqualTo("http://example.org/q|1");
  }

  @Test
  void asksTheNearestOfSeveralQuestions() {
    FormFilling filling =
        begin(
            Forms.of(
                item(
                    "drug",
                    "group",
                    "\"repeats\": true",
                    items(
                        item("note", "string", enableWhen(when("still", "=", YES))),
                        item("still", "boolean"),
                        item("dose", "string", enableWhen(when("still", "=", YES)))))));
    filling.addGroup(new NodeId("drug[1]"));
    answer(filling, "drug[1]/still", yes());
    assertThat(shown(filling))
        .contains("drug[1]/note", "drug[1]/dose")
        .doesNotContain("drug[2]/note", "drug[2]/dose");
    answer(filling, "drug[2]/still", yes());
    answer(filling, "drug[1]/still", no());
    assertThat(shown(filling))
        .contains("drug[2]/note", "drug[2]/dose")
        .doesNotContain("drug[1]/note", "drug[1]/dose");
  }

  @Test
  void endsCirclesOfConditionsAndSaysSo() {
    Form form =
        Forms.of(
            item("a", "boolean", enableWhen(when("b", "=", YES))),
            item("b", "boolean", enableWhen(when("a", "=", YES))),
            item("c", "boolean", enableWhen(when("nowhere", "=", YES))));
    FormFilling filling = begin(form);
    assertThat(shown(filling)).isEmpty();
    assertThat(form.notSupported())
        .extracting(one -> one.linkId() + " " + one.feature())
        .containsExactly(
            "a enableWhen that depends on itself",
            "b enableWhen that depends on itself",
            "c enableWhen of a question that is not there");
  }

  @ParameterizedTest
  @MethodSource("org.flippedvisit.fixtures.patients.HostileTexts#all")
  void keepsEveryCharacterAndSendsWhatFhirCanHold(HostileText hostile) {
    FormFilling filling = begin(Forms.of(item("a", "text")));
    answer(filling, "a", words(hostile.text()));
    byte[] stored = filling.kept().getBytes(StandardCharsets.UTF_8);
    FormFilling later =
        FormFilling.resume(
            filling.form(), new String(stored, StandardCharsets.UTF_8), Forms.NOBODY);
    if (hostile.text().isBlank()) {
      assertThat(answers(later, "a")).isEmpty();
    } else {
      assertThat(answers(later, "a")).containsExactly(words(hostile.text()));
      assertThat(
              completed(filling).getItemFirstRep().getAnswerFirstRep().getValue().primitiveValue())
          .isEqualTo(FhirText.of(hostile.text()));
    }
  }

  @Test
  void putsAGroupBackWithItsAnswers() {
    FormFilling filling =
        begin(Forms.of(item("event", "group", "\"repeats\": true", items(item("what", "string")))));
    answer(filling, "event[1]/what", words("wedding"));
    filling.addGroup(new NodeId("event[1]"));
    answer(filling, "event[2]/what", words("move"));
    filling.removeGroup(new NodeId("event[1]"));
    filling.putBack(new NodeId("event[1]"));
    assertThat(shown(filling))
        .containsExactly("event[1]", "event[1]/what", "event[2]", "event[2]/what");
    assertThat(answers(filling, "event[1]/what")).containsExactly(words("wedding"));
    filling.removeGroup(new NodeId("event[1]"));
    filling.removeGroup(new NodeId("event[2]"));
    filling.putBack(new NodeId("event[2]"));
    assertThat(shown(filling)).containsExactly("event[2]", "event[2]/what");
  }

  @Test
  void takesNothingButTheItemsOfWhatWasSent() {
    FormFilling filling = begin(SMOKING);
    answer(filling, "smokes", no());
    String sent =
        filling
            .completed(Locale.ENGLISH)
            .replace(
                "\"status\":\"completed\"",
                "\"status\":\"amended\",\"subject\":{\"reference\":\"Patient/1\"},\"authored\":\"2026-11-23T09:00:00Z\"");
    FormFilling later = FormFilling.resume(SMOKING, sent, Forms.NOBODY);
    assertThat(later.kept()).isEqualTo(filling.kept());
  }

  @Test
  void tellsLinkIdsWithSlashesFromNesting() {
    FormFilling filling =
        begin(Forms.of(item("a", "group", items(item("b", "string"))), item("a/b", "string")));
    assertThat(shown(filling)).doesNotHaveDuplicates();
    answer(filling, "a%2Fb", words("flat"));
    assertThat(answers(filling, "a/b")).isEmpty();
  }
}
