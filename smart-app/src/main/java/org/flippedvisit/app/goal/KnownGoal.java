package org.flippedvisit.app.goal;

import java.util.List;
import org.flippedvisit.app.goal.GoalMark.Step;
import org.flippedvisit.app.ledger.Write;
import org.flippedvisit.fhir.goal.PatientGoal;
import org.jspecify.annotations.Nullable;

/**
 * A goal as it is shown.
 *
 * @param identity the write key of a goal that was added here, else its FHIR reference; stays the
 *     same when the goal reaches the chart
 * @param isInChart true when the chart returned it
 * @param write how its write stands; null for a goal of somebody else's, and where it was kept but
 *     never planned
 * @param marks the last word of each person, the newest first
 */
public record KnownGoal(
    PatientGoal goal,
    String identity,
    boolean isInChart,
    @Nullable Write write,
    List<GoalMark> marks) {
  public KnownGoal {
    marks = List.copyOf(marks);
  }

  /** True when the last word is that it is a goal no more. */
  boolean isNoLonger() {
    return !marks.isEmpty() && marks.getFirst().step() == Step.NO_LONGER;
  }
}
