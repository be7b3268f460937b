package org.flippedvisit.app.previsit;

import org.flippedvisit.fhir.concern.ConcernKind;
import org.flippedvisit.fhir.previsit.PreVisitAnswers;
import org.flippedvisit.fhir.provenance.Author;
import org.jspecify.annotations.Nullable;

/**
 * What stands in {@link AskConcern} before it is saved.
 *
 * @param isNothing true when nothing weighs on them
 * @param saidBy FHIR reference of whose words they are; null when nothing is typed
 */
public record AskedWords(String words, boolean isNothing, @Nullable String saidBy) {
  static final AskedWords NOTHING = new AskedWords("", false, null);

  static AskedWords of(String words, boolean isNothing, Author saidBy) {
    return words.isBlank() && !isNothing
        ? NOTHING
        : new AskedWords(words, isNothing, saidBy.reference());
  }

  PreVisitAnswers answers() {
    return PreVisitAnswers.ofConcern(words, isNothing ? ConcernKind.NOTHING : null);
  }
}
