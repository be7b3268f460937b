package org.flippedvisit.fhir.concept;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one question of a form, or one code, stands for.
 *
 * @param code {@code system|code} of the Observation that a score would be; null for anything else
 * @param answers what the form's own choices ({@code system|code}, code, or words) mean in the
 *     choices of the concept; empty where the form has ours
 */
public record Meaning(Concept concept, @Nullable String code, Map<String, String> answers) {
  public Meaning {
    answers = Map.copyOf(answers);
  }

  /** The choice of the concept that an answer of the form means; empty when the file says none. */
  public Optional<String> choice(String answer) {
    if (concept.choices().contains(answer)) {
      return Optional.of(answer);
    }
    return Optional.ofNullable(answers.get(answer));
  }
}
