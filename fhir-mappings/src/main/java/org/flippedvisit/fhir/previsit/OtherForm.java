package org.flippedvisit.fhir.previsit;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What answers were read from when it is not our questionnaire.
 *
 * @param resourceType {@code QuestionnaireResponse} or {@code Observation}
 * @param name which form: its canonical without version, or the code of the Observation; empty when
 *     the response names none
 * @param titles what people call it, by language; the form's own under the empty language
 * @param countsForDays how long before a visit its answers count when they name no visit
 */
public record OtherForm(
    String resourceType, String name, Map<String, String> titles, int countsForDays) {
  public OtherForm {
    titles = Map.copyOf(titles);
  }

  /**
   * What people call it, in their language, else in the form's own, else in English, else in any;
   * empty when unnamed.
   */
  public Optional<String> title(Locale language) {
    return Optional.ofNullable(titles.get(language.getLanguage()))
        .or(() -> Optional.ofNullable(titles.get("")))
        .or(() -> Optional.ofNullable(titles.get("en")))
        .or(() -> titles.values().stream().sorted().findFirst());
  }
}
