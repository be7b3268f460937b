package org.flippedvisit.fhir.goal;

import org.flippedvisit.fhir.mapping.WriteKey;

/**
 * A goal on its way into the chart.
 *
 * @param goal in the person's words; its id is not written
 * @param patientId whose goal it is
 * @param key stable over every attempt at this write
 */
public record GoalToWrite(PatientGoal goal, String patientId, WriteKey key) {}
