package org.flippedvisit.fhir.trend;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * How far the latest reading is from the one taken about a visit earlier.
 *
 * @param from the earlier reading: the newest at least {@value #VISIT_DAYS} days older than the
 *     latest, else the oldest, so that two readings of one flare do not hide the change
 * @param to the latest reading
 */
public record TrendChange(TrendPoint from, TrendPoint to) {
  private static final int VISIT_DAYS = 60;

  /** The change; empty while there is only one reading. */
  public static Optional<TrendChange> of(Trend trend, ZoneId zone) {
    List<TrendPoint> points = trend.points();
    if (points.size() < 2) {
      return Optional.empty();
    }
    TrendPoint latest = trend.latest();
    TrendPoint from =
        points.reversed().stream()
            .skip(1)
            .filter(point -> isVisitApart(point, latest, zone))
            .findFirst()
            .orElse(points.getFirst());
    return Optional.of(new TrendChange(from, latest));
  }

  /** Positive when it went up. */
  public BigDecimal difference() {
    return to.value().subtract(from.value());
  }

  /** True when a published figure says that a change as large as this matters. */
  public boolean matters(Measure measure) {
    Measure.SmallestChange smallest = measure.smallestChange();
    return smallest != null
        && difference().signum() != 0
        && difference().abs().compareTo(smallest.from(from.value())) >= 0;
  }

  /** True when one was taken about a visit before the other. */
  static boolean isVisitApart(TrendPoint earlier, TrendPoint later, ZoneId zone) {
    return ChronoUnit.DAYS.between(earlier.at().firstDay(zone), later.at().firstDay(zone))
        >= VISIT_DAYS;
  }
}
