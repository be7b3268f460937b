package org.flippedvisit.fhir.trend;

import java.math.BigDecimal;
import org.flippedvisit.fhir.mapping.ClinicalTime;

/** One reading: value as stored (no rounding) and when it was taken. */
public record TrendPoint(BigDecimal value, ClinicalTime at) {}
