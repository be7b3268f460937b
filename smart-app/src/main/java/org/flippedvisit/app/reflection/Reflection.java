package org.flippedvisit.app.reflection;

import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;

/**
 * What a clinician answered after one visit.
 *
 * @param answers only those that were answered; each may be left
 */
record Reflection(UUID id, LocalDate on, Map<Question, Answer> answers) {
  Reflection {
    answers = Map.copyOf(answers);
  }
}
