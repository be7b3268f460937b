package org.flippedvisit.fhir.mapping;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.Temporal;
import java.util.Comparator;

/**
 * A FHIR {@code dateTime} with the precision it was given in: a year stays a year (FHIR R4
 * §2.24.0.1).
 *
 * @param value a {@link Year}, {@link YearMonth}, {@link LocalDate} or {@link OffsetDateTime}
 */
public record ClinicalTime(Temporal value) {
  /** Newest first, comparing the earliest moment that each could mean in UTC. */
  public static final Comparator<ClinicalTime> NEWEST_FIRST =
      Comparator.comparing((ClinicalTime time) -> time.earliest(ZoneId.of("UTC"))).reversed();

  public ClinicalTime {
    if (!(value instanceof Year
        || value instanceof YearMonth
        || value instanceof LocalDate
        || value instanceof OffsetDateTime)) {
      throw new IllegalArgumentException("Not a FHIR precision: " + value.getClass());
    }
  }

  public static ClinicalTime of(OffsetDateTime value) {
    return new ClinicalTime(value);
  }

  public static ClinicalTime of(LocalDate value) {
    return new ClinicalTime(value);
  }

  /** True when only a day, month or year is known. */
  public boolean isDateOnly() {
    return !(value instanceof OffsetDateTime);
  }

  /** The first day this could mean, seen from {@code zone}. */
  public LocalDate firstDay(ZoneId zone) {
    return switch (value) {
      case Year year -> year.atDay(1);
      case YearMonth month -> month.atDay(1);
      case LocalDate day -> day;
      case OffsetDateTime moment -> moment.atZoneSameInstant(zone).toLocalDate();
      default -> throw new IllegalStateException("checked on creation");
    };
  }

  /** The earliest moment this could mean, seen from {@code zone}. */
  public Instant earliest(ZoneId zone) {
    return value instanceof OffsetDateTime moment
        ? moment.toInstant()
        : firstDay(zone).atStartOfDay(zone).toInstant();
  }

  /** The FHIR form, as precise as it came. */
  @Override
  public String toString() {
    return value.toString();
  }
}
