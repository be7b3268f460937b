package org.flippedvisit.fhir.form;

import java.util.Locale;
import java.util.Map;

/**
 * What stands between an answer and a completed form.
 *
 * @param limits the number, text or example that the answer must keep to, by language; for a
 *     constraint of the questionnaire its own words; the questionnaire's own language under "", and
 *     empty where there is nothing to say
 */
public record FormProblem(NodeId at, Kind kind, Map<String, String> limits) {
  public FormProblem {
    limits = Map.copyOf(limits);
  }

  FormProblem(NodeId at, Kind kind, String limit) {
    this(at, kind, limit.isEmpty() ? Map.of() : Map.of("", limit));
  }

  /** In the person's language, else in the questionnaire's own; empty where nothing is said. */
  public String limit(Locale language) {
    return limits.getOrDefault(language.getLanguage(), limits.getOrDefault("", ""));
  }

  /** What is wrong. */
  public enum Kind {
    MISSING,
    TOO_FEW,
    TOO_MANY,
    TOO_SHORT,
    TOO_LONG,
    TOO_SMALL,
    TOO_BIG,
    TOO_MANY_DECIMALS,
    WRONG_FORM,
    NOT_A_CHOICE,
    NOT_WITH_ANOTHER,
    WRONG_TYPE,
    WRONG_UNIT,
    WRONG_RESOURCE,
    WRONG_CONTENT_TYPE,
    FILE_TOO_BIG,
    CONSTRAINT
  }
}
