package org.flippedvisit.app.form;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasAriaLabel;
import com.vaadin.flow.component.ItemLabelGenerator;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.radiobutton.RadioGroupVariant;
import com.vaadin.flow.component.shared.HasValidationProperties;
import com.vaadin.flow.component.shared.InputField;
import java.util.List;
import java.util.function.Consumer;
import org.flippedvisit.app.ui.NamedSelect;
import org.flippedvisit.fhir.form.FormAnswer;
import org.flippedvisit.fhir.form.FormOption;

/** One of several, as buttons, as a list that drops down, or as one that is searched. */
final class OneChoiceField<
        F extends Component & HasAriaLabel & HasValidationProperties & InputField<?, FormOption>>
    extends ChoiceField<FormOption, F> {
  private final boolean isStuck;

  private OneChoiceField(
      F field,
      Consumer<List<FormOption>> setItems,
      Consumer<ItemLabelGenerator<FormOption>> setLabels,
      boolean isStuck,
      Runnable changed) {
    super(field, setItems, setLabels, changed);
    this.isStuck = isStuck;
    field.addValueChangeListener(
        change -> {
          showOther(field.getValue() == Choices.ELSE);
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
    var field = new NamedSelect<FormOption>();
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
  public List<FormAnswer> read() {
    FormOption chosen = field().getValue();
    if (chosen == null) {
      return List.of();
    }
    return chosen == Choices.ELSE ? otherWords().toList() : List.of(chosen.answer());
  }

  @Override
  public void write(List<FormAnswer> answers) {
    if (showOther(answers)) {
      field().setValue(Choices.ELSE);
    } else {
      field()
          .setValue(
              answers.stream()
                  .flatMap(one -> choices().option(one).stream())
                  .findFirst()
                  .orElse(null));
    }
  }

  @Override
  void exchange(Runnable choices) {
    List<FormAnswer> before = read();
    choices.run();
    write(before);
  }

  @Override
  public boolean isStuck() {
    return isStuck;
  }
}
