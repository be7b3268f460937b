package org.flippedvisit.app.ui;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import org.flippedvisit.fhir.mapping.ClinicalTime;

/** Dates in the reader's language, as precise as the chart has them: a year stays a year. */
public final class Times {
  private Times() {}

  /**
   * In the offset it was written with; a moment in UTC says nothing of where, so it is read here.
   */
  private static ZonedDateTime asWritten(OffsetDateTime moment) {
    return moment.getOffset().equals(ZoneOffset.UTC)
        ? moment.atZoneSameInstant(ZoneId.systemDefault())
        : moment.toZonedDateTime();
  }

  public static String day(LocalDate day, Locale locale) {
    return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(locale).format(day);
  }

  public static String moment(ClinicalTime time, Locale locale) {
    return switch (time.value()) {
      case Year year -> year.toString();
      case YearMonth month -> DateTimeFormatter.ofPattern("MMMM uuuu", locale).format(month);
      case LocalDate day -> day(day, locale);
      case OffsetDateTime moment ->
          DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
              .withLocale(locale)
              .format(asWritten(moment));
      default -> time.toString();
    };
  }
}
