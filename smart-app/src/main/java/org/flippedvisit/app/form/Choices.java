package org.flippedvisit.app.form;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flippedvisit.fhir.form.FormAnswer;
import org.flippedvisit.fhir.form.FormOption;

/**
 * What one can choose of: what the question offers now, what was chosen before and is offered no
 * longer (nothing that was answered goes by itself), and something else in own words.
 */
record Choices(List<FormOption> options) {
  /** Something else, in own words. */
  static final FormOption ELSE = new FormOption(new FormAnswer.Words(""), Map.of(), false, "");

  Choices {
    options = List.copyOf(options);
  }

  static Choices of(List<FormOption> offered, List<FormAnswer> answers, boolean isOpen) {
    var all = new ArrayList<>(offered);
    boolean isElseFree = isOpen;
    for (FormAnswer answer : answers) {
      if (AnswerWords.isAmong(answer, offered)) {
        continue;
      }
      if (isElseFree && answer instanceof FormAnswer.Words) {
        isElseFree = false; // stands in the field for something else
      } else {
        all.add(new FormOption(answer, Map.of(), false, ""));
      }
    }
    if (isOpen) {
      all.add(ELSE);
    }
    return new Choices(all);
  }

  /** The option that an answer is. */
  Optional<FormOption> option(FormAnswer answer) {
    return options.stream()
        .filter(option -> option != ELSE && AnswerWords.isSame(option.answer(), answer))
        .findFirst();
  }
}
