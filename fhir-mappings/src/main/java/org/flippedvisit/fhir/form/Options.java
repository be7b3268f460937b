package org.flippedvisit.fhir.form;

import java.util.List;

/** Answers among the options of their question. */
final class Options {
  private Options() {}

  /** The answer as the questionnaire offers it, so that a choice is the same in every language. */
  static FormAnswer asOffered(List<FormOption> options, FormAnswer answer) {
    return options.stream()
        .map(FormOption::answer)
        .filter(offered -> Comparison.same(offered, answer))
        .findFirst()
        .orElse(answer);
  }

  static boolean isOffered(List<FormOption> options, FormAnswer answer) {
    return options.stream().anyMatch(option -> Comparison.same(option.answer(), answer));
  }

  static boolean isExclusive(List<FormOption> options, FormAnswer answer) {
    return options.stream()
        .anyMatch(option -> option.isExclusive() && Comparison.same(option.answer(), answer));
  }
}
