package org.flippedvisit.fhir.form;

import java.util.List;
import java.util.OptionalInt;

/**
 * One {@code enableWhen}.
 *
 * @param question linkId of the question that decides
 * @param isCircular true where that question is itself shown only under this condition: its answer
 *     then counts whether it is shown or not, so that the circle ends
 */
record Condition(String question, Operator operator, FormAnswer answer, boolean isCircular) {
  /** Code system {@code http://hl7.org/fhir/questionnaire-enable-operator}. */
  enum Operator {
    EXISTS,
    EQUAL,
    NOT_EQUAL,
    GREATER,
    LESS,
    GREATER_OR_EQUAL,
    LESS_OR_EQUAL
  }

  Condition circular() {
    return new Condition(question, operator, answer, true);
  }

  /** Whether these answers of the question meet it; no answer differs from every answer. */
  boolean isMet(List<FormAnswer> answers) {
    return switch (operator) {
      case EXISTS ->
          !answers.isEmpty() == (answer instanceof FormAnswer.YesNo exists && exists.isYes());
      case EQUAL -> answers.stream().anyMatch(one -> Comparison.same(one, answer));
      case NOT_EQUAL -> answers.stream().noneMatch(one -> Comparison.same(one, answer));
      case GREATER, LESS, GREATER_OR_EQUAL, LESS_OR_EQUAL ->
          answers.stream().anyMatch(this::isBeyond);
    };
  }

  private boolean isBeyond(FormAnswer given) {
    OptionalInt order = Comparison.order(given, answer);
    if (order.isEmpty()) {
      return false;
    }
    int sign = order.getAsInt();
    return switch (operator) {
      case GREATER -> sign > 0;
      case LESS -> sign < 0;
      case GREATER_OR_EQUAL -> sign >= 0;
      case LESS_OR_EQUAL -> sign <= 0;
      default -> false;
    };
  }
}
