package org.flippedvisit.app.form;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.radiobutton.RadioGroupVariant;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.flippedvisit.fhir.form.FormAnswer;

/**
 * A slider with few steps: every step is a button, so that none is chosen until somebody does, and
 * a thumb meets the one it means.
 */
final class ScaleField implements AnswerField {
  private final RadioButtonGroup<BigDecimal> field = new RadioButtonGroup<>();
  private final SliderRange range;

  ScaleField(SliderRange range, Runnable changed) {
    this.range = range;
    field.addClassNames("fv-form-choices", "fv-form-scale");
    field.addThemeVariants(RadioGroupVariant.LUMO_HELPER_ABOVE_FIELD);
    field.setManualValidation(true);
    field.setItems(
        Stream.iterate(
                range.least(),
                step -> step.compareTo(range.most()) <= 0,
                step -> step.add(range.step()))
            .toList());
    field.setItemLabelGenerator(BigDecimal::toPlainString);
    field.addValueChangeListener(change -> changed.run());
  }

  @Override
  public Component component() {
    return field;
  }

  @Override
  public List<FormAnswer> read() {
    BigDecimal chosen = field.getValue();
    return chosen == null ? List.of() : List.of(range.answer(chosen));
  }

  @Override
  public void write(List<FormAnswer> answers) {
    field.setValue(
        answers.stream()
            .flatMap(answer -> SliderRange.number(answer).stream())
            .flatMap(number -> range.step(number).stream())
            .findFirst()
            .orElse(null));
  }

  @Override
  public void say(FieldWords words, Locale language) {
    AnswerField.say(field, words);
  }

  @Override
  public boolean isStuck() {
    return true;
  }
}
