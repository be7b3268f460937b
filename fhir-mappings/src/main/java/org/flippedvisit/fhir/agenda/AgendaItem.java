package org.flippedvisit.fhir.agenda;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One thing to talk about.
 *
 * @param words the item; the person's own words verbatim when it is theirs
 * @param why why it is here, in plain words; empty when the words say it
 * @param source what it was proposed from, such as {@code ServiceRequest/7} or {@code
 *     Observation?code=4548-4}; null when a person typed it. The same source is never proposed
 *     twice.
 * @param fate null until somebody decides
 * @param raisedOn the day it first stood on an agenda
 * @param isSafety true for what must never be left: shown in its own row, cannot stay without a
 *     fate
 * @param isRaisedAtEnd true when it came up at the closing question
 */
public record AgendaItem(
    AgendaItemId id,
    Origin origin,
    String words,
    String why,
    @Nullable String source,
    @Nullable Fate fate,
    LocalDate raisedOn,
    boolean isSafety,
    boolean isRaisedAtEnd) {
  public AgendaItem {
    if (words.isBlank()) {
      throw new IllegalArgumentException("an agenda item has words");
    }
  }

  public AgendaItem withFate(@Nullable Fate newFate) {
    return new AgendaItem(
        id, origin, words, why, source, newFate, raisedOn, isSafety, isRaisedAtEnd);
  }

  public AgendaItem withWords(String newWords) {
    return new AgendaItem(
        id, origin, newWords, why, source, fate, raisedOn, isSafety, isRaisedAtEnd);
  }

  /**
   * The same item at a later visit: no fate yet, marked as carried over, still dated from when it
   * was first raised.
   */
  public AgendaItem carriedOver() {
    return new AgendaItem(
        id, Origin.CARRIED_OVER, words, why, source, null, raisedOn, isSafety, false);
  }

  public boolean isOpen() {
    return fate == null;
  }
}
