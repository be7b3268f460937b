package org.flippedvisit.app.form;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.flippedvisit.app.ui.TypedWords;
import org.flippedvisit.fhir.form.FormAnswer;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.jspecify.annotations.Nullable;

/**
 * A day with its time. The day alone is an answer (FHIR R4 §2.24.0.1); a time without a day, or
 * what is neither, stays as words.
 */
final class MomentField implements AnswerField {
  private final DayInput day;
  private final TextField time = new TextField();
  private final FieldGroup group;

  MomentField(Runnable changed) {
    day = new DayInput(changed);
    time.setManualValidation(true);
    TypedWords.report(time, changed);
    var row = new Div(day, time);
    row.addClassName("fv-form-moment");
    group = new FieldGroup(row);
  }

  @Override
  public Component component() {
    return group;
  }

  @Override
  public List<FormAnswer> read() {
    LocalDate on = day.getValue();
    String typed = time.getValue();
    if (on != null && typed.isBlank()) {
      return List.of(new FormAnswer.Moment(ClinicalTime.of(on)));
    }
    Optional<LocalTime> at = TypedValue.time(typed);
    if (on != null && at.isPresent()) {
      return List.of(
          new FormAnswer.Moment(
              ClinicalTime.of(
                  on.atTime(at.get()).atZone(ZoneId.systemDefault()).toOffsetDateTime())));
    }
    String words =
        String.join(
            " ",
            Stream.of(on == null ? day.noDay() : on.toString(), typed)
                .filter(part -> !part.isBlank())
                .toList());
    return words.isBlank() ? List.of() : List.of(new FormAnswer.Words(words));
  }

  @Override
  public void write(List<FormAnswer> answers) {
    FormAnswer answer = answers.isEmpty() ? null : answers.getFirst();
    LocalDate on = answer instanceof FormAnswer.Moment moment ? day(moment.at()) : null;
    if (on == null) {
      day.showNoDay("");
    } else {
      day.show(on);
    }
    time.setValue(
        switch (answer) {
          case FormAnswer.Moment moment -> time(moment.at());
          case FormAnswer.Words words -> words.words();
          case null, default -> "";
        });
  }

  private static @Nullable LocalDate day(ClinicalTime at) {
    return at.value() instanceof LocalDate || at.value() instanceof OffsetDateTime
        ? at.firstDay(ZoneId.systemDefault())
        : null;
  }

  private static String time(ClinicalTime at) {
    return at.value() instanceof OffsetDateTime moment
        ? moment.atZoneSameInstant(ZoneId.systemDefault()).toLocalTime().toString()
        : "";
  }

  @Override
  public void say(FieldWords words, Locale language) {
    group.say(words);
    day.setLabel(day.getTranslation(language, "form.day"));
    time.setLabel(day.getTranslation(language, "form.time"));
    time.setHelperText(day.getTranslation(language, "form.time.like"));
    day.setInvalid(!words.problem().isEmpty());
    day.speak(language);
  }
}
