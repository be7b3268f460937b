package org.flippedvisit.fhir.treatment;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.trend.Measurements;
import org.flippedvisit.fhir.trend.Trend;
import org.jspecify.annotations.Nullable;

/**
 * How somebody has been, beside what they took meanwhile.
 *
 * @param measurements what the chart says of the measures this app can speak about
 * @param treatments what goes on first, then the latest
 */
public record Trends(Measurements measurements, List<Treatment> treatments) {
  public static final Trends NONE = new Trends(Measurements.NONE, List.of());

  public Trends {
    treatments = List.copyOf(treatments);
  }

  public boolean isEmpty() {
    return measurements.isEmpty() && treatments.isEmpty();
  }

  /**
   * The same without the meanings that are not for somebody of this age; while it is not known,
   * without all that are not for every age.
   */
  public Trends forBirth(@Nullable ClinicalTime birth, LocalDate today, ZoneId zone) {
    List<Trend> trends = measurements.trends();
    List<Trend> fitting =
        birth == null
            ? trends.stream().map(Trend::forUnknownAge).toList()
            : trends.stream().map(trend -> trend.forAge(age(birth, today, zone))).toList();
    return new Trends(new Measurements(fitting, measurements.inWords()), treatments);
  }

  private static int age(ClinicalTime birth, LocalDate today, ZoneId zone) {
    return (int) ChronoUnit.YEARS.between(birth.firstDay(zone), today);
  }
}
