package org.flippedvisit.app.previsit;

import org.flippedvisit.fhir.concern.ConcernKind;
import org.flippedvisit.fhir.previsit.PreVisitAnswers;
import org.flippedvisit.fhir.provenance.Author;
import org.jspecify.annotations.Nullable;

/**
 * What stands in {@link AskConcern} before it is saved: the first fields of {@link
 * PreVisitAnswers}, and whose words they are.
 *
 * @param saidBy FHIR reference; null when nothing is typed
 */
public record AskedWords(
    String concern, @Nullable ConcernKind concernKind, @Nullable String saidBy) {
  static final AskedWords NOTHING = new AskedWords("", null, null);

  static AskedWords of(String words, boolean isNothing, Author saidBy) {
    return words.isBlank() && !isNothing
        ? NOTHING
        : new AskedWords(words, isNothing ? ConcernKind.NOTHING : null, saidBy.reference());
  }

  boolean isNothingRightNow() {
    return concernKind == ConcernKind.NOTHING;
  }

  PreVisitAnswers answers() {
    return PreVisitAnswers.ofConcern(concern, concernKind);
  }
}
