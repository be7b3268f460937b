package org.flippedvisit.fhir.previsit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.flippedvisit.fhir.mapping.JsonResource;

/**
 * The words of our pre-visit questionnaire, read from the Questionnaire resource itself: the portal
 * shows exactly what the QuestionnaireResponse says was asked (SDC 4.0: {@code item.text} SHALL
 * match the Questionnaire's text).
 */
public final class PreVisitQuestionnaire {
  /** Canonical without version. */
  public static final String URL = "https://flippedvisit.org/fhir/Questionnaire/pre-visit";

  public static final String VERSION = "1.0.0";

  public static final String ANSWERING_AS = "answering-as";
  public static final String CONCERN = "concern";
  public static final String CONCERN_KIND = "concern-kind";
  public static final String LIFE_EVENTS = "life-events";
  public static final String LIFE_EVENT_WHAT = "life-event-what";
  public static final String LIFE_EVENT_WHEN = "life-event-when";
  public static final String LIFE_EVENT_AVOID = "life-event-avoid";
  public static final String WORTHWHILE = "worthwhile";
  public static final String HOW_OVERALL = "how-overall";
  public static final String HOW_IN_THE_WAY = "how-in-the-way";
  public static final String CONFIDENCE = "confidence";
  public static final String BRINGS = "brings";

  static final String TRANSLATION = "http://hl7.org/fhir/StructureDefinition/translation";

  private static final JsonNode QUESTIONNAIRE =
      JsonResource.read(PreVisitQuestionnaire.class, "Questionnaire-pre-visit.json");
  private static final Map<String, JsonNode> ITEMS = index(QUESTIONNAIRE.get("item"));

  private PreVisitQuestionnaire() {}

  /** The title in the person's language. */
  public static String title(Locale language) {
    return inLanguage(QUESTIONNAIRE, "title", language);
  }

  /** The question in the person's language, English where there is no translation. */
  public static String text(String linkId, Locale language) {
    return inLanguage(item(linkId), "text", language);
  }

  /** The words of one choice of a question. */
  public static String optionText(String linkId, String code, Locale language) {
    for (JsonNode option : item(linkId).path("answerOption")) {
      JsonNode coding = option.get("valueCoding");
      if (code.equals(coding.get("code").asText())) {
        return inLanguage(coding, "display", language);
      }
    }
    throw new IllegalArgumentException(linkId + " has no such choice");
  }

  /** The codes a question offers, in order; empty for a question with free words. */
  public static List<String> options(String linkId) {
    return item(linkId)
        .path("answerOption")
        .valueStream()
        .map(option -> option.get("valueCoding").get("code").asText())
        .toList();
  }

  private static JsonNode item(String linkId) {
    JsonNode item = ITEMS.get(linkId);
    if (item == null) {
      throw new IllegalArgumentException("no question is called " + linkId);
    }
    return item;
  }

  private static String inLanguage(JsonNode element, String name, Locale language) {
    for (JsonNode extension : element.path("_" + name).path("extension")) {
      if (TRANSLATION.equals(extension.get("url").asText())
          && language.getLanguage().equals(part(extension, "lang", "valueCode"))) {
        return part(extension, "content", "valueString");
      }
    }
    return element.get(name).asText();
  }

  private static String part(JsonNode extension, String url, String value) {
    for (JsonNode part : extension.get("extension")) {
      if (url.equals(part.get("url").asText())) {
        return part.get(value).asText();
      }
    }
    return "";
  }

  private static Map<String, JsonNode> index(JsonNode items) {
    Map<String, JsonNode> byLinkId = new HashMap<>();
    for (JsonNode item : items) {
      byLinkId.put(item.get("linkId").asText(), item);
      if (item.has("item")) {
        byLinkId.putAll(index(item.get("item")));
      }
    }
    return Map.copyOf(byLinkId);
  }
}
