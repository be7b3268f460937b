package org.flippedvisit.fhir.agenda;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.flippedvisit.fhir.mapping.JsonResource;
import org.flippedvisit.fhir.trend.MeasureBand;
import org.flippedvisit.fhir.trend.MeasureCatalogue;
import org.jspecify.annotations.Nullable;

/**
 * What {@code rules.json} says about a rule: for a clinician to read and to argue about.
 *
 * @param id the rule's name
 * @param proposes one sentence: what it puts on the agenda
 * @param reads FHIR resource types
 * @param isSafety true for what no site can switch off
 * @param figures what it goes by, by name
 * @param bands the bands it goes by, for each measure by its id
 */
record RuleCard(
    String id,
    String proposes,
    List<String> reads,
    boolean isSafety,
    Map<String, Figure> figures,
    Map<String, Set<String>> bands) {
  private static final Map<String, RuleCard> ALL =
      load(JsonResource.read(RuleCard.class, "rules.json"));

  RuleCard {
    reads = List.copyOf(reads);
    figures = Map.copyOf(figures);
    bands = Map.copyOf(bands);
    if (proposes.isBlank() || reads.isEmpty()) {
      throw new IllegalStateException("the rule " + id + " does not say what it does");
    }
  }

  /**
   * A number that people may see differently.
   *
   * @param unit what it counts
   * @param why why it is this number
   * @param source publication; null where it is a choice
   */
  record Figure(int value, String unit, String why, @Nullable String source) {
    Figure {
      if (value < 0 || unit.isBlank() || why.isBlank()) {
        throw new IllegalStateException("a figure has a number, a unit and a reason");
      }
    }
  }

  /**
   * The card of a rule.
   *
   * @throws IllegalStateException if {@code rules.json} has none
   */
  static RuleCard of(String id) {
    RuleCard card = ALL.get(id);
    if (card == null) {
      throw new IllegalStateException("rules.json says nothing about the rule " + id);
    }
    return card;
  }

  /** Every card, in the file's order. */
  static List<RuleCard> all() {
    return List.copyOf(ALL.values());
  }

  /**
   * A figure of the rule.
   *
   * @throws IllegalStateException if {@code rules.json} does not have it
   */
  int figure(String name) {
    Figure figure = figures.get(name);
    if (figure == null) {
      throw new IllegalStateException("rules.json has no figure " + name + " for the rule " + id);
    }
    return figure.value();
  }

  static Map<String, RuleCard> load(JsonNode rules) {
    var cards = new LinkedHashMap<String, RuleCard>();
    for (JsonNode rule : rules) {
      RuleCard card = read(rule);
      if (cards.put(card.id(), card) != null) {
        throw new IllegalStateException("rules.json has two rules " + card.id());
      }
    }
    return cards;
  }

  private static RuleCard read(JsonNode rule) {
    var figures = new LinkedHashMap<String, Figure>();
    rule.path("figures")
        .properties()
        .forEach(figure -> figures.put(figure.getKey(), readFigure(figure.getValue())));
    return new RuleCard(
        rule.path("id").asText(),
        rule.path("proposes").asText(),
        StreamSupport.stream(rule.path("reads").spliterator(), false)
            .map(JsonNode::asText)
            .toList(),
        rule.path("safety").asBoolean(),
        figures,
        readBands(rule.path("bands")));
  }

  private static Map<String, Set<String>> readBands(JsonNode entries) {
    var bands = new LinkedHashMap<String, Set<String>>();
    for (JsonNode entry : entries) {
      String id = entry.path("measure").asText();
      Set<String> known =
          MeasureCatalogue.standard().measures().stream()
              .filter(measure -> measure.id().equals(id))
              .flatMap(measure -> measure.bands().stream())
              .map(MeasureBand::id)
              .collect(Collectors.toSet());
      Set<String> wanted =
          StreamSupport.stream(entry.path("bands").spliterator(), false)
              .map(JsonNode::asText)
              .collect(Collectors.toSet());
      if (wanted.isEmpty() || !known.containsAll(wanted) || entry.path("why").asText().isBlank()) {
        throw new IllegalStateException("rules.json: not bands of a measure, with why: " + entry);
      }
      bands.put(id, wanted);
    }
    return bands;
  }

  private static Figure readFigure(JsonNode figure) {
    return new Figure(
        figure.path("value").asInt(-1),
        figure.path("unit").asText(),
        figure.path("why").asText(),
        figure.hasNonNull("source") ? figure.get("source").asText() : null);
  }
}
