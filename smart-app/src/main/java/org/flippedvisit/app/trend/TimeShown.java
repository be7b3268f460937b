package org.flippedvisit.app.trend;

import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.flippedvisit.app.trend.TrendPicture.Tick;
import org.flippedvisit.fhir.treatment.Trends;
import org.flippedvisit.fhir.trend.TrendDrawing.Axis;

/** How much time is shown. */
enum TimeShown {
  LAST_YEAR,
  TWO_YEARS,
  ALL;

  private static final int MONTHS_AHEAD = 3;
  private static final int MOST_TICKS = 5;

  /** The axis that all pictures share; what is coming up soon is on it too. */
  Axis axis(Trends trends, List<Mark> marks, LocalDate today, ZoneId zone) {
    LocalDate from =
        switch (this) {
          case LAST_YEAR -> today.minusYears(1);
          case TWO_YEARS -> today.minusYears(2);
          case ALL -> earliest(trends, zone).orElse(today.minusYears(2));
        };
    LocalDate ahead = today.plusMonths(MONTHS_AHEAD);
    LocalDate to =
        marks.stream()
            .map(Mark::on)
            .filter(day -> day.isAfter(today) && !day.isAfter(ahead))
            .max(LocalDate::compareTo)
            .orElse(today);
    return new Axis(from.isBefore(today) ? from : today.minusYears(1), to, zone);
  }

  private static Optional<LocalDate> earliest(Trends trends, ZoneId zone) {
    return trends.measurements().trends().stream()
        .map(trend -> trend.points().getFirst().at().firstDay(zone))
        .min(LocalDate::compareTo);
  }

  /** Beginnings of months, so far apart that their names have room. */
  static List<Tick> ticks(Axis axis, Locale locale) {
    long months = ChronoUnit.MONTHS.between(axis.from(), axis.to()) + 1;
    long step =
        Stream.of(3L, 6L, 12L)
            .filter(one -> months / one < MOST_TICKS)
            .findFirst()
            .orElse((months / 12 / MOST_TICKS + 1) * 12);
    var names = DateTimeFormatter.ofPattern(step < 12 ? "MMM uuuu" : "uuuu", locale);
    YearMonth first = YearMonth.of(axis.from().getYear(), Month.JANUARY);
    return Stream.iterate(first, month -> month.plusMonths(step))
        .takeWhile(month -> !month.atDay(1).isAfter(axis.to()))
        .filter(month -> !month.atDay(1).isBefore(axis.from()))
        .map(month -> new Tick(month.atDay(1), names.format(month)))
        .toList();
  }
}
