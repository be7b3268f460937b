package org.flippedvisit.fhir.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.flippedvisit.fhir.form.Forms.core;
import static org.flippedvisit.fhir.form.Forms.extensions;
import static org.flippedvisit.fhir.form.Forms.item;
import static org.flippedvisit.fhir.form.Forms.items;
import static org.flippedvisit.fhir.form.Forms.questionnaire;
import static org.flippedvisit.fhir.form.Forms.variable;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.flippedvisit.fhir.form.NotSupported.Consequence;
import org.junit.jupiter.api.Test;

/** What is read of a Questionnaire, and what is said of the rest. */
class QuestionnaireReaderTest {
  @Test
  void refusesWhatCannotBeFilledIn() {
    assertRefused("nonsense", "no FHIR R4 JSON");
    assertRefused("{\"resourceType\": \"Patient\"}", "a Patient, no Questionnaire");
    assertRefused(
        "{\"resourceType\": \"Bundle\", \"type\": \"collection\"}",
        "a Bundle without a Questionnaire");
    assertRefused("{\"resourceType\": \"Questionnaire\", \"status\": \"active\"}", "has no url");
    assertRefused(
        questionnaire("", item("a", "group", items(item("a", "string")))),
        "two items have the linkId a");
    assertRefused(
        questionnaire("", "{\"type\": \"string\", \"text\": \"Nameless\"}"),
        "an item has no linkId: Nameless");
    assertRefused(
        questionnaire(
            extensions(variable("x", "1"), variable("x", "2")) + ",", item("a", "string")),
        "two variables of one item are called x");
  }

  private static void assertRefused(String json, String why) {
    assertThatThrownBy(() -> FormMapper.read(json))
        .isInstanceOf(UnusableForm.class)
        .hasMessageContaining(why);
  }

  @Test
  void rendersNothingThatHasSomethingCriticalItDoesNotKnow() {
    String critical =
        core("rendering-criticalExtension", "\"valueCanonical\": \"http://example.org/x\"");
    assertNotRendered(
        questionnaire(extensions(critical) + ",", item("a", "string")),
        "",
        "rendering-criticalExtension");
    assertNotRendered(
        questionnaire("", item("a", "string", extensions(critical))),
        "a",
        "rendering-criticalExtension");
    String modifier =
        "\"modifierExtension\": [{\"url\": \"http://example.org/upside-down\", \"valueBoolean\": true}]";
    assertNotRendered(questionnaire(modifier + ",", item("a", "string")), "", "upside-down");
    assertNotRendered(questionnaire("", item("a", "string", modifier)), "a", "upside-down");
    assertNotRendered(
        questionnaire("\"implicitRules\": \"http://example.org/rules\",", item("a", "string")),
        "",
        "implicitRules");
  }

  private static void assertNotRendered(String json, String linkId, String feature) {
    Form form = FormMapper.read(json);
    assertThat(form.mayBeRendered()).isFalse();
    assertThat(form.notSupported())
        .containsExactly(new NotSupported(linkId, feature, Consequence.NOT_RENDERED));
  }

  @Test
  void saysWhatItDoesNotKnow() {
    Form form =
        FormMapper.read(
            questionnaire(
                extensions(core("entryMode", "\"valueCode\": \"sequential\"")) + ",",
                item("a", "coding"),
                item(
                    "b",
                    "string",
                    extensions(
                        core(
                            "itemMedia",
                            "\"valueAttachment\": {\"url\": \"https://example.org/a.png\"}"))),
                item(
                    "c",
                    "choice",
                    "\"answerOption\": [{\"valueString\": \"x\"}]",
                    control("wheel")),
                item("d", "string", extensions(core("regex", "\"valueString\": \"(\"")))));
    assertThat(form.mayBeRendered()).isTrue();
    assertThat(form.notSupported())
        .containsExactly(
            new NotSupported("", "entryMode", Consequence.IGNORED),
            new NotSupported("a", "type that R4 does not have", Consequence.ITEM_LEFT_OUT),
            new NotSupported("b", "itemMedia", Consequence.IGNORED),
            new NotSupported("c", "itemControl wheel", Consequence.IGNORED),
            new NotSupported("d", "regex that is none", Consequence.IGNORED));
    assertThat(Forms.shown(Forms.begin(form))).containsExactly("b", "c", "d");
    assertThat(form.items().get(2).control()).isNull();
  }

  private static String control(String code) {
    return extensions(controlExtension(code));
  }

  private static String controlExtension(String code) {
    return core(
        "questionnaire-itemControl",
        "\"valueCodeableConcept\": {\"coding\": [{\"system\": \"http://hl7.org/fhir/questionnaire-item-control\", \"code\": \"%s\"}]}"
            .formatted(code));
  }

  @Test
  void readsHowAnItemAsksToBeShown() {
    FormItem item =
        Forms.of(
                item(
                    "a",
                    "integer",
                    "\"prefix\": \"1.\"",
                    "\"code\": [{\"system\": \"http://loinc.org\", \"code\": \"72514-3\"}]",
                    extensions(
                        controlExtension("slider"),
                        core("questionnaire-sliderStepValue", "\"valueInteger\": 2"),
                        core("questionnaire-choiceOrientation", "\"valueCode\": \"horizontal\""),
                        core(
                            "questionnaire-supportLink",
                            "\"valueUri\": \"https://example.org/help\""),
                        core("entryFormat", "\"valueString\": \"0 to 10\""),
                        core(
                            "questionnaire-unitOption",
                            "\"valueCoding\": {\"code\": \"cm\", \"display\": \"cm\"}")),
                    items(
                        item("low", "display", control("lower")),
                        item("high", "display", control("upper")),
                        item("tip", "display", control("flyover")),
                        item("more", "display", control("help")),
                        item("unit", "display", control("unit")),
                        item("plain", "display"))))
            .items()
            .getFirst();
    assertThat(item.control()).isEqualTo(ItemControl.SLIDER);
    assertThat(item.sliderStep()).isEqualTo(2);
    assertThat(item.prefix()).isEqualTo("1.");
    assertThat(item.codes()).containsExactly("http://loinc.org|72514-3");
    assertThat(item.isHorizontal()).isTrue();
    assertThat(item.supportLink()).isEqualTo("https://example.org/help");
    assertThat(item.entryFormat(Locale.ENGLISH)).isEqualTo("0 to 10");
    assertThat(item.unitOptions()).hasSize(1);
    assertThat(item.lowerText(Locale.ENGLISH)).isEqualTo("low?");
    assertThat(item.upperText(Locale.ENGLISH)).isEqualTo("high?");
    assertThat(FormItem.in(Objects.requireNonNull(item.flyover()), Locale.ENGLISH).words())
        .isEqualTo("tip?");
    assertThat(FormItem.in(Objects.requireNonNull(item.help()), Locale.ENGLISH).words())
        .isEqualTo("more?");
    assertThat(Objects.requireNonNull(item.unit()).text(Locale.ENGLISH)).isEqualTo("unit?");
    assertThat(item.items()).extracting(FormItem::linkId).containsExactly("plain");
  }

  @Test
  void readsOptionsOfValueSets() {
    String bundle =
        """
        {"resourceType": "Bundle", "type": "collection", "entry": [
          {"resource": %s},
          {"resource": {"resourceType": "ValueSet", "status": "active", "url": "http://example.org/listed",
            "compose": {"include": [{"system": "http://example.org/colours", "concept": [
              {"code": "red"}, {"code": "blue", "display": "Blue", "designation": [{"language": "es", "value": "Azul"}]}]}]}}},
          {"resource": {"resourceType": "ValueSet", "status": "active", "url": "http://example.org/whole",
            "compose": {"include": [{"system": "http://example.org/colours"}],
              "exclude": [{"system": "http://example.org/colours", "concept": [{"code": "blue"}]}]}}},
          {"fullUrl": "http://example.org/by-place",
           "resource": {"resourceType": "ValueSet", "status": "active", "url": "http://example.org/somewhere-else",
            "compose": {"include": [{"system": "http://example.org/colours", "concept": [{"code": "blue", "display": "Blue"}]}]}}},
          {"resource": {"resourceType": "ValueSet", "status": "active", "url": "http://example.org/filtered",
            "compose": {"include": [{"system": "http://example.org/colours", "filter": [{"property": "x", "op": "=", "value": "y"}]}]}}},
          {"resource": {"resourceType": "CodeSystem", "status": "active", "content": "complete", "url": "http://example.org/colours",
            "concept": [{"code": "red", "display": "Red", "concept": [{"code": "pink", "display": "Pink"}]}, {"code": "blue", "display": "Blue"}]}}]}
        """
            .formatted(
                questionnaire(
                    """
                    "contained": [{"resourceType": "ValueSet", "id": "yn", "status": "active", "expansion": {"timestamp": "2026-01-01", "contains": [
                      {"system": "http://s", "abstract": true, "display": "Answers", "contains": [
                        {"system": "http://s", "code": "y", "display": "Yes"}, {"system": "http://s", "code": "n", "display": "No"}]}]}}],
                    """,
                    item("contained", "choice", "\"answerValueSet\": \"#yn\""),
                    item("listed", "choice", "\"answerValueSet\": \"http://example.org/listed|1\""),
                    item("whole", "choice", "\"answerValueSet\": \"http://example.org/whole\""),
                    item(
                        "by-place",
                        "choice",
                        "\"answerValueSet\": \"http://example.org/by-place\""),
                    item(
                        "filtered",
                        "open-choice",
                        "\"answerValueSet\": \"http://example.org/filtered\"")));
    Form form = FormMapper.read(bundle);
    Map<String, List<String>> options =
        form.items().stream()
            .collect(
                Collectors.toMap(
                    FormItem::linkId,
                    item ->
                        item.options().stream().map(one -> one.text(Locale.of("es"))).toList()));
    assertThat(options.get("contained")).containsExactly("Yes", "No");
    assertThat(options.get("listed")).containsExactly("Red", "Azul");
    assertThat(options.get("whole")).containsExactly("Red", "Pink");
    assertThat(options.get("by-place")).containsExactly("Blue");
    assertThat(options.get("filtered")).isEmpty();
    assertThat(form.notSupported())
        .containsExactly(
            new NotSupported(
                "filtered", "answerValueSet that did not come along", Consequence.IGNORED));
  }

  @Test
  void showsNothingThatIsForReadingAnswersOnly() {
    Form form =
        Forms.of(
            item("asked", "string", usage("capture-display")),
            item("gone-later", "display", usage("capture")),
            item("read", "display", usage("display")),
            item("read-if-any", "string", usage("display-non-empty")));
    assertThat(Forms.shown(Forms.begin(form))).containsExactly("asked", "gone-later");
    assertThat(form.notSupported())
        .containsExactly(new NotSupported("gone-later", "usageMode capture", Consequence.IGNORED));
  }

  private static String usage(String mode) {
    return extensions(core("questionnaire-usageMode", "\"valueCode\": \"%s\"".formatted(mode)));
  }

  @Test
  void takesMaxOccursOfNothingForAnyNumber() {
    Form form =
        Forms.of(
            item(
                "a",
                "string",
                "\"repeats\": true",
                extensions(core("questionnaire-maxOccurs", "\"valueInteger\": 0"))));
    FormFilling filling = Forms.begin(form);
    Forms.answer(filling, "a", Forms.words("one"), Forms.words("two"));
    assertThat(filling.problems()).isEmpty();
    assertThat(form.notSupported())
        .containsExactly(new NotSupported("a", "maxOccurs below 1", Consequence.IGNORED));
  }

  @Test
  void readsUnitsOfAValueSet() {
    Form form =
        FormMapper.read(
            questionnaire(
                """
                "contained": [{"resourceType": "ValueSet", "id": "weights", "status": "active",
                  "compose": {"include": [{"system": "http://unitsofmeasure.org", "concept": [
                    {"code": "kg", "display": "kg"}, {"code": "[lb_av]", "display": "pounds"}]}]}}],
                """,
                item("a", "quantity", units("#weights")),
                item("b", "quantity", units("http://example.org/elsewhere"))));
    assertThat(form.items().getFirst().unitOptions())
        .extracting(unit -> unit.text(Locale.ENGLISH))
        .containsExactly("kg", "pounds");
    assertThat(form.notSupported())
        .containsExactly(
            new NotSupported("b", "unitValueSet that did not come along", Consequence.IGNORED));
  }

  private static String units(String valueSet) {
    return extensions(
        core("questionnaire-unitValueSet", "\"valueCanonical\": \"%s\"".formatted(valueSet)));
  }
}
