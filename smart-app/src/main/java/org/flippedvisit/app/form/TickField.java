package org.flippedvisit.app.form;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import java.util.List;
import java.util.Locale;
import org.flippedvisit.fhir.form.FormAnswer;
import org.flippedvisit.fhir.form.FormAnswer.YesNo;

/** A statement to tick (boolean with item control "check-box"). Not ticked is no answer. */
final class TickField implements AnswerField {
  private final Checkbox field = new Checkbox();
  private final Div place = new Div(field);

  TickField(Runnable changed) {
    field.setManualValidation(true);
    field.addValueChangeListener(change -> changed.run());
  }

  @Override
  public Component component() {
    return place;
  }

  @Override
  public List<FormAnswer> read() {
    return field.getValue() ? List.of(new YesNo(true)) : List.of();
  }

  @Override
  public void write(List<FormAnswer> answers) {
    field.setValue(answers.contains(new YesNo(true)));
  }

  @Override
  public void say(FieldWords words, Locale language) {
    AnswerField.say(field, words);
    if (!words.isNameShown()) {
      field.setLabel(field.getTranslation(language, "form.yes")); // a box alone says nothing
    }
  }
}
