package org.flippedvisit.fhir.agenda;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Optional;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.mapping.ClinicalTimeMapper;
import org.flippedvisit.fhir.mapping.Wording;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Timing;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/**
 * When something was meant to happen.
 *
 * @param from the first day for it
 * @param until the last day for it
 */
record DueDate(LocalDate from, LocalDate until) {
  /** From {@code occurrence[x]} or {@code scheduled[x]}; empty when no day is named. */
  static Optional<DueDate> of(@Nullable Type planned) {
    return switch (planned) {
      case Period period -> ofPeriod(period);
      case Timing timing -> ofTiming(timing);
      case null -> Optional.empty();
      default -> ClinicalTimeMapper.fromChoice(planned).map(DueDate::day).map(DueDate::on);
    };
  }

  private static DueDate on(LocalDate day) {
    return new DueDate(day, day);
  }

  private static Optional<DueDate> ofPeriod(Period period) {
    Optional<LocalDate> start = ClinicalTimeMapper.startOf(period).map(DueDate::day);
    Optional<LocalDate> end = ClinicalTimeMapper.endOf(period).map(DueDate::day);
    return start.or(() -> end).map(from -> new DueDate(from, end.orElse(from)));
  }

  /** The first of its events, else the bounds of its repeat. */
  private static Optional<DueDate> ofTiming(Timing timing) {
    Optional<LocalDate> event =
        timing.getEvent().stream()
            .flatMap(moment -> ClinicalTimeMapper.fromFhir(moment).stream())
            .map(DueDate::day)
            .min(Comparator.naturalOrder());
    if (event.isPresent()) {
      return event.map(DueDate::on);
    }
    return timing.getRepeat().getBounds() instanceof Period bounds
        ? ofPeriod(bounds)
        : Optional.empty();
  }

  private static LocalDate day(ClinicalTime time) {
    // The day as it is written in the chart, on the chart's own clock.
    return time.value() instanceof OffsetDateTime moment
        ? moment.toLocalDate()
        : time.firstDay(ZoneOffset.UTC);
  }

  /** The same time, no more precise than the day. */
  static ClinicalTime toTheDay(ClinicalTime time) {
    return time.value() instanceof OffsetDateTime ? ClinicalTime.of(day(time)) : time;
  }

  boolean isOverdue(LocalDate today) {
    return until.isBefore(today);
  }

  /** Overdue, begun, or to begin within some days. */
  boolean isForThisVisit(LocalDate today, int soonDays) {
    return !from.isAfter(today.plusDays(soonDays));
  }

  /** "Due since September." or "Due by 15 November." */
  String why(LocalDate today, Wording wording) {
    if (!isOverdue(today)) {
      return wording.say("due.by", wording.shortDay(until, today));
    }
    boolean isLongAgo = until.isBefore(today.minusMonths(1));
    return isLongAgo
        ? wording.say("due.since.month", wording.month(until, today))
        : wording.say("due.since.day", wording.shortDay(until, today));
  }
}
