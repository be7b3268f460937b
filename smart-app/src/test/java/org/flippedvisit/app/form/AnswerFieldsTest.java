package org.flippedvisit.app.form;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.upload.Upload;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.flippedvisit.app.form.FormFields.Flow;
import org.flippedvisit.fhir.form.FormAnswer;
import org.flippedvisit.fhir.form.FormAnswer.Amount;
import org.flippedvisit.fhir.form.FormAnswer.Words;
import org.flippedvisit.fhir.form.FormOption;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each kind of field: what a person does with it, and what it answers. */
class AnswerFieldsTest {
  private FormPage page = FormPage.everyType(Flow.ONE_PAGE);

  @AfterEach
  void close() {
    page.close();
  }

  private List<FormAnswer> answers(String linkId) {
    return page.filling().node(page.id(linkId)).orElseThrow().answers();
  }

  /** Closes the page and opens the form again with what was kept. */
  private void reopen() {
    String kept = page.kept().getLast();
    page.close();
    page = FormPage.resumed(kept, Flow.ONE_PAGE);
  }

  private List<TextField> lines(String linkId) {
    return FormPage.below(page.question(linkId).field().component())
        .filter(TextField.class::isInstance)
        .map(TextField.class::cast)
        .toList();
  }

  @Test
  void takesNumbersWithTheirDecimals() {
    page.in("temperature", TextField.class).setValue("37.20");
    assertThat(answers("temperature"))
        .containsExactly(new FormAnswer.Decimal(new BigDecimal("37.20")));
    reopen();
    assertThat(page.in("temperature", TextField.class).getValue()).isEqualTo("37.20");
    assertThat(FormPage.words(page.in("temperature", TextField.class))).contains("°C");
  }

  @Test
  void stepsUpAndDownFromWhatIsThere() {
    List<Button> steps =
        FormPage.below(page.question("spoons").field().component())
            .filter(Button.class::isInstance)
            .map(Button.class::cast)
            .toList();
    steps.getLast().click();
    steps.getLast().click();
    steps.getFirst().click();

    assertThat(answers("spoons")).containsExactly(new FormAnswer.Whole(1));
    assertThat(steps)
        .extracting(button -> button.getAriaLabel().orElse(""))
        .containsExactly("One less: Spoons", "One more: Spoons");
  }

  @Test
  void choosesNothingOnScaleUntilSomebodyDoes() {
    RadioButtonGroup<BigDecimal> scale = scale();
    assertThat(scale.getValue()).isNull();
    assertThat(scale.getListDataView().getItems()).hasSize(11);
    assertThat(scale.getHelperText()).contains("not at all", "very sure");

    scale.setValue(BigDecimal.valueOf(7));
    assertThat(answers("confidence")).containsExactly(new FormAnswer.Whole(7));
    reopen();
    assertThat(scale().getValue()).isEqualByComparingTo("7");

    FormPage.press(page.question("confidence"), "Take my answer away");
    assertThat(answers("confidence")).isEmpty();
    assertThat(scale().getValue()).isNull();
  }

  private RadioButtonGroup<BigDecimal> scale() {
    return page.of("confidence", RadioButtonGroup.class);
  }

  @Test
  void saysOfSliderThatNobodyTouchedThatItHasNoAnswer() {
    assertThat(FormPage.words(page.question("pain"))).contains("no answer yet");
    var slider = (SliderField) page.question("pain").field();

    slider.choose(BigDecimal.valueOf(50));

    assertThat(answers("pain")).containsExactly(new FormAnswer.Whole(50));
    assertThat(FormPage.words(page.question("pain"))).contains("50").doesNotContain("yet");
    reopen();
    assertThat(FormPage.words(page.question("pain"))).contains("50");
  }

  @Test
  void takesNoTickForNoAnswer() {
    Checkbox box = page.in("agree", Checkbox.class);
    box.setValue(true);
    assertThat(answers("agree")).containsExactly(new FormAnswer.YesNo(true));
    box.setValue(false);
    assertThat(answers("agree")).isEmpty();
  }

  @Test
  void takesDaysAndKeepsWhatIsNone() {
    DayInput day = page.in("born", DayInput.class);
    day.setValue(LocalDate.of(1999, 2, 3));
    assertThat(answers("born"))
        .containsExactly(new FormAnswer.Day(ClinicalTime.of(LocalDate.of(1999, 2, 3))));

    day.setValue(null);
    day.keep("the day after the flood");
    assertThat(answers("born")).containsExactly(new Words("the day after the flood"));
    reopen();
    assertThat(FormPage.words(page.question("born")))
        .contains("You wrote: the day after the flood");
    page.in("born", DayInput.class).setValue(LocalDate.of(2001, 1, 1));
    assertThat(FormPage.words(page.question("born"))).doesNotContain("the flood");
  }

  @Test
  void takesYearOrMonthWhereTheFormAsksNoMore() {
    page.in("since", TextField.class).setValue("03/2019");
    assertThat(answers("since").getFirst())
        .isInstanceOfSatisfying(
            FormAnswer.Day.class, day -> assertThat(day.on()).hasToString("2019-03"));
    assertThat(page.in("since", TextField.class).getHelperText()).contains("yyyy or MM/yyyy");
  }

  @Test
  void takesDayWithTimeAndDayAlone() {
    DayInput day = page.in("fell", DayInput.class);
    TextField time = page.in("fell", TextField.class);
    day.setValue(LocalDate.of(2026, 5, 4));
    assertThat(answers("fell"))
        .containsExactly(new FormAnswer.Moment(ClinicalTime.of(LocalDate.of(2026, 5, 4))));
    time.setValue("2:30 pm");
    assertThat(answers("fell"))
        .containsExactly(
            new FormAnswer.Moment(
                ClinicalTime.of(
                    LocalDate.of(2026, 5, 4)
                        .atTime(14, 30)
                        .atZone(ZoneId.systemDefault())
                        .toOffsetDateTime())));
    reopen();
    assertThat(page.in("fell", TextField.class).getValue()).isEqualTo("14:30");
    assertThat(page.in("fell", DayInput.class).getValue()).isEqualTo("2026-05-04");
  }

  @Test
  void losesNoTimeThatHasNoDay() {
    page.in("fell", TextField.class).setValue("at night");
    assertThat(answers("fell")).containsExactly(new Words("at night"));
    reopen();
    assertThat(page.in("fell", TextField.class).getValue()).isEqualTo("at night");
  }

  @Test
  void takesTimes() {
    page.in("wakes", TextField.class).setValue("6:45");
    assertThat(answers("wakes")).containsExactly(new FormAnswer.TimeOfDay(LocalTime.of(6, 45)));
  }

  @Test
  void takesAddressesOfPages() {
    page.in("site", TextField.class).setValue("https://example.org/a b");
    assertThat(answers("site")).containsExactly(new FormAnswer.Address("https://example.org/a b"));
  }

  @Test
  void choosesByButtonsInTheLanguageOfThePerson() {
    page.in("concern", TextArea.class).setValue("tired");
    RadioButtonGroup<FormOption> kind = radio("concern-kind");
    FormOption symptom = kind.getListDataView().getItem(0);
    kind.setValue(symptom);
    page.fields().setLanguage(FormPage.SPANISH);

    assertThat(kind.getItemLabelGenerator().apply(symptom)).isEqualTo("Un síntoma");
    assertThat(kind.getValue()).isEqualTo(symptom);
    reopen();
    assertThat(radio("concern-kind").getValue()).isEqualTo(symptom);
  }

  private RadioButtonGroup<FormOption> radio(String linkId) {
    return page.of(linkId, RadioButtonGroup.class);
  }

  @Test
  void takesSomethingElseInOwnWords() {
    RadioButtonGroup<FormOption> who = radio("who");
    who.setValue(Choices.ELSE);
    assertThat(answers("who")).isEmpty();
    SomethingElse other = page.in("who", SomethingElse.class);
    assertThat(other.isVisible()).isTrue();
    other.setValue("my grandmother");
    assertThat(answers("who")).containsExactly(new Words("my grandmother"));

    reopen();
    assertThat(page.in("who", SomethingElse.class).getValue()).isEqualTo("my grandmother");
    radio("who").setValue(radio("who").getListDataView().getItem(0));
    assertThat(answers("who")).hasSize(1).doesNotContain(new Words("my grandmother"));
  }

  @Test
  void dropsDownWhereThereAreMany() {
    Select<FormOption> month = page.of("month", Select.class);
    month.setValue(month.getListDataView().getItem(7));
    assertThat(answers("month")).containsExactly(new FormAnswer.Whole(8));
    month.setValue(null);
    assertThat(answers("month")).isEmpty();
  }

  @Test
  void searchesWhereTheFormAsksForIt() {
    ComboBox<FormOption> town = page.of("town", ComboBox.class);
    town.setValue(town.getListDataView().getItem(1));
    assertThat(answers("town")).containsExactly(new Words("Lund"));
    reopen();
    assertThat(page.in("town", ComboBox.class).getValue()).isNotNull();
  }

  @Test
  void letsWhatExcludesTheOthersStandAlone() {
    CheckboxGroup<FormOption> boxes = boxes();
    FormOption sleep = boxes.getListDataView().getItem(0);
    FormOption none = boxes.getListDataView().getItem(2);
    boxes.select(sleep);
    assertThat(answers("colours")).containsExactly(new Words("sleep"));
    boxes.setValue(Set.of(sleep, none));
    assertThat(answers("colours")).containsExactly(new Words("none"));
    boxes.setValue(Set.of(sleep, none));
    assertThat(answers("colours")).containsExactly(new Words("sleep"));
    reopen();
    assertThat(boxes().getValue()).hasSize(1);
  }

  private CheckboxGroup<FormOption> boxes() {
    return page.of("colours", CheckboxGroup.class);
  }

  @Test
  void takesAmountsInTheUnitThatIsChosen() {
    Select<FormOption> unit = page.of("weight", Select.class);
    unit.setValue(unit.getListDataView().getItem(1));
    page.in("weight", TextField.class).setValue("150.5");
    assertThat(answers("weight"))
        .containsExactly(
            new Amount(new BigDecimal("150.5"), "pounds", "http://unitsofmeasure.org", "[lb_av]"));
    reopen();
    assertThat(page.in("weight", TextField.class).getValue()).isEqualTo("150.5");
    assertThat(page.in("weight", Select.class).getValue()).isNotNull();
    page.in("weight", TextField.class).setValue("a lot");
    assertThat(answers("weight")).containsExactly(new Words("a lot"));
  }

  @Test
  void holdsFilesUntilTheyAreTakenAway() {
    var field = (FileField) page.question("photo").field();
    field.take("skin.png", "image/png", "not really".getBytes(StandardCharsets.UTF_8));
    assertThat(answers("photo")).hasSize(1);
    reopen();
    assertThat(FormPage.words(page.question("photo"))).contains("skin.png");
    assertThat(page.in("photo", Upload.class).isVisible()).isFalse();
    FormPage.press(page.question("photo"), "Remove this file");
    assertThat(answers("photo")).isEmpty();
    assertThat(page.in("photo", Upload.class).isVisible()).isTrue();
  }

  @Test
  void takesNoFileThatIsTooBigToKeepAndSaysSo() {
    var field = (FileField) page.question("photo").field();
    field.take("film.png", "image/png", new byte[5 * 1024 * 1024 + 1]);
    assertThat(answers("photo")).isEmpty();
    assertThat(FormPage.words(page.question("photo"))).contains("5.0");
    assertThat(page.in("photo", Upload.class).isVisible()).isTrue();
  }

  @Test
  void takesSeveralAnswersToOneQuestion() {
    lines("tried").getFirst().setValue("yoga");
    FormPage.press(page.question("tried"), "Add another");
    lines("tried").getLast().setValue("tea");
    assertThat(answers("tried")).containsExactly(new Words("yoga"), new Words("tea"));
    assertThat(lines("tried"))
        .extracting(TextField::getAriaLabel)
        .extracting(label -> label.orElse(""))
        .containsExactly("What have you tried? (1)", "What have you tried? (2)");

    reopen();
    assertThat(lines("tried")).extracting(TextField::getValue).containsExactly("yoga", "tea");
    FormPage.press(page.question("tried"), "Remove");
    assertThat(answers("tried")).containsExactly(new Words("tea"));
  }

  @Test
  void keepsChoiceThatIsOfferedNoLonger() {
    var words = new Words("a robot");
    Choices choices = Choices.of(List.of(), List.of(words), false);
    assertThat(choices.option(words)).isPresent();
    assertThat(new AnswerWords(page.fields(), Locale.ENGLISH).of(choices.options().getFirst()))
        .isEqualTo("a robot");
  }

  @Test
  void marksFieldsThatPlaywrightAndPeopleCanFind() {
    assertThat(
            Stream.of("concern", "smokes", "weight")
                .map(linkId -> page.question(linkId).field().component())
                .map(Component::getElement)
                .map(element -> element.getAttribute("data-testid")))
        .containsExactly("concern", "smokes", "weight");
  }

  @Test
  void showsAReferenceAsItIsAndLosesItNowhere() {
    only(
        """
        {"linkId": "q", "type": "reference", "text": "Your clinic", "readOnly": true,
         "initial": [{"valueReference": {"reference": "Organization/1", "display": "North Clinic"}}]}
        """);
    assertThat(page.question("q").field()).isInstanceOf(ShownField.class);
    assertThat(FormPage.words(page.question("q"))).contains("North Clinic");
    assertThat(answers("q"))
        .containsExactly(new FormAnswer.Resource("Organization/1", "North Clinic"));
  }

  @Test
  void looksUpWhereTheFormAsksForIt() {
    only(
        """
        {"linkId": "q", "type": "choice", "text": "Your pharmacy", "extension": [%s], "answerOption": [
          {"valueString": "By the station"}, {"valueString": "At the square"}]}
        """
            .formatted(control("lookup")));
    ComboBox<FormOption> field = page.of("q", ComboBox.class);
    field.setValue(field.getListDataView().getItem(1));
    assertThat(answers("q")).containsExactly(new Words("At the square"));
  }

  @Test
  void setsChoicesBesideEachOtherWhereTheFormAsksForIt() {
    String options =
        """
        "answerOption": [{"valueString": "yes"}, {"valueString": "no"}]
        """;
    String horizontal =
        """
        {"url": "http://hl7.org/fhir/StructureDefinition/questionnaire-choiceOrientation",
         "valueCode": "horizontal"}
        """;
    only("{\"linkId\": \"q\", \"type\": \"choice\", \"text\": \"Sure?\", %s}".formatted(options));
    assertThat(radio("q").getThemeNames()).contains("vertical");
    only(
        "{\"linkId\": \"q\", \"type\": \"choice\", \"text\": \"Sure?\", \"extension\": [%s], %s}"
            .formatted(horizontal, options));
    assertThat(radio("q").getThemeNames()).doesNotContain("vertical");
  }

  @Test
  void slidesAmountsInTheirUnit() {
    only(
        """
        {"linkId": "q", "type": "quantity", "text": "How far?", "extension": [%s,
          {"url": "http://hl7.org/fhir/StructureDefinition/questionnaire-unit",
           "valueCoding": {"system": "http://unitsofmeasure.org", "code": "km", "display": "km"}},
          {"url": "http://hl7.org/fhir/StructureDefinition/minValue", "valueInteger": 0},
          {"url": "http://hl7.org/fhir/StructureDefinition/maxValue", "valueInteger": 100}]}
        """
            .formatted(control("slider")));
    ((SliderField) page.question("q").field()).choose(BigDecimal.valueOf(40));
    assertThat(answers("q"))
        .containsExactly(
            new Amount(BigDecimal.valueOf(40), "km", "http://unitsofmeasure.org", "km"));
    assertThat(FormPage.words(page.question("q"))).contains("40").contains("km");
    assertThat(page.filling().problems()).isEmpty();
  }

  @Test
  void leadsToSupportAndShowsWhatFliesOver() {
    only(
        """
        {"linkId": "q", "type": "string", "text": "Your number", "extension": [
          {"url": "http://hl7.org/fhir/StructureDefinition/questionnaire-supportLink",
           "valueUri": "https://example.org/where-it-stands"}],
         "item": [{"linkId": "tip", "type": "display", "text": "It stands on your card",
           "extension": [%s]}]}
        """
            .formatted(control("flyover")));
    assertThat(FormPage.below(page.question("q")).filter(Anchor.class::isInstance))
        .extracting(link -> ((Anchor) link).getHref())
        .containsExactly("https://example.org/where-it-stands");
    assertThat(FormPage.words(page.question("q"))).contains("It stands on your card");
  }

  /** A page with this question alone. */
  private void only(String item) {
    page.close();
    page =
        FormPage.of(
            """
            {"resourceType": "Questionnaire", "status": "active", "url": "http://example.org/q",
             "version": "1", "item": [%s]}
            """
                .formatted(item),
            Flow.ONE_PAGE);
  }

  private static String control(String code) {
    return """
    {"url": "http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl",
     "valueCodeableConcept": {"coding": [
       {"system": "http://hl7.org/fhir/questionnaire-item-control", "code": "%s"}]}}
    """
        .formatted(code);
  }
}
