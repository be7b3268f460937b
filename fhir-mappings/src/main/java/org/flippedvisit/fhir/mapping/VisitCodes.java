package org.flippedvisit.fhir.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The codes of {@code https://flippedvisit.org/fhir/CodeSystem/visit} with their words in English
 * and Spanish, read from the CodeSystem resource that is published with the app, so that a screen
 * and a chart entry never disagree.
 */
public final class VisitCodes {
  public static final String SYSTEM = "https://flippedvisit.org/fhir/CodeSystem/visit";

  /** The question of the partnering preference. */
  public static final String PARTNER_STYLE = "partner-style";

  private static final Map<String, Map<String, String>> WORDS = load();

  private VisitCodes() {}

  /**
   * The words of a code in the person's language, English where that is not spoken here.
   *
   * @throws IllegalArgumentException if the code is none of ours, which is a programming error
   */
  public static String display(String code, Locale language) {
    Map<String, String> words = WORDS.get(code);
    if (words == null) {
      throw new IllegalArgumentException("not a code of this system");
    }
    return words.getOrDefault(language.getLanguage(), words.getOrDefault("en", code));
  }

  private static Map<String, Map<String, String>> load() {
    Map<String, Map<String, String>> all = new HashMap<>();
    for (JsonNode concept :
        JsonResource.read(VisitCodes.class, "CodeSystem-visit.json").get("concept")) {
      Map<String, String> words = new HashMap<>();
      words.put("en", concept.get("display").asText());
      for (JsonNode designation : concept.path("designation")) {
        words.put(designation.get("language").asText(), designation.get("value").asText());
      }
      all.put(concept.get("code").asText(), Map.copyOf(words));
    }
    return Map.copyOf(all);
  }
}
