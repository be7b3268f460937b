package org.flippedvisit.fhir.previsit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.flippedvisit.fhir.mapping.JsonResource;

/**
 * A few more questions for people who live with one condition, as data beside the questionnaire: at
 * most three a pack. A questionnaire with packs is another version of it, so that a response names
 * exactly what was asked.
 */
public final class ConditionPacks {
  /** A form stays short whatever a chart says. */
  private static final int MOST_BY_CONDITION = 2;

  private static final JsonNode PACKS =
      JsonResource.read(ConditionPacks.class, "condition-packs.json");
  private static final Pattern OF_VERSION = ofVersion();

  private ConditionPacks() {}

  private static Pattern ofVersion() {
    String one =
        PACKS
            .propertyStream()
            .map(pack -> Pattern.quote(pack.getKey()))
            .collect(Collectors.joining("|", "(?:", ")"));
    // Earlier versions put a dash between two packs.
    return Pattern.compile("-(" + one + "(?:[.-]" + one + ")*)$");
  }

  /** What the packs are called, as a site names them. */
  public static List<String> names() {
    return PACKS.propertyStream().map(Map.Entry::getKey).toList();
  }

  /**
   * Puts packs into a questionnaire: behind how the person is, else at its end.
   *
   * @param questionnaire FHIR JSON
   * @throws IllegalArgumentException where there is no such pack, or it is no JSON
   */
  public static String add(String questionnaire, Collection<String> packs) {
    if (packs.isEmpty()) {
      return questionnaire;
    }
    ObjectNode with = read(questionnaire);
    ArrayNode items = with.withArray("item");
    int at = place(items);
    for (String pack : packs) {
      if (!PACKS.has(pack)) {
        throw new IllegalArgumentException(
            "“" + pack + "” is none of " + String.join(", ", names()));
      }
      items.insert(at++, PACKS.get(pack).get("item"));
    }
    with.put("version", with.path("version").asText() + "-" + String.join(".", packs));
    return with.toString();
  }

  /**
   * The packs with which a form was asked.
   *
   * @param canonical that a response to it names
   */
  public static List<String> in(String canonical) {
    Matcher packs = OF_VERSION.matcher(canonical);
    return packs.find()
        ? names().stream().filter(name -> hasPart(packs.group(1), name)).toList()
        : List.of();
  }

  private static boolean hasPart(String packs, String name) {
    return Pattern.compile("(?:^|[.-])" + Pattern.quote(name) + "(?:$|[.-])").matcher(packs).find();
  }

  /** Those of packs that are asked by what a chart says, in our order: the chart's says nothing. */
  static List<String> mostTelling(Collection<String> fitting) {
    return names().stream().filter(fitting::contains).limit(MOST_BY_CONDITION).toList();
  }

  /** True where a pack is for people with the condition of this code. */
  static boolean isFor(String pack, String system, String code) {
    for (JsonNode condition : PACKS.get(pack).get("conditions")) {
      if (condition.get("system").asText().equals(system)) {
        return condition.path("codes").valueStream().anyMatch(one -> one.asText().equals(code))
            || condition
                .path("beginnings")
                .valueStream()
                .anyMatch(one -> plain(code).startsWith(plain(one.asText())));
      }
    }
    return false;
  }

  /** ICD-10-CM codes come with and without their dot. */
  private static String plain(String code) {
    return code.replace(".", "");
  }

  private static ObjectNode read(String questionnaire) {
    try {
      return (ObjectNode) new ObjectMapper().readTree(questionnaire);
    } catch (JsonProcessingException noJson) {
      throw new IllegalArgumentException("no JSON", noJson);
    }
  }

  private static int place(ArrayNode items) {
    List<String> linkIds =
        StreamSupport.stream(items.spliterator(), false)
            .map(item -> item.path("linkId").asText())
            .toList();
    int how = linkIds.indexOf(PreVisitQuestionnaire.HOW_YOU_ARE);
    return how < 0 ? items.size() : how + 1;
  }
}
