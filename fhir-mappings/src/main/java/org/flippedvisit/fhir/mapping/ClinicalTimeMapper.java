package org.flippedvisit.fhir.mapping;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.Temporal;
import java.util.Date;
import java.util.Optional;
import java.util.TimeZone;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/**
 * FHIR date, dateTime and instant with their precision (FHIR R4 §2.24.0.1). What is written always
 * carries seconds and an offset (US Core CONF-0059, CONF-0060).
 */
public final class ClinicalTimeMapper {
  private static final DateTimeFormatter SECONDS_AND_OFFSET =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX");

  private ClinicalTimeMapper() {}

  /** The time, or empty when there is none or it is not one. */
  public static Optional<ClinicalTime> fromFhir(@Nullable BaseDateTimeType time) {
    if (time == null) {
      return Optional.empty();
    }
    String text = time.getValueAsString();
    if (text == null || text.isBlank()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new ClinicalTime(parse(text, time)));
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }

  /** A dateTime or instant as it is; a Period by when it began, else when it ended. */
  public static Optional<ClinicalTime> fromChoice(@Nullable Type time) {
    return switch (time) {
      case BaseDateTimeType moment -> fromFhir(moment);
      case Period period -> startOf(period).or(() -> fromFhir(period.getEndElement()));
      case null, default -> Optional.empty();
    };
  }

  /** When a period began. */
  public static Optional<ClinicalTime> startOf(@Nullable Period period) {
    return period == null ? Optional.empty() : fromFhir(period.getStartElement());
  }

  /** When a period ended. */
  public static Optional<ClinicalTime> endOf(@Nullable Period period) {
    return period == null ? Optional.empty() : fromFhir(period.getEndElement());
  }

  /** A dateTime as precise as it is known. */
  public static DateTimeType toDateTime(ClinicalTime time) {
    return time.value() instanceof OffsetDateTime moment
        ? toDateTime(moment)
        : new DateTimeType(time.toString());
  }

  /** A dateTime with seconds and the offset it was said in. */
  public static DateTimeType toDateTime(OffsetDateTime moment) {
    return new DateTimeType(SECONDS_AND_OFFSET.format(moment));
  }

  /** An instant with the offset it was said in. */
  public static InstantType toInstant(OffsetDateTime moment) {
    return new InstantType(
        Date.from(moment.toInstant()),
        TemporalPrecisionEnum.SECOND,
        TimeZone.getTimeZone(moment.getOffset()));
  }

  /** A date. */
  public static DateType toDate(LocalDate day) {
    return new DateType(day.toString());
  }

  private static Temporal parse(String text, BaseDateTimeType time) {
    return switch (text.length()) {
      case 4 -> Year.parse(text);
      case 7 -> YearMonth.parse(text);
      case 10 -> LocalDate.parse(text);
      default -> moment(text, time);
    };
  }

  /** Some EHRs leave the offset out; HAPI has then read it in some zone, which is a guess. */
  private static OffsetDateTime moment(String text, BaseDateTimeType time) {
    boolean hasOffset = text.endsWith("Z") || text.matches(".*[+-]\\d{2}:\\d{2}");
    if (hasOffset) {
      return OffsetDateTime.parse(text);
    }
    Date value = time.getValue();
    if (value == null) {
      throw new DateTimeException("no value");
    }
    return value.toInstant().atOffset(ZoneOffset.UTC);
  }
}
