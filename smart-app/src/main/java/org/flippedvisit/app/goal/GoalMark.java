package org.flippedvisit.app.goal;

import org.flippedvisit.fhir.goal.PatientGoal.Progress;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.provenance.Author;
import org.jspecify.annotations.Nullable;

/**
 * How a goal is going, as somebody said. Kept in the app's store; the chart's own word stands
 * beside it.
 *
 * @param goal identity of the goal, see {@link KnownGoal#identity}
 * @param saidBy whose word it is
 * @param recordedBy who marked it
 */
public record GoalMark(
    String goal, Step step, Author saidBy, Author recordedBy, ClinicalTime markedAt) {

  /** How far it has come, in the fewest words. */
  public enum Step {
    UNDER_WAY,
    REACHED,
    NO_LONGER
  }

  /** True when the chart says the same. */
  boolean isSameAs(@Nullable Progress chart) {
    return switch (step) {
      case UNDER_WAY -> chart == Progress.IN_PROGRESS || chart == Progress.IMPROVING;
      case REACHED -> chart == Progress.ACHIEVED || chart == Progress.SUSTAINING;
      case NO_LONGER -> false;
    };
  }
}
