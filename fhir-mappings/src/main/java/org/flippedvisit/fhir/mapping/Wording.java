package org.flippedvisit.fhir.mapping;

import java.text.MessageFormat;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.temporal.Temporal;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * The app's own sentences in one language: English, Spanish, and English for every other language.
 * The person's words never pass through here.
 */
public final class Wording {
  private final ResourceBundle bundle;
  private final ResourceBundle dates;
  private final Locale language;

  private Wording(ResourceBundle bundle, ResourceBundle dates, Locale language) {
    this.bundle = bundle;
    this.dates = dates;
    this.language = language;
  }

  /** The sentences in the bundle {@code name} beside {@code owner}. */
  public static Wording of(Class<?> owner, String name, Locale wanted) {
    Locale spoken = "es".equals(wanted.getLanguage()) ? wanted : Locale.ENGLISH;
    return new Wording(bundle(owner, name, spoken), bundle(Wording.class, "Dates", spoken), spoken);
  }

  private static ResourceBundle bundle(Class<?> owner, String name, Locale language) {
    return ResourceBundle.getBundle(
        owner.getPackageName() + "." + name,
        language,
        owner.getClassLoader(),
        // Never the machine's own language as a fallback.
        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  public Locale language() {
    return language;
  }

  public String say(String key, Object... values) {
    return new MessageFormat(bundle.getString(key), language).format(values);
  }

  /** "14 September 2026". */
  public String day(LocalDate day) {
    return format("day", day);
  }

  /** "14 September 2026, 09:12", on the clock where it was said. */
  public String moment(OffsetDateTime moment) {
    return format("moment", moment);
  }

  /** As precise as it is known. */
  public String time(ClinicalTime time) {
    return switch (time.value()) {
      case OffsetDateTime moment -> moment(moment);
      case LocalDate day -> day(day);
      case YearMonth month -> format("monthAndYear", month);
      default -> time.toString();
    };
  }

  /** "September", with the year when it is not {@code reference}'s. */
  public String month(LocalDate day, LocalDate reference) {
    return format(day.getYear() == reference.getYear() ? "month" : "monthAndYear", day);
  }

  /** "14 September", with the year when it is not {@code reference}'s. */
  public String shortDay(LocalDate day, LocalDate reference) {
    return format(day.getYear() == reference.getYear() ? "shortDay" : "day", day);
  }

  private String format(String key, Temporal time) {
    return DateTimeFormatter.ofPattern(dates.getString(key), language).format(time);
  }
}
