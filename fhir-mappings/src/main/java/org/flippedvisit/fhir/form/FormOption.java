package org.flippedvisit.fhir.form;

import java.util.Locale;
import java.util.Map;

/**
 * A choice that a question offers.
 *
 * @param answer what it is as an answer
 * @param texts what a person reads, by language ({@code "en"}); the questionnaire's own words under
 *     the empty language
 * @param isExclusive true where nothing else can be chosen beside it ({@code
 *     questionnaire-optionExclusive})
 * @param prefix such as "a)"; empty where there is none
 */
public record FormOption(
    FormAnswer answer, Map<String, String> texts, boolean isExclusive, String prefix) {
  public FormOption {
    texts = Map.copyOf(texts);
  }

  /** What a person reads, in their language where the questionnaire has it. */
  public String text(Locale language) {
    return texts.getOrDefault(language.getLanguage(), texts.getOrDefault("", ""));
  }
}
