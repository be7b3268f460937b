package org.flippedvisit.fhir.trend;

import java.util.List;

/**
 * What a chart says about the measures this app can speak about.
 *
 * @param trends with at least one number, in the catalogue's order
 * @param inWords without any, in the catalogue's order
 */
public record Measurements(List<Trend> trends, List<MeasureInWords> inWords) {
  public static final Measurements NONE = new Measurements(List.of(), List.of());

  public Measurements {
    trends = List.copyOf(trends);
    inWords = List.copyOf(inWords);
  }

  public boolean isEmpty() {
    return trends.isEmpty() && inWords.isEmpty();
  }
}
