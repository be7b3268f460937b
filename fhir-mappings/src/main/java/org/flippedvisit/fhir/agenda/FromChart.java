package org.flippedvisit.fhir.agenda;

import java.util.List;
import org.flippedvisit.fhir.treatment.Trends;

/**
 * What the chart brings to a visit: the team's items, and the measures and treatments that they
 * rest on, from the same resources, which are fetched once.
 *
 * @param items proposals for the team's part
 */
public record FromChart(List<AgendaItem> items, Trends trends) {
  public static final FromChart NONE = new FromChart(List.of(), Trends.NONE);

  public FromChart {
    items = List.copyOf(items);
  }
}
