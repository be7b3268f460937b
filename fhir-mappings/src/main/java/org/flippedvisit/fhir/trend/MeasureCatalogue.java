package org.flippedvisit.fhir.trend;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.flippedvisit.fhir.mapping.JsonResource;
import org.jspecify.annotations.Nullable;

/**
 * The measures this app can speak about, from {@code measures.json}, in the order they are shown:
 * what people feel before what machines count (DOMAIN, "The dashboard").
 */
public final class MeasureCatalogue {
  private static final MeasureCatalogue STANDARD =
      read(JsonResource.read(MeasureCatalogue.class, "measures.json"));

  private final Map<String, Measure> byCode;
  private final List<Measure> inOrder;

  private MeasureCatalogue(Map<String, Measure> byCode, List<Measure> inOrder) {
    this.byCode = Map.copyOf(byCode);
    this.inOrder = List.copyOf(inOrder);
  }

  /**
   * The catalogue packed with the app.
   *
   * @throws ExceptionInInitializerError when an entry is broken; the cause names it
   */
  public static MeasureCatalogue standard() {
    return STANDARD;
  }

  /**
   * A catalogue of these entries.
   *
   * @throws IllegalStateException naming the entry that is broken
   */
  static MeasureCatalogue read(JsonNode entries) {
    var byCode = new LinkedHashMap<String, Measure>();
    var inOrder = new ArrayList<Measure>();
    Set<String> ids = new HashSet<>();
    for (JsonNode json : entries) {
      var entry = new MeasureEntry(json);
      Measure measure = entry.toMeasure();
      entry.require(ids.add(measure.id()), "its id is there twice");
      for (String token : entry.codes()) {
        entry.require(byCode.put(token, measure) == null, "another measure has its code too");
      }
      inOrder.add(measure);
    }
    return new MeasureCatalogue(byCode, inOrder);
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
  public @Nullable Measure find(@Nullable String system, @Nullable String code) {
    return system == null || code == null ? null : byCode.get(system + "|" + code);
  }
}
