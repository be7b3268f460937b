package org.flippedvisit.fhir.trend;

import java.math.BigDecimal;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.jspecify.annotations.Nullable;

/** What an Observation can say that is not a number (FHIR R4 Observation.value[x]). */
public sealed interface ReadingValue {

  /** Words as they stand in the chart: a string, a coded answer, a time of day. */
  record Words(String text) implements ReadingValue {}

  /** A number beyond what could be measured, such as below 5 mg/L. */
  record Bound(Side side, Amount amount) implements ReadingValue {}

  /** Yes or no. */
  record YesNo(boolean isYes) implements ReadingValue {}

  /** From one number to another; either end may be unknown. */
  record Between(@Nullable Amount low, @Nullable Amount high) implements ReadingValue {}

  /** One amount for another, such as a titre of 1 to 128. */
  record Proportion(Amount of, Amount to) implements ReadingValue {}

  /** A curve, which nobody reads as one number. */
  record Series(int values) implements ReadingValue {}

  /** A date or moment. */
  record Moment(ClinicalTime time) implements ReadingValue {}

  /** From one time to another; either end may be unknown. */
  record Stretch(@Nullable ClinicalTime from, @Nullable ClinicalTime to) implements ReadingValue {}

  /**
   * Nothing, and why.
   *
   * @param code of data-absent-reason; empty when there is none
   * @param words as they stand in the chart; null when there are none
   */
  record Absent(String code, @Nullable String words) implements ReadingValue {}

  /** A number with its unit, as UCUM or as it is written; empty for none. */
  record Amount(BigDecimal number, String unit) {}

  /** On which side of the number it is (FHIR R4 QuantityComparator). */
  enum Side {
    BELOW,
    AT_MOST,
    AT_LEAST,
    ABOVE
  }
}
