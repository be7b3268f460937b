package org.flippedvisit.fhir.trend;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.flippedvisit.fhir.mapping.Ucum;
import org.flippedvisit.fhir.trend.Measure.SmallestChange;
import org.jspecify.annotations.Nullable;

/** One entry of {@code measures.json}, read with care: what is broken names itself. */
final class MeasureEntry {
  private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final Pattern TOKEN = Pattern.compile("https?://[^|\\s,]+\\|[^|\\s,]+");
  private static final List<String> LANGUAGES = List.of("en", "es");
  private static final Set<String> KNOWN =
      Set.of(
          "id",
          "codes",
          "unit",
          "alsoIn",
          "written",
          "names",
          "better",
          "topics",
          "pack",
          "bands",
          "bandsSource",
          "bandsFromAge",
          "smallestChange",
          "smallestShare",
          "smallestChangeSource");

  private final JsonNode json;

  MeasureEntry(JsonNode json) {
    this.json = json;
  }

  Measure toMeasure() {
    json.fieldNames().forEachRemaining(name -> require(KNOWN.contains(name), name + " is unknown"));
    String unit = text(json, "unit");
    require(Ucum.isKnown(unit), "its unit is no UCUM unit");
    String first = codes().getFirst();
    return new Measure(
        id(),
        first.substring(first.indexOf('|') + 1),
        unit,
        convertible(unit),
        Set.copyOf(texts("written")),
        words(json.path("names")),
        better(),
        bands(),
        json.hasNonNull("bandsFromAge") ? json.get("bandsFromAge").asInt() : null,
        smallestChange(),
        topics(),
        named("pack", text(json, "pack")));
  }

  List<String> codes() {
    List<String> codes = texts("codes");
    require(!codes.isEmpty(), "it has no code");
    codes.forEach(code -> require(TOKEN.matcher(code).matches(), "a code is no system|code"));
    return codes;
  }

  void require(boolean isSo, String otherwise) {
    if (!isSo) {
      throw new IllegalStateException(
          "measures.json, " + json.path("id").asText("an entry without id") + ": " + otherwise);
    }
  }

  private String id() {
    return named("id", text(json, "id"));
  }

  private String named(String field, String value) {
    require(ID.matcher(value).matches(), field + " is no lower-case name");
    return value;
  }

  private Set<String> topics() {
    List<String> topics = texts("topics");
    require(!topics.isEmpty(), "it has no topic");
    topics.forEach(topic -> named("topics", topic));
    return new HashSet<>(topics);
  }

  private Measure.Better better() {
    String better = text(json, "better");
    for (Measure.Better known : Measure.Better.values()) {
      if (known.name().equals(better)) {
        return known;
      }
    }
    throw new IllegalStateException("measures.json, " + id() + ": better is unknown");
  }

  private Map<String, BigDecimal> convertible(String unit) {
    Map<String, BigDecimal> factors = new HashMap<>();
    for (String other : texts("alsoIn")) {
      Optional<BigDecimal> factor = Ucum.factor(other, unit);
      require(factor.isPresent(), "alsoIn has a unit that UCUM does not convert to its own");
      factors.put(other, factor.orElseThrow());
    }
    return factors;
  }

  private @Nullable SmallestChange smallestChange() {
    boolean isAbsolute = json.hasNonNull("smallestChange");
    boolean isShare = json.hasNonNull("smallestShare");
    require(!(isAbsolute && isShare), "it has two smallest changes");
    require(
        (isAbsolute || isShare) == json.hasNonNull("smallestChangeSource"),
        "a smallest change and its source go together");
    if (!isAbsolute && !isShare) {
      return null;
    }
    BigDecimal size = number(json, isShare ? "smallestShare" : "smallestChange");
    require(size != null && size.signum() > 0, "its smallest change is not above zero");
    return new SmallestChange(
        size == null ? BigDecimal.ZERO : size, isShare, text(json, "smallestChangeSource"));
  }

  private List<MeasureBand> bands() {
    JsonNode found = json.path("bands");
    require(found.isEmpty() != json.hasNonNull("bandsSource"), "bands and source go together");
    List<MeasureBand> bands = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (JsonNode one : found) {
      MeasureBand below = bands.isEmpty() ? null : bands.getLast();
      MeasureBand band = band(one, below);
      require(ids.add(band.id()), "a band's id is there twice");
      bands.add(band);
    }
    require(bands.isEmpty() || bands.getLast().to() == null, "its highest band ends");
    return bands;
  }

  private MeasureBand band(JsonNode one, @Nullable MeasureBand below) {
    BigDecimal from = number(one, "from");
    BigDecimal to = number(one, "to");
    if (below == null) {
      require(from == null, "its lowest band begins");
    } else {
      require(
          from != null && below.to() != null && from.compareTo(below.to()) == 0,
          "a band does not begin where the one below it ends");
    }
    require(from == null || to == null || from.compareTo(to) < 0, "a band ends before it begins");
    return new MeasureBand(
        named("a band's id", text(one, "id")),
        from,
        to,
        below == null || !below.isToIncluded(),
        one.path("toIncluded").asBoolean(false),
        words(one),
        text(json, "bandsSource"));
  }

  private Map<String, String> words(JsonNode by) {
    Map<String, String> words = new HashMap<>();
    for (String language : LANGUAGES) {
      words.put(language, text(by, language));
    }
    return words;
  }

  private @Nullable BigDecimal number(JsonNode from, String field) {
    if (!from.hasNonNull(field)) {
      return null;
    }
    require(from.get(field).isNumber(), field + " is no number");
    return from.get(field).decimalValue();
  }

  private String text(JsonNode from, String field) {
    String text = from.path(field).asText("");
    require(!text.isBlank(), field + " is missing");
    return text;
  }

  private List<String> texts(String field) {
    List<String> texts = new ArrayList<>();
    json.path(field).forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
