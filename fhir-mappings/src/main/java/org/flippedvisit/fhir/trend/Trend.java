package org.flippedvisit.fhir.trend;

import java.util.List;

/**
 * One measure over time.
 *
 * @param measure what is measured
 * @param points oldest first, all in the measure's unit
 */
public record Trend(Measure measure, List<TrendPoint> points) {
  public Trend {
    points = List.copyOf(points);
    if (points.isEmpty()) {
      throw new IllegalArgumentException("a trend has at least one point");
    }
  }

  public TrendPoint latest() {
    return points.getLast();
  }
}
