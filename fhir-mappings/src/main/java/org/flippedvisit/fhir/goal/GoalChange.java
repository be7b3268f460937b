package org.flippedvisit.fhir.goal;

import java.time.LocalDate;
import org.flippedvisit.fhir.goal.PatientGoal.Progress;
import org.jspecify.annotations.Nullable;

/**
 * How a goal in the chart is going, on its way there.
 *
 * @param goalId logical id in the EHR
 * @param progress null where it is a goal no longer
 * @param on when somebody said so
 */
public record GoalChange(
    String goalId, String patientId, @Nullable Progress progress, LocalDate on) {}
