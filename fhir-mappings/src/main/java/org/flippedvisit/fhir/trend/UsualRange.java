package org.flippedvisit.fhir.trend;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * Where somebody usually is: the middle half of their own readings, those since about the last
 * visit left out. It describes and judges nothing.
 *
 * @param low in the measure's unit
 * @param high in the measure's unit
 */
public record UsualRange(BigDecimal low, BigDecimal high) {
  private static final int FEWEST = 5;
  private static final double LEFT_OUT = 0.25;

  /** Empty while fewer than {@value #FEWEST} readings are older than the last visit. */
  static Optional<UsualRange> of(Trend trend, ZoneId zone) {
    List<BigDecimal> earlier =
        trend.points().stream()
            .filter(point -> TrendChange.isVisitApart(point, trend.latest(), zone))
            .map(TrendPoint::value)
            .sorted()
            .toList();
    if (earlier.size() < FEWEST) {
      return Optional.empty();
    }
    int last = earlier.size() - 1;
    int left = (int) (LEFT_OUT * last);
    return Optional.of(new UsualRange(earlier.get(left), earlier.get(last - left)));
  }

  public boolean holds(BigDecimal value) {
    return value.compareTo(low) >= 0 && value.compareTo(high) <= 0;
  }
}
