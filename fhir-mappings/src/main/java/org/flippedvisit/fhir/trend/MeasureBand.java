package org.flippedvisit.fhir.trend;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the numbers from one value to another mean.
 *
 * @param id stable name within its measure
 * @param from where it begins, belonging to it unless the band below ends with it; null for the
 *     lowest band
 * @param to where it ends; null for the highest band
 * @param isFromIncluded whether {@code from} itself belongs to it
 * @param isToIncluded whether {@code to} itself belongs to it
 * @param words plain words by language tag ({@code en}, {@code es})
 * @param source publication of the cut-offs
 */
public record MeasureBand(
    String id,
    @Nullable BigDecimal from,
    @Nullable BigDecimal to,
    boolean isFromIncluded,
    boolean isToIncluded,
    Map<String, String> words,
    String source) {
  public MeasureBand {
    words = Map.copyOf(words);
  }

  public String words(String languageTag) {
    String said = words.get(languageTag);
    return said != null ? said : words.getOrDefault("en", id);
  }

  boolean holds(BigDecimal value) {
    return isAboveFrom(value) && isBelowTo(value);
  }

  private boolean isAboveFrom(BigDecimal value) {
    if (from == null) {
      return true;
    }
    int compared = value.compareTo(from);
    return compared > 0 || (compared == 0 && isFromIncluded);
  }

  private boolean isBelowTo(BigDecimal value) {
    if (to == null) {
      return true;
    }
    int compared = value.compareTo(to);
    return compared < 0 || (compared == 0 && isToIncluded);
  }
}
