package org.flippedvisit.fhir.trend;

import java.util.Comparator;
import org.flippedvisit.fhir.mapping.ClinicalTime;

/** One reading of a measure: a number that can be drawn, or what was said instead of one. */
public sealed interface TrendReading permits TrendPoint, TrendRemark {
  /** Newest first, as a table shows them. */
  Comparator<TrendReading> NEWEST_FIRST =
      Comparator.comparing(TrendReading::at, ClinicalTime.NEWEST_FIRST);

  /** When it was taken. */
  ClinicalTime at();

  Reported reported();
}
