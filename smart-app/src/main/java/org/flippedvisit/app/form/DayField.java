package org.flippedvisit.app.form;

import com.vaadin.flow.component.Component;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.flippedvisit.fhir.form.FormAnswer;
import org.flippedvisit.fhir.form.FormLimits;
import org.flippedvisit.fhir.form.FormNode;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.jspecify.annotations.Nullable;

/** A day. What is typed and is no day stays, as words. */
final class DayField implements AnswerField {
  private final DayInput field;

  DayField(Runnable changed) {
    field = new DayInput(changed);
  }

  @Override
  public Component component() {
    return field;
  }

  @Override
  public List<FormAnswer> read() {
    LocalDate day = field.getValue();
    if (day != null) {
      return List.of(new FormAnswer.Day(ClinicalTime.of(day)));
    }
    return field.noDay().isBlank() ? List.of() : List.of(new FormAnswer.Words(field.noDay()));
  }

  @Override
  public void write(List<FormAnswer> answers) {
    FormAnswer answer = answers.isEmpty() ? null : answers.getFirst();
    LocalDate day = day(answer);
    if (day != null) {
      field.show(day);
    } else {
      field.showNoDay(answer instanceof FormAnswer.Words words ? words.words() : "");
    }
  }

  private static @Nullable LocalDate day(@Nullable FormAnswer answer) {
    return answer instanceof FormAnswer.Day day && day.on().value() instanceof LocalDate on
        ? on
        : null;
  }

  @Override
  public void offer(FormNode node, Locale language) {
    FormLimits limits = node.item().limits();
    field.setMin(day(limits.least()));
    field.setMax(day(limits.most()));
  }

  @Override
  public void say(FieldWords words, Locale language) {
    AnswerField.say(field, words);
    field.speak(language);
  }

  @Override
  public boolean isStuck() {
    return !field.noDay().isEmpty();
  }
}
