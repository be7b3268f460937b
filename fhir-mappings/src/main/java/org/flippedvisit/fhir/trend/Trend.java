package org.flippedvisit.fhir.trend;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One measure over time.
 *
 * @param measure what is measured; without bands when its numbers came in a unit that could not be
 *     converted
 * @param points oldest first, all in the measure's unit
 * @param remarks readings that are no points, oldest first
 * @param isApart whether its unit is another than the catalogue's
 */
public record Trend(
    Measure measure, List<TrendPoint> points, List<TrendRemark> remarks, boolean isApart) {
  public Trend {
    points = List.copyOf(points);
    remarks = List.copyOf(remarks);
    if (points.isEmpty()) {
      throw new IllegalArgumentException("a trend has at least one point");
    }
  }

  public Trend(Measure measure, List<TrendPoint> points) {
    this(measure, points, List.of(), false);
  }

  /** Unique among a person's trends: the measure's id, and its unit where it stands apart. */
  public String id() {
    return isApart
        ? measure.id() + "-in-" + measure.unit().toLowerCase(Locale.ROOT).replaceAll("\\W+", "-")
        : measure.id();
  }

  public TrendPoint latest() {
    return points.getLast();
  }

  /** What the latest value means; empty where nothing is published about it. */
  public Optional<MeasureBand> latestBand() {
    return bandOf(latest().value());
  }

  public Optional<MeasureBand> bandOf(BigDecimal value) {
    return measure.bandOf(value);
  }

  /** Where this person usually is; empty while there are too few readings to say so. */
  public Optional<UsualRange> usualRange(ZoneId zone) {
    return UsualRange.of(this, zone);
  }

  /** All readings, newest first. */
  public List<TrendReading> readings() {
    return Stream.<TrendReading>concat(points.stream(), remarks.stream())
        .sorted(TrendReading.NEWEST_FIRST)
        .toList();
  }

  /** The same for somebody of an age, without bands that are not meant for it. */
  public Trend forAge(int years) {
    return new Trend(measure.forAge(years), points, remarks, isApart);
  }

  /** The same, saying nothing about what its numbers mean unless that holds at all ages. */
  public Trend forUnknownAge() {
    return measure.bandsFromAge() == null
        ? this
        : new Trend(measure.withoutBands(), points, remarks, isApart);
  }
}
