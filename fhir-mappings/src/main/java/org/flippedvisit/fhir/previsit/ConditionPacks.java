package org.flippedvisit.fhir.previsit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.flippedvisit.fhir.mapping.JsonResource;

/**
 * A few more questions for people who live with one condition, as data beside the questionnaire: at
 * most three a pack. A questionnaire with packs is another version of it, so that a response names
 * exactly what was asked.
 */
public final class ConditionPacks {
  private static final JsonNode PACKS =
      JsonResource.read(ConditionPacks.class, "condition-packs.json");

  private ConditionPacks() {}

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
  public static String add(String questionnaire, List<String> packs) {
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
      items.insert(at++, PACKS.get(pack));
    }
    with.put("version", with.path("version").asText() + "-" + String.join("-", packs));
    return with.toString();
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
