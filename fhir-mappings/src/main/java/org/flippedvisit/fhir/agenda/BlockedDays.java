package org.flippedvisit.fhir.agenda;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.flippedvisit.fhir.previsit.LifeEvent;
import org.flippedvisit.fhir.previsit.PreVisitResponse;

/**
 * Days on which nothing of the clinic's should fall, as the person and those who speak for them
 * said. What a date is checked against before it is agreed on; who says "that day after all" is the
 * person.
 *
 * @param events what is on those days, the earliest first
 */
public record BlockedDays(List<LifeEvent> events) {
  public static final BlockedDays NONE = new BlockedDays(List.of());

  public BlockedDays {
    events =
        events.stream()
            .filter(event -> event.avoid() && event.on() != null)
            .sorted((one, other) -> day(one).compareTo(day(other)))
            .toList();
  }

  /** Of every answer that was sent; a day that somebody blocked stays blocked. */
  public static BlockedDays of(List<PreVisitResponse> responses) {
    Set<LifeEvent> events = new LinkedHashSet<>();
    responses.stream()
        .filter(response -> response.status() != PreVisitResponse.Status.IN_PROGRESS)
        .forEach(response -> events.addAll(response.answers().lifeEvents()));
    return new BlockedDays(List.copyOf(events));
  }

  /** What the day is kept free for; empty when nothing is in the way. */
  public Optional<LifeEvent> on(LocalDate day) {
    return within(day, day);
  }

  /** The first thing that falls within a stay, both days included. */
  public Optional<LifeEvent> within(LocalDate first, LocalDate last) {
    return events.stream()
        .filter(event -> !day(event).isBefore(first) && !day(event).isAfter(last))
        .findFirst();
  }

  /** What is on the day before or after, when the day itself is free; worth a question. */
  public Optional<LifeEvent> beside(LocalDate day) {
    return on(day).isPresent() ? Optional.empty() : within(day.minusDays(1), day.plusDays(1));
  }

  /** The first day from {@code day} on that can hold {@code days} days in a row. */
  public LocalDate firstFree(LocalDate day, int days) {
    LocalDate first = day;
    Optional<LifeEvent> inTheWay = within(first, first.plusDays(days - 1L));
    while (inTheWay.isPresent()) {
      first = day(inTheWay.get()).plusDays(1);
      inTheWay = within(first, first.plusDays(days - 1L));
    }
    return first;
  }

  private static LocalDate day(LifeEvent event) {
    return Objects.requireNonNull(event.on());
  }
}
