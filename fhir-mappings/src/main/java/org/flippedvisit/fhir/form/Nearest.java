package org.flippedvisit.fhir.form;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which of several occurrences of a question a condition means: the nearest, ancestors first, then
 * those before, then those behind (FHIR R4, Questionnaire.item.enableWhen.question). Nearest is
 * first of all in the same group, so that the second of a repeating group never asks the first.
 */
final class Nearest {
  private Nearest() {}

  static Optional<Place> to(Place place, List<Place> questions) {
    if (questions.size() < 2) {
      return questions.stream().findFirst();
    }
    return questions.stream()
        .max(
            Comparator.comparingInt((Place question) -> shared(place, question))
                .thenComparing(question -> question.position < place.position)
                .thenComparing(question -> -Math.abs(question.position - place.position)));
  }

  /** How deep the deepest level is that both are in; an ancestor is in its own level. */
  private static int shared(Place one, Place other) {
    Level left = one.within;
    Level right = other.within;
    while (left != right) {
      if (left.depth >= right.depth) {
        left = above(left);
      } else {
        right = above(right);
      }
    }
    return left.depth;
  }

  private static Level above(Level level) {
    @Nullable Place owner = level.owner;
    if (owner == null) {
      throw new IllegalStateException("two roots");
    }
    return owner.within;
  }
}
