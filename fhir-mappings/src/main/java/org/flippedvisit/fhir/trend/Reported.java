package org.flippedvisit.fhir.trend;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How the chart has a reading.
 *
 * @param reference such as {@code Observation/7}; null when it has no id
 * @param state whether it is final
 * @param range what the one who measured gave as range; null for none, or for several of which
 *     nobody can tell which is meant
 * @param flag how the one who measured marked it; null for not at all, which says nothing
 */
public record Reported(
    @Nullable String reference, State state, @Nullable Range range, @Nullable Flag flag) {
  /** Nothing is known but the number. */
  static final Reported PLAIN = new Reported(null, State.FINAL, null, null);

  /** Observation.status, of those that are shown. */
  public enum State {
    FINAL,
    /** It may still change. */
    PRELIMINARY,
    /** It said something else before. */
    CORRECTED
  }

  /** Observation.interpretation (v3-ObservationInterpretation), as far as it is about height. */
  public enum Flag {
    CRITICALLY_LOW,
    LOW,
    WITHIN,
    HIGH,
    CRITICALLY_HIGH,
    ABNORMAL,
    CRITICAL
  }

  /**
   * Observation.referenceRange: a laboratory's range or a target that was agreed.
   *
   * @param low in the unit of the reading; null for none
   * @param high in the unit of the reading; null for none
   * @param text as it stands in the chart; null for none
   */
  public record Range(@Nullable BigDecimal low, @Nullable BigDecimal high, @Nullable String text) {
    /** Below it −1, above it 1, within it 0; a range of words alone takes in everything. */
    int sideOf(BigDecimal value) {
      if (low != null && value.compareTo(low) < 0) {
        return -1;
      }
      return high != null && value.compareTo(high) > 0 ? 1 : 0;
    }

    boolean hasNumbers() {
      return low != null || high != null;
    }
  }
}
