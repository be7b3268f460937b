package org.flippedvisit.app.form;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasAriaLabel;
import com.vaadin.flow.component.ItemLabelGenerator;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.radiobutton.RadioGroupVariant;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.shared.HasValidationProperties;
import com.vaadin.flow.component.shared.InputField;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.flippedvisit.fhir.form.FormAnswer;
import org.flippedvisit.fhir.form.FormNode;
import org.flippedvisit.fhir.form.FormOption;
import org.jspecify.annotations.Nullable;

/** One of several, as buttons, as a list that drops down, or as one that is searched. */
final class OneChoiceField<
        F extends Component & HasAriaLabel & HasValidationProperties & InputField<?, FormOption>>
    implements AnswerField {
  private final F field;
  private final Consumer<List<FormOption>> setItems;
  private final Consumer<ItemLabelGenerator<FormOption>> setLabels;
  private final boolean isStuck;
  private final SomethingElse other;
  private final Div place;
  private Choices choices = new Choices(List.of());
  private @Nullable Locale spoken;

  private OneChoiceField(
      F field,
      Consumer<List<FormOption>> setItems,
      Consumer<ItemLabelGenerator<FormOption>> setLabels,
      boolean isStuck,
      Runnable changed) {
    this.field = field;
    this.setItems = setItems;
    this.setLabels = setLabels;
    this.isStuck = isStuck;
    field.setManualValidation(true);
    other = new SomethingElse(changed);
    place = new Div(field, other);
    place.addClassName("fv-form-choice");
    field.addValueChangeListener(
        change -> {
          other.setVisible(field.getValue() == Choices.ELSE);
          changed.run();
        });
  }

  static AnswerField buttons(boolean isHorizontal, Runnable changed) {
    var field = new RadioButtonGroup<FormOption>();
    field.addClassName("fv-form-choices");
    if (!isHorizontal) {
      field.addThemeVariants(RadioGroupVariant.LUMO_VERTICAL);
    }
    return new OneChoiceField<>(
        field, field::setItems, field::setItemLabelGenerator, true, changed);
  }

  static AnswerField dropDown(Runnable changed) {
    var field = new Select<FormOption>();
    field.setWidthFull();
    field.setEmptySelectionAllowed(true);
    return new OneChoiceField<>(
        field, field::setItems, field::setItemLabelGenerator, false, changed);
  }

  static AnswerField search(Runnable changed) {
    var field = new ComboBox<FormOption>();
    field.setWidthFull();
    field.setClearButtonVisible(true);
    return new OneChoiceField<>(
        field, field::setItems, field::setItemLabelGenerator, false, changed);
  }

  @Override
  public Component component() {
    return place;
  }

  @Override
  public List<FormAnswer> read() {
    FormOption chosen = field.getValue();
    if (chosen == null) {
      return List.of();
    }
    return chosen == Choices.ELSE ? other.words().toList() : List.of(chosen.answer());
  }

  @Override
  public void write(List<FormAnswer> answers) {
    if (other.show(answers, choices)) {
      field.setValue(Choices.ELSE);
    } else {
      field.setValue(
          answers.stream().flatMap(one -> choices.option(one).stream()).findFirst().orElse(null));
    }
  }

  @Override
  public void offer(FormNode node, Locale language) {
    var now = Choices.of(node.options(), node.answers(), node.item().isOpen());
    if (!now.equals(choices)) {
      List<FormAnswer> before = read();
      choices = now;
      setItems.accept(now.options());
      write(before);
    }
    if (!language.equals(spoken)) {
      spoken = language;
      var words = new AnswerWords(field, language);
      setLabels.accept(option -> label(option, words));
      if (field instanceof Select<?> select) {
        select.setEmptySelectionCaption(field.getTranslation(language, "form.no-answer"));
      }
    }
  }

  /**
   * @param option null for a list's own empty line
   */
  private String label(@Nullable FormOption option, AnswerWords words) {
    if (option == null) {
      return field.getTranslation(words.language(), "form.no-answer");
    }
    return option == Choices.ELSE
        ? field.getTranslation(words.language(), "form.something-else")
        : words.of(option);
  }

  @Override
  public void say(FieldWords words, Locale language) {
    AnswerField.say(field, words);
    other.say(words, language);
  }

  @Override
  public boolean isStuck() {
    return isStuck;
  }
}
