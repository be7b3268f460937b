package org.flippedvisit.app.form;

import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.data.binder.Result;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.TextStyle;
import java.time.temporal.WeekFields;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A day, from a calendar or typed. What is typed and is no day is not thrown away. */
final class DayInput extends DatePicker {
  private static final long serialVersionUID = 1L;
  private static final int DAYS_OF_WEEK = 7;

  /** Where the field has what stands in its input. */
  private static final String TYPED = "_inputElementValue";

  private final transient Runnable changed;
  private String noDay = "";

  DayInput(Runnable changed) {
    this.changed = changed;
    setManualValidation(true);
    setFallbackParser(this::keep);
    addValueChangeListener(
        change -> {
          if (change.getValue() != null) {
            noDay = "";
          }
          changed.run();
        });
    getElement()
        .addEventListener(
            "unparsable-change",
            event -> {
              if (getElement().getProperty(TYPED, "").isBlank() && !noDay.isEmpty()) {
                noDay = "";
                changed.run();
              }
            });
  }

  /** Called by the field for what its own parser could not read. */
  Result<LocalDate> keep(String typed) {
    noDay = typed;
    changed.run();
    return Result.error(typed);
  }

  /** What was typed and is no day; empty where it is one. */
  String noDay() {
    return noDay;
  }

  void show(LocalDate day) {
    noDay = "";
    setValue(day);
  }

  void showNoDay(String words) {
    noDay = words;
    setValue(null);
  }

  /** What the calendar says, in the language of the form. */
  void speak(Locale language) {
    if (getI18n() != null && language.equals(getLocale())) {
      return;
    }
    setLocale(language);
    setI18n(
        new DatePicker.DatePickerI18n()
            .setMonthNames(
                Stream.of(Month.values())
                    .map(month -> month.getDisplayName(TextStyle.FULL_STANDALONE, language))
                    .toList())
            .setWeekdays(weekdays(TextStyle.FULL_STANDALONE, language))
            .setWeekdaysShort(weekdays(TextStyle.SHORT_STANDALONE, language))
            .setFirstDayOfWeek(
                WeekFields.of(language).getFirstDayOfWeek().getValue() % DAYS_OF_WEEK)
            .setToday(getTranslation(language, "form.today"))
            .setCancel(getTranslation(language, "form.cancel")));
  }

  /** Sunday first, as the calendar wants them. */
  private static List<String> weekdays(TextStyle style, Locale language) {
    return Stream.concat(
            Stream.of(DayOfWeek.SUNDAY),
            Arrays.stream(DayOfWeek.values()).filter(day -> day != DayOfWeek.SUNDAY))
        .map(day -> day.getDisplayName(style, language))
        .toList();
  }
}
