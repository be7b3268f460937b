package org.flippedvisit.app.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.flippedvisit.app.form.FormPage.SPANISH;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.flippedvisit.app.form.FormFields.Flow;
import org.flippedvisit.fhir.form.FormAnswer;
import org.flippedvisit.fhir.form.FormAnswer.Words;
import org.flippedvisit.fhir.form.FormAnswer.YesNo;
import org.flippedvisit.fhir.form.FormNode;
import org.flippedvisit.fhir.form.NodeId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A form on the page: what is kept, what is shown, and what stays as it is. */
class FormFieldsTest {
  private FormPage page = FormPage.everyType(Flow.ONE_PAGE);

  @AfterEach
  void close() {
    page.close();
  }

  private void oneAtATime() {
    page.close();
    page = FormPage.everyType(Flow.ONE_AT_A_TIME);
  }

  private List<FormAnswer> answers(String linkId) {
    return page.filling().node(page.id(linkId)).orElseThrow().answers();
  }

  @Test
  void keepsEachChangeBeforeAnythingElseHappensOnThePage() {
    var order = new ArrayList<String>();
    var filling = page.filling();
    var fields =
        new FormFields(
            filling,
            Locale.ENGLISH,
            Flow.ONE_PAGE,
            kept -> order.add("kept " + kept.contains("tired")));
    fields.onAnswer((node, answers) -> order.add("told " + node.item().linkId()));
    FormPage.below(fields)
        .filter(TextArea.class::isInstance)
        .map(TextArea.class::cast)
        .findFirst()
        .orElseThrow()
        .setValue("tired");

    assertThat(order).containsExactly("kept true", "told concern");
  }

  @Test
  void keepsNothingThatNobodyChanged() {
    page.in("concern", TextArea.class).setValue("   ");

    assertThat(page.kept()).isEmpty();
    assertThat(page.filling().isUntouched()).isTrue();
  }

  @Test
  void showsAgainWhatWasKept() {
    page.in("concern", TextArea.class).setValue("  the wedding\n\nand the 🚽 ");
    page.in("temperature", TextField.class).setValue("about 7");
    String kept = page.kept().getLast();
    page.close();

    page = FormPage.resumed(kept, Flow.ONE_PAGE);

    assertThat(page.in("concern", TextArea.class).getValue())
        .isEqualTo("  the wedding\n\nand the 🚽 ");
    assertThat(page.in("temperature", TextField.class).getValue()).isEqualTo("about 7");
  }

  @Test
  void saysWhatIsWrongOnlyOnceThePersonHasLeft() {
    TextField temperature = page.in("temperature", TextField.class);
    temperature.setValue("about 7");
    assertThat(temperature.isInvalid()).isFalse();

    page.question("temperature").left();

    assertThat(temperature.isInvalid()).isTrue();
    assertThat(temperature.getErrorMessage()).startsWith("Write a number");
    temperature.setValue("37.2");
    assertThat(temperature.isInvalid()).isFalse();
  }

  @Test
  void leavesOtherFieldsAloneWhereAnAnswerShowsMore() {
    TextArea concern = page.in("concern", TextArea.class);
    List<QuestionPart> before = page.all(QuestionPart.class).toList();

    concern.setValue("t");
    concern.setValue("ti");

    assertThat(page.all(QuestionPart.class)).containsAll(before).hasSize(before.size() + 1);
    assertThat(page.in("concern", TextArea.class)).isSameAs(concern);
    assertThat(page.words()).contains("What kind of thing is it?");
  }

  @Test
  void saysThatAnswersAreHiddenAndBringsThemBack() {
    smokes("YES");
    page.in("how-many", TextField.class).setValue("12");

    smokes("NO");
    assertThat(page.words()).contains("Some answers are hidden now and would not be sent.");
    assertThat(page.all(QuestionPart.class))
        .noneMatch(part -> part.id().path().contains("how-many"));

    smokes("YES");
    assertThat(page.in("how-many", TextField.class).getValue()).isEqualTo("12");
    assertThat(page.words()).doesNotContain("hidden now");
  }

  private void smokes(String said) {
    RadioButtonGroup<Object> field = page.of("smokes", RadioButtonGroup.class);
    field.setValue(
        field
            .getListDataView()
            .getItems()
            .filter(one -> one.toString().equals(said))
            .findFirst()
            .orElseThrow());
  }

  @Test
  void takesNoAnswerForNoNo() {
    assertThat(answers("smokes")).isEmpty();
    smokes("NO");
    assertThat(answers("smokes")).containsExactly(new YesNo(false));
    smokes("NOTHING");
    assertThat(answers("smokes")).isEmpty();
  }

  @Test
  void speaksTheOtherLanguageInTheSameFields() {
    TextArea concern = page.in("concern", TextArea.class);
    concern.setValue("My words");
    List<Component> before = page.all(Component.class).toList();

    page.fields().setLanguage(SPANISH);

    assertThat(page.all(TextArea.class)).contains(concern);
    assertThat(page.all(QuestionPart.class).toList())
        .isEqualTo(before.stream().filter(QuestionPart.class::isInstance).toList());
    assertThat(concern.getLabel()).isEqualTo("¿Qué le preocupa?");
    assertThat(concern.getValue()).isEqualTo("My words");
    assertThat(page.words()).contains("¿Qué significa esto?").doesNotContain("What does this mean");
    assertThat(page.fields().heading()).isEqualTo("Antes de su visita");
  }

  @Test
  void keepsThePlaceWhereTheLanguageChanges() {
    oneAtATime();
    page.fields().next();
    int step = page.fields().step();

    page.fields().setLanguage(SPANISH);

    assertThat(page.fields().step()).isEqualTo(step).isEqualTo(1);
  }

  @Test
  void showsOneThingAtATimeWithItsQuestionAsTheHeading() {
    oneAtATime();

    assertThat(page.fields().heading()).isEqualTo("What is on your mind?");
    assertThat(page.words()).contains("Skip what you like.").doesNotContain("Do you smoke?");
    TextArea field = page.in("concern", TextArea.class);
    assertThat(field.getLabel()).isNull();
    assertThat(field.getAriaLabel()).contains("What is on your mind?");
    assertThat(page.fields().next()).isTrue();
    assertThat(page.fields().heading()).isEqualTo("Do you smoke?");
    assertThat(page.words()).doesNotContain("Skip what you like.");
    page.fields().back();
    assertThat(page.fields().heading()).isEqualTo("What is on your mind?");
  }

  @Test
  void tellsThePageWheneverItsHeadingIsAnother() {
    oneAtATime();
    var headings = new ArrayList<String>();
    page.fields().onStep(() -> headings.add(page.fields().heading()));

    page.fields().next();
    page.fields().back();
    page.fields().setLanguage(SPANISH);
    page.fields().setFlow(Flow.ONE_PAGE);

    assertThat(headings)
        .containsExactly(
            "Do you smoke?", "What is on your mind?", "¿Qué le preocupa?", "Antes de su visita");
  }

  @Test
  void countsOnlyTheStepsThatAreAsked() {
    oneAtATime();
    page.fields().next();
    int before = page.fields().steps();
    var told = new ArrayList<Integer>();
    page.fields().onStep(() -> told.add(page.fields().steps()));

    smokes("YES");

    assertThat(page.fields().steps()).isEqualTo(before + 1);
    assertThat(told).containsExactly(before + 1);
  }

  @Test
  void staysWhereAnAnswerIsNeededAndSaysSo() {
    oneAtATime();
    page.fields().next();
    smokes("YES");
    assertThat(page.fields().next()).isTrue();
    TextField howMany = page.in("how-many", TextField.class);
    assertThat(howMany.getHelperText()).contains("needs an answer");
    assertThat(howMany.isInvalid()).as("not before somebody goes on").isFalse();

    assertThat(page.fields().next()).isFalse();

    assertThat(page.fields().heading()).isEqualTo("How many a day?");
    assertThat(howMany.getErrorMessage()).isEqualTo("This needs an answer.");
    howMany.setValue("100");
    assertThat(howMany.getErrorMessage()).isEqualTo("This must be 99 or less.");
    howMany.setValue("10");
    assertThat(page.fields().next()).isTrue();
  }

  @Test
  void goesToTheLastStepAndStaysThere() {
    oneAtATime();
    while (!page.fields().isAtEnd()) {
      assertThat(page.fields().next()).isTrue();
    }
    assertThat(page.fields().step()).isEqualTo(page.fields().steps() - 1);
    assertThat(page.fields().next()).isTrue();
    assertThat(page.fields().step()).isEqualTo(page.fields().steps() - 1);
    assertThat(page.words()).contains("North Clinic");
  }

  @Test
  void listsEverythingThatIsWrongWithTheWayToIt() {
    oneAtATime();
    page.fields().next();
    smokes("YES");
    page.fields().back();

    assertThat(page.fields().showProblems()).isTrue();

    assertThat(page.fields().heading()).as("at the first").isEqualTo("How many a day?");
    assertThat(page.words()).contains("One answer needs a look");
    page.fields().back();
    page.press("How many a day? – This needs an answer.");
    assertThat(page.fields().heading()).isEqualTo("How many a day?");
    page.in("how-many", TextField.class).setValue("3");
    assertThat(page.all(ProblemSummary.class)).noneMatch(Component::isVisible);
    assertThat(page.fields().showProblems()).isFalse();
  }

  @Test
  void changesTheFlowAtTheSamePlaceWithEveryAnswer() {
    page.in("temperature", TextField.class).setValue("37.2");

    page.fields().setFlow(Flow.ONE_AT_A_TIME);
    assertThat(page.fields().heading()).isEqualTo("Temperature");
    assertThat(page.in("temperature", TextField.class).getValue()).isEqualTo("37.2");

    page.fields().setFlow(Flow.ONE_PAGE);
    assertThat(page.fields().heading()).isEqualTo("Before your visit");
    assertThat(page.in("temperature", TextField.class).getLabel()).isEqualTo("Temperature");
  }

  @Test
  void addsGroupsTakesThemAwayAndPutsThemBack() {
    page.in("event-what", TextField.class).setValue("the wedding");
    FormPage.press(groups().getLast(), "Add another");
    List<TextField> whats = whats();
    assertThat(whats).hasSize(2);
    whats.get(1).setValue("the move");
    assertThat(page.words()).contains("What is coming up? (2)");

    FormPage.press(groups().getFirst(), "Remove");
    assertThat(whats()).extracting(TextField::getValue).containsExactly("the move");
    assertThat(page.kept().getLast()).doesNotContain("the wedding");

    FormPage.press(groups().getLast(), "Put it back");
    assertThat(whats())
        .extracting(TextField::getValue)
        .containsExactlyInAnyOrder("the wedding", "the move");
    assertThat(page.kept().getLast()).contains("the wedding");
  }

  private List<GroupPart> groups() {
    return page.all(GroupPart.class).toList();
  }

  private List<TextField> whats() {
    return page.all(QuestionPart.class)
        .filter(part -> part.id().path().endsWith("event-what"))
        .map(
            part ->
                (TextField)
                    FormPage.below(part)
                        .filter(TextField.class::isInstance)
                        .findFirst()
                        .orElseThrow())
        .toList();
  }

  @Test
  void putsNotesUnderTheirQuestionWheneverItIsShown() {
    oneAtATime();
    var note = new Paragraph("Not read right away");
    page.fields().under("concern", note);
    var later = new Paragraph("You said this in March");
    page.fields().under("smokes", later);

    assertThat(page.words()).contains("Not read right away").doesNotContain("in March");
    page.fields().next();
    assertThat(page.words()).contains("in March").doesNotContain("Not read right away");
    page.fields().back();
    assertThat(page.words()).contains("Not read right away");
    page.fields().takeAway(note);
    assertThat(page.words()).doesNotContain("Not read right away");
  }

  @Test
  void showsWhatIsGivenAndTakesNoAnswerForIt() {
    assertThat(page.question("given").field()).isInstanceOf(ShownField.class);
    assertThat(page.words()).contains("North Clinic");
    assertThat(page.all(TextField.class))
        .noneMatch(field -> "Your clinic".equals(field.getLabel()));
  }

  @Test
  void goesToAnyPlace() {
    oneAtATime();
    NodeId weight = page.id("weight");

    page.fields().goTo(weight);

    assertThat(page.fields().heading()).isEqualTo("Weight");
  }

  @Test
  void reviewsEveryQuestionWithTheWayBackToIt() {
    page.in("concern", TextArea.class).setValue("the wedding");
    smokes("NO");
    var gone = new ArrayList<NodeId>();

    var review = new FormReview(page.filling(), Locale.ENGLISH, gone::add);

    assertThat(FormPage.words(review))
        .contains("What is on your mind?", "the wedding", "Temperature", "No answer");
    FormPage.below(review)
        .filter(Button.class::isInstance)
        .map(Button.class::cast)
        .filter(button -> button.getAriaLabel().orElse("").equals("Change: Do you smoke?"))
        .findFirst()
        .orElseThrow()
        .click();
    assertThat(gone).containsExactly(page.id("smokes"));
  }

  @Test
  void saysOnlyWhatWasAnsweredWhereItIsReadAgain() {
    page.in("concern", TextArea.class).setValue("the wedding");
    smokes("NO");

    var review = new FormReview(page.filling(), SPANISH, null);

    assertThat(FormPage.words(review))
        .contains("¿Qué le preocupa?", "the wedding", "Do you smoke?")
        .doesNotContain("Temperature", "Sin respuesta");
    assertThat(FormPage.below(review)).noneMatch(Button.class::isInstance);
    assertThat(FormReview.text(page.filling(), SPANISH))
        .isEqualTo(
            "¿Qué le preocupa?\nthe wedding\n\nDo you smoke?\nNo\n\nYour clinic\nNorth Clinic");
  }

  @Test
  void tellsAloudWhatWasAdded() {
    page.press("Add another");

    assertThat(FormPage.below(page.fields()))
        .anyMatch(
            one ->
                one instanceof Div
                    && "status".equals(one.getElement().getAttribute("role"))
                    && one.getElement().getText().startsWith("Added: "));
  }

  @Test
  void namesEveryFieldForScreenReaders() {
    for (QuestionPart part : page.all(QuestionPart.class).toList()) {
      FormNode node = page.filling().node(part.id()).orElseThrow();
      String question = node.item().text(Locale.ENGLISH).words();
      String named = names(part.field().component());
      assertThat(named).as(node.item().linkId()).contains(question);
    }
  }

  private static String names(Component field) {
    return FormPage.below(field)
        .map(
            one ->
                one.getElement().getProperty("label", "")
                    + one.getElement().getProperty("accessibleName", "")
                    + one.getElement().getAttribute("aria-label")
                    + (one instanceof Span ? one.getElement().getText() : ""))
        .reduce("", String::concat);
  }

  @Test
  void keepsWordsWithWhichNothingElseCanBeDone() {
    page.in("wakes", TextField.class).setValue("when the dog barks");

    assertThat(answers("wakes")).containsExactly(new Words("when the dog barks"));
    assertThat(page.kept().getLast()).contains("when the dog barks");
  }

  @Test
  void saysAloudWhatIsCalculated() {
    page.close();
    page =
        FormPage.of(
            """
            {"resourceType": "Questionnaire", "url": "http://example.org/sum", "version": "1",
             "title": "Sum", "status": "active", "item": [
              {"linkId": "a", "type": "integer", "text": "Slept badly, nights"},
              {"linkId": "sum", "type": "integer", "text": "Nights slept well", "readOnly": true,
               "extension": [{"url": "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression",
                 "valueExpression": {"language": "text/fhirpath",
                   "expression": "7 - %resource.item.where(linkId='a').answer.value"}}]}]}
            """,
            Flow.ONE_PAGE);
    Component sum = page.question("sum").field().component();

    page.in("a", TextField.class).setValue("2");

    assertThat(FormPage.below(sum))
        .anyMatch(
            one ->
                "status".equals(one.getElement().getAttribute("role"))
                    && FormPage.words(one).contains("5"));
  }

  @Test
  void saysTheFirstDayThatIsTakenAsPeopleWriteIt() {
    page.close();
    page =
        FormPage.of(
            """
            {"resourceType": "Questionnaire", "url": "http://example.org/day", "version": "1",
             "title": "Day", "status": "active", "item": [
              {"linkId": "day", "type": "date", "text": "Which day?", "extension": [
                {"url": "http://hl7.org/fhir/StructureDefinition/minValue",
                 "valueDate": "2026-10-12"}]}]}
            """,
            Flow.ONE_PAGE);
    page.in("day", DayInput.class).setValue(LocalDate.of(2026, 10, 11));
    page.question("day").left();

    assertThat(page.in("day", DayInput.class).getErrorMessage())
        .isEqualTo("This must be Oct 12, 2026 or later.");
  }
}
