package org.flippedvisit.fhir.trend;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flippedvisit.fhir.mapping.JsonResource;
import org.jspecify.annotations.Nullable;

/**
 * The measures this app can speak about, from {@code measures.json}, in the order they are shown:
 * what people feel before what machines count (DOMAIN, "The dashboard").
 */
public final class MeasureCatalogue {
  private static final MeasureCatalogue STANDARD = load();

  private final Map<String, Measure> byCode;
  private final List<Measure> inOrder;
  private final Map<String, BigDecimal> relativeChanges;

  private MeasureCatalogue(
      Map<String, Measure> byCode, List<Measure> inOrder, Map<String, BigDecimal> relativeChanges) {
    this.byCode = Map.copyOf(byCode);
    this.inOrder = List.copyOf(inOrder);
    this.relativeChanges = Map.copyOf(relativeChanges);
  }

  /** The catalogue packed with the app. */
  public static MeasureCatalogue standard() {
    return STANDARD;
  }

  /** All measures in the order they are shown. */
  public List<Measure> measures() {
    return inOrder;
  }

  /** The codes to search for, each with its system as a FHIR token ({@code system|code}). */
  public Collection<String> searchTokens() {
    return byCode.keySet().stream().sorted().toList();
  }

  /** The measure of a code, or null when this app has nothing to say about it. */
  @Nullable Measure find(@Nullable String system, @Nullable String code) {
    return system == null || code == null ? null : byCode.get(system + "|" + code);
  }

  /**
   * The smallest change from {@code from} that matters, in the measure's unit; empty when no
   * published figure is known, in which case nothing is said about any change mattering.
   */
  public Optional<BigDecimal> smallestChange(Measure measure, BigDecimal from) {
    if (measure.smallestChange() != null) {
      return Optional.of(measure.smallestChange());
    }
    return Optional.ofNullable(relativeChanges.get(measure.id()))
        .map(fraction -> fraction.multiply(from.abs()));
  }

  private static MeasureCatalogue load() {
    var byCode = new LinkedHashMap<String, Measure>();
    var inOrder = new ArrayList<Measure>();
    var relativeChanges = new HashMap<String, BigDecimal>();
    for (JsonNode entry : JsonResource.read(MeasureCatalogue.class, "measures.json")) {
      Measure measure = measure(entry);
      inOrder.add(measure);
      for (JsonNode token : entry.get("codes")) {
        byCode.put(token.asText(), measure);
      }
      if (entry.hasNonNull("relativeChange")) {
        relativeChanges.put(measure.id(), entry.get("relativeChange").decimalValue());
      }
    }
    return new MeasureCatalogue(byCode, inOrder, relativeChanges);
  }

  private static Measure measure(JsonNode entry) {
    Map<String, String> names = new HashMap<>();
    entry
        .get("names")
        .properties()
        .forEach(name -> names.put(name.getKey(), name.getValue().asText()));
    String first = entry.get("codes").get(0).asText();
    return new Measure(
        entry.get("id").asText(),
        first.substring(first.indexOf('|') + 1),
        entry.get("unit").asText(),
        names,
        Measure.Better.valueOf(entry.get("better").asText()),
        entry.hasNonNull("smallestChange") ? entry.get("smallestChange").decimalValue() : null,
        entry.hasNonNull("smallestChange") ? entry.get("smallestChangeSource").asText() : null);
  }
}
