package org.flippedvisit.app.goal;

import java.time.LocalDate;
import org.flippedvisit.fhir.provenance.Author;
import org.jspecify.annotations.Nullable;

/**
 * What stands in {@link AddGoal} before it is saved.
 *
 * @param saidBy FHIR reference; null when nothing is typed
 */
public record TypedGoal(String words, @Nullable LocalDate dueOn, @Nullable String saidBy) {
  static final TypedGoal NOTHING = new TypedGoal("", null, null);

  static TypedGoal of(String words, @Nullable LocalDate dueOn, Author saidBy) {
    return words.isBlank() && dueOn == null
        ? NOTHING
        : new TypedGoal(words, dueOn, saidBy.reference());
  }
}
