package org.flippedvisit.fhir.treatment;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.jspecify.annotations.Nullable;

/**
 * A medicine that was ordered or reported, with the time it was for.
 *
 * @param reference such as {@code MedicationRequest/7}; null when it has no id
 * @param name as the chart writes it
 * @param from when it began, else when it was ordered; null when the chart does not say
 * @param to when it ended or is to end; null when the chart does not say
 * @param status whether it goes on
 */
public record Treatment(
    @Nullable String reference,
    String name,
    @Nullable ClinicalTime from,
    @Nullable ClinicalTime to,
    Status status) {

  /** MedicationRequest.status, of those that mean that somebody took it. */
  public enum Status {
    ACTIVE,
    ON_HOLD,
    STOPPED,
    COMPLETED,
    UNKNOWN
  }

  /**
   * The last day of its bar: today for what goes on, unless its end is known. Empty for what is
   * over without the chart saying since when.
   */
  public Optional<LocalDate> lastDay(LocalDate today, ZoneId zone) {
    if (to != null) {
      LocalDate end = to.firstDay(zone);
      return Optional.of(end.isAfter(today) ? today : end);
    }
    return status == Status.ACTIVE ? Optional.of(today) : Optional.empty();
  }
}
