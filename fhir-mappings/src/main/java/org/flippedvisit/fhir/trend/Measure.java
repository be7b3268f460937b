package org.flippedvisit.fhir.trend;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A measure that speaks: what a code means to a person.
 *
 * @param id stable name in the catalogue
 * @param loinc LOINC code; a clinic's own code where LOINC has none that we know of (DAS28)
 * @param unit UCUM unit its numbers are in
 * @param names plain name by language tag ({@code en}, {@code es})
 * @param better which way is better
 * @param smallestChange the smallest change that matters, in {@code unit}; null when no published
 *     one is used
 * @param smallestChangeSource publication of that figure; null with it
 */
public record Measure(
    String id,
    String loinc,
    String unit,
    Map<String, String> names,
    Better better,
    @Nullable BigDecimal smallestChange,
    @Nullable String smallestChangeSource) {
  public Measure {
    names = Map.copyOf(names);
  }

  /** Which way is better for the person. */
  public enum Better {
    HIGHER,
    LOWER,
    NEITHER
  }

  public String name(String languageTag) {
    String name = names.get(languageTag);
    return name != null ? name : names.getOrDefault("en", id);
  }
}
