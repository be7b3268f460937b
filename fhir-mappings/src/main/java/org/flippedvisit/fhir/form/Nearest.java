package org.flippedvisit.fhir.form;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which of several occurrences of a question a condition means: the nearest that is answered,
 * ancestors first, then those before, then those behind (FHIR R4,
 * Questionnaire.item.enableWhen.question; what is not answered is not in a response). Nearest is
 * first of all in the same group, so that the second of a repeating group never asks the first.
 */
final class Nearest {
  private Nearest() {}

  /**
   * Finds it.
   *
   * @param counts which of them are in the response
   */
  static Optional<Place> to(Place place, List<Place> questions, Predicate<Place> counts) {
    if (questions.size() < 2) {
      return questions.stream().filter(counts).findFirst();
    }
    int deepest = questions.stream().mapToInt(question -> shared(place, question)).max().orElse(0);
    return questions.stream()
        .filter(question -> shared(place, question) == deepest)
        .filter(counts)
        .max(
            Comparator.comparing((Place question) -> question.position < place.position)
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
