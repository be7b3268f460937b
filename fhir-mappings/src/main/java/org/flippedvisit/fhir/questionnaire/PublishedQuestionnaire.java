package org.flippedvisit.fhir.questionnaire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.flippedvisit.fhir.mapping.JsonResource;

/**
 * The words of a questionnaire of ours, read from the Questionnaire resource itself: a page shows
 * exactly what the QuestionnaireResponse says was asked (SDC 4.0: {@code item.text} SHALL match the
 * Questionnaire's text).
 */
public final class PublishedQuestionnaire {
  static final String TRANSLATION = "http://hl7.org/fhir/StructureDefinition/translation";

  private final JsonNode questionnaire;
  private final Map<String, JsonNode> items;

  private PublishedQuestionnaire(JsonNode questionnaire) {
    this.questionnaire = questionnaire;
    this.items = index(questionnaire.get("item"));
  }

  /** The one packed beside {@code owner}. */
  public static PublishedQuestionnaire of(Class<?> owner, String name) {
    return new PublishedQuestionnaire(JsonResource.read(owner, name));
  }

  /** The resource itself, as FHIR JSON. */
  public String json() {
    return questionnaire.toString();
  }

  /** Canonical with version. */
  public String canonical() {
    return url() + "|" + questionnaire.get("version").asText();
  }

  /** Canonical without version. */
  public String url() {
    return questionnaire.get("url").asText();
  }

  /** True where a response's {@code questionnaire} names this one, in whatever version. */
  public boolean isNamedBy(String canonical) {
    return canonical.equals(url()) || canonical.startsWith(url() + "|");
  }

  /** The title in the person's language. */
  public String title(Locale language) {
    return inLanguage(questionnaire, "title", language);
  }

  /** The question in the person's language, English where there is no translation. */
  public String text(String linkId, Locale language) {
    return inLanguage(item(linkId), "text", language);
  }

  /** The words of one choice of a question. */
  public String optionText(String linkId, String code, Locale language) {
    for (JsonNode option : item(linkId).path("answerOption")) {
      JsonNode coding = option.get("valueCoding");
      if (code.equals(coding.get("code").asText())) {
        return inLanguage(coding, "display", language);
      }
    }
    throw new IllegalArgumentException(linkId + " has no such choice");
  }

  /** The codes a question offers, in order; empty for a question with free words. */
  public List<String> options(String linkId) {
    return item(linkId)
        .path("answerOption")
        .valueStream()
        .map(option -> option.get("valueCoding").get("code").asText())
        .toList();
  }

  private JsonNode item(String linkId) {
    JsonNode item = items.get(linkId);
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
