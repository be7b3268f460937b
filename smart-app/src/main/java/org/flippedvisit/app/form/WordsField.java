package org.flippedvisit.app.form;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.textfield.TextArea;
import java.util.List;
import java.util.Locale;
import org.flippedvisit.app.ui.TypedWords;
import org.flippedvisit.fhir.form.FormAnswer;

/** Somebody's own words: as many as they like, in a field that grows. */
final class WordsField implements AnswerField {
  private static final int LINES = 3;

  private final TextArea field = new TextArea();

  WordsField(Runnable changed) {
    field.addClassName("fv-own-words");
    field.setWidthFull();
    field.setMinRows(LINES);
    field.setManualValidation(true);
    TypedWords.report(field, changed);
  }

  @Override
  public Component component() {
    return field;
  }

  @Override
  public List<FormAnswer> read() {
    String typed = field.getValue();
    return typed.isBlank() ? List.of() : List.of(new FormAnswer.Words(typed));
  }

  @Override
  public void write(List<FormAnswer> answers) {
    field.setValue(
        answers.stream()
            .filter(FormAnswer.Words.class::isInstance)
            .map(answer -> ((FormAnswer.Words) answer).words())
            .findFirst()
            .orElse(""));
  }

  @Override
  public void say(FieldWords words, Locale language) {
    AnswerField.say(field, words);
  }
}
