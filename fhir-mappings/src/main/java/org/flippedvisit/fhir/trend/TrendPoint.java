package org.flippedvisit.fhir.trend;

import java.math.BigDecimal;
import org.flippedvisit.fhir.mapping.ClinicalTime;

/**
 * One number.
 *
 * @param value as stored (no rounding), or converted to the measure's unit by UCUM and as exact as
 *     it was stored
 * @param at when it was taken
 * @param reported how the chart has it
 */
public record TrendPoint(BigDecimal value, ClinicalTime at, Reported reported)
    implements TrendReading {
  public TrendPoint(BigDecimal value, ClinicalTime at) {
    this(value, at, Reported.PLAIN);
  }
}
