package org.flippedvisit.fhir.trend;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A measure that speaks: what a code means to a person.
 *
 * @param id stable name in the catalogue
 * @param loinc its first code: LOINC, or a clinic's own where LOINC has none that we know of
 *     (DAS28)
 * @param unit UCUM unit its numbers are in
 * @param convertible other UCUM units it may come in, each with the factor to {@code unit}
 * @param written other ways in which EHRs write the unit
 * @param names plain name by language tag ({@code en}, {@code es})
 * @param better which way is better
 * @param bands what its numbers mean, lowest first; none where no cut-off is published or where it
 *     depends on the person
 * @param bandsFromAge age in years below which the bands are not meant; null for all ages
 * @param smallestChange the smallest change that matters; null when no published one is used
 * @param topics ids of the agenda's topic taxonomy that it bears on
 * @param pack the condition it was chosen for, or {@code general}
 */
public record Measure(
    String id,
    String loinc,
    String unit,
    Map<String, BigDecimal> convertible,
    Set<String> written,
    Map<String, String> names,
    Better better,
    List<MeasureBand> bands,
    @Nullable Integer bandsFromAge,
    @Nullable SmallestChange smallestChange,
    Set<String> topics,
    String pack) {
  public Measure {
    convertible = Map.copyOf(convertible);
    written = Set.copyOf(written);
    names = Map.copyOf(names);
    bands = List.copyOf(bands);
    topics = Set.copyOf(topics);
  }

  /** Which way is better for the person. */
  public enum Better {
    HIGHER,
    LOWER,
    NEITHER
  }

  /**
   * The smallest change that matters.
   *
   * @param size in the measure's unit, or as a share of the former value
   * @param isShare whether it is a share, such as 0.1 for ten per cent
   * @param source publication of the figure
   */
  public record SmallestChange(BigDecimal size, boolean isShare, String source) {
    /** In the measure's unit, for a change from {@code value}. */
    public BigDecimal from(BigDecimal value) {
      return isShare ? size.multiply(value.abs()) : size;
    }
  }

  public String name(String languageTag) {
    String name = names.get(languageTag);
    return name != null ? name : names.getOrDefault("en", id);
  }

  /** What a value in the measure's unit means; empty where nothing is published about it. */
  public Optional<MeasureBand> bandOf(BigDecimal value) {
    return bands.stream().filter(band -> band.holds(value)).findFirst();
  }

  /** The same for somebody of an age, without bands that are not meant for it. */
  public Measure forAge(int years) {
    return bandsFromAge == null || years >= bandsFromAge ? this : withoutBands();
  }

  /** The same, saying nothing about what its numbers mean. */
  public Measure withoutBands() {
    return new Measure(
        id,
        loinc,
        unit,
        convertible,
        written,
        names,
        better,
        List.of(),
        bandsFromAge,
        smallestChange,
        topics,
        pack);
  }

  /** Kept as its own where its numbers cannot be put beside the others. */
  Measure inUnit(String other) {
    return new Measure(
        id, loinc, other, Map.of(), Set.of(), names, better, List.of(), null, null, topics, pack);
  }
}
