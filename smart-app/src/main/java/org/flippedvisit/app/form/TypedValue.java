package org.flippedvisit.app.form;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Year;
import java.time.YearMonth;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flippedvisit.fhir.form.FormAnswer;
import org.flippedvisit.fhir.form.ItemType;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a person types as the value that a question asks for. What it cannot read for certain
 * stays words: "1,500" may be a thousand and a half or one and a half.
 */
final class TypedValue {
  private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+[.,]?\\d*|[.,]\\d+)");
  private static final Pattern GROUPED = Pattern.compile("[+-]?\\d{1,3},\\d{3}");
  private static final Pattern TIME =
      Pattern.compile("(\\d{1,2})(?:[:.h](\\d{2})(?::(\\d{2}))?)?\\s*(?:([ap])\\.?\\s*m?\\.?)?");
  private static final Pattern DAY = Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})");
  private static final Pattern MONTH = Pattern.compile("(\\d{4})[-/.](\\d{1,2})");
  private static final Pattern MONTH_FIRST = Pattern.compile("(\\d{1,2})[-/.](\\d{4})");
  private static final Pattern YEAR = Pattern.compile("\\d{4}");
  private static final int NOON = 12;

  private TypedValue() {}

  /** As the type of a question; as words where it is no such value. */
  static FormAnswer of(String typed, ItemType type) {
    String text = typed.strip();
    Optional<? extends FormAnswer> value =
        switch (type) {
          case INTEGER -> whole(text);
          case DECIMAL -> number(text).map(FormAnswer.Decimal::new);
          case TIME -> time(text).map(FormAnswer.TimeOfDay::new);
          case DATE -> day(text).map(FormAnswer.Day::new);
          case URL -> Optional.of(new FormAnswer.Address(text));
          default -> Optional.empty();
        };
    return value.isPresent() ? value.get() : new FormAnswer.Words(typed);
  }

  private static Optional<FormAnswer.Whole> whole(String text) {
    return number(text)
        .filter(number -> number.scale() <= 0)
        .filter(number -> number.unscaledValue().bitLength() < Integer.SIZE)
        .map(number -> new FormAnswer.Whole(number.intValue()));
  }

  /** With its decimals as they were typed. */
  static Optional<BigDecimal> number(String typed) {
    String text = typed.strip();
    if (!NUMBER.matcher(text).matches() || GROUPED.matcher(text).matches()) {
      return Optional.empty();
    }
    return Optional.of(new BigDecimal(text.replace(',', '.')));
  }

  static Optional<LocalTime> time(String typed) {
    Matcher parts = TIME.matcher(typed.strip().toLowerCase(Locale.ROOT));
    if (!parts.matches() || (parts.group(2) == null && parts.group(4) == null)) {
      return Optional.empty(); // a bare number says neither morning nor evening
    }
    try {
      return Optional.of(LocalTime.of(hour(parts), digits(parts.group(2)), digits(parts.group(3))));
    } catch (DateTimeException noTime) {
      return Optional.empty();
    }
  }

  private static int hour(Matcher parts) {
    int hour = digits(parts.group(1));
    if (parts.group(4) == null) {
      return hour;
    }
    if (hour < 1 || hour > NOON) {
      return Integer.MAX_VALUE; // "14 pm" is no time
    }
    return hour % NOON + (parts.group(4).equals("p") ? NOON : 0);
  }

  private static int digits(@Nullable String text) {
    return text == null ? 0 : Integer.parseInt(text);
  }

  /** A year, a month or a day, whichever was typed. */
  private static Optional<ClinicalTime> day(String text) {
    try {
      Matcher day = DAY.matcher(text);
      if (day.matches()) {
        return Optional.of(
            ClinicalTime.of(
                LocalDate.of(digits(day.group(1)), digits(day.group(2)), digits(day.group(3)))));
      }
      Matcher month = MONTH.matcher(text);
      if (month.matches()) {
        return month(month.group(1), month.group(2));
      }
      Matcher monthFirst = MONTH_FIRST.matcher(text);
      if (monthFirst.matches()) {
        return month(monthFirst.group(2), monthFirst.group(1));
      }
      return YEAR.matcher(text).matches()
          ? Optional.of(new ClinicalTime(Year.of(digits(text))))
          : Optional.empty();
    } catch (DateTimeException noDay) {
      return Optional.empty();
    }
  }

  private static Optional<ClinicalTime> month(String year, String month) {
    return Optional.of(new ClinicalTime(YearMonth.of(digits(year), digits(month))));
  }
}
