package org.flippedvisit.fhir.trend;

import org.flippedvisit.fhir.mapping.ClinicalTime;

/**
 * A reading that is no point on a line, shown in the table: below what could be measured, an answer
 * in words, or why there is none.
 *
 * @param value what was said
 * @param at when it was taken
 * @param reported how the chart has it
 */
public record TrendRemark(ReadingValue value, ClinicalTime at, Reported reported)
    implements TrendReading {}
