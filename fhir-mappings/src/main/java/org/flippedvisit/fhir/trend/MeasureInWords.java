package org.flippedvisit.fhir.trend;

import java.util.List;

/**
 * A measure of which the chart has no number, only what was said instead.
 *
 * @param measure what was to be measured
 * @param remarks at least one, oldest first
 */
public record MeasureInWords(Measure measure, List<TrendRemark> remarks) {
  public MeasureInWords {
    remarks = List.copyOf(remarks);
  }

  public TrendRemark latest() {
    return remarks.getLast();
  }
}
