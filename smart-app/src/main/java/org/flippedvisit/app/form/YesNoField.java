package org.flippedvisit.app.form;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.radiobutton.RadioGroupVariant;
import java.util.List;
import java.util.Locale;
import org.flippedvisit.fhir.form.FormAnswer;
import org.flippedvisit.fhir.form.FormAnswer.YesNo;
import org.jspecify.annotations.Nullable;

/** Yes, no, or no answer: that nothing was said is not a no (SDC 4.0, "Empty boolean"). */
final class YesNoField implements AnswerField {
  private final RadioButtonGroup<Said> field = new RadioButtonGroup<>();
  private @Nullable Locale spoken;

  private enum Said {
    YES,
    NO,
    NOTHING
  }

  YesNoField(Runnable changed) {
    field.addClassName("fv-form-choices");
    field.addThemeVariants(RadioGroupVariant.LUMO_VERTICAL);
    field.setManualValidation(true);
    field.setItems(Said.values());
    field.addValueChangeListener(change -> changed.run());
  }

  @Override
  public Component component() {
    return field;
  }

  @Override
  public List<FormAnswer> read() {
    Said said = field.getValue();
    return said == null || said == Said.NOTHING ? List.of() : List.of(new YesNo(said == Said.YES));
  }

  @Override
  public void write(List<FormAnswer> answers) {
    field.setValue(
        answers.stream()
            .filter(YesNo.class::isInstance)
            .map(answer -> ((YesNo) answer).isYes() ? Said.YES : Said.NO)
            .findFirst()
            .orElse(null));
  }

  @Override
  public void say(FieldWords words, Locale language) {
    AnswerField.say(field, words);
    if (language.equals(spoken)) {
      return;
    }
    spoken = language;
    field.setItemLabelGenerator(
        said ->
            switch (said) {
              case YES -> field.getTranslation(language, "form.yes");
              case NO -> field.getTranslation(language, "form.no");
              case NOTHING -> field.getTranslation(language, "form.no-answer");
            });
  }
}
