package org.flippedvisit.fhir.goal;

import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.provenance.Author;
import org.jspecify.annotations.Nullable;

/**
 * A goal in the words it was written in (US Core Goal).
 *
 * @param id logical id in the EHR; null before it is there
 * @param words {@code description.text}, else the display of its coding
 * @param expressedBy who set it; null when the chart does not say
 * @param startedOn {@code start[x]}; servers carry this or the due date
 * @param dueOn {@code target.due[x]}
 * @param progress {@code achievementStatus} in plain form; null when not stated
 */
public record PatientGoal(
    @Nullable String id,
    String words,
    @Nullable Author expressedBy,
    @Nullable ClinicalTime startedOn,
    @Nullable ClinicalTime dueOn,
    @Nullable Progress progress) {

  /** FHIR goal-achievement, as plain steps. */
  public enum Progress {
    IN_PROGRESS,
    IMPROVING,
    WORSENING,
    NO_CHANGE,
    ACHIEVED,
    SUSTAINING,
    NOT_ACHIEVED,
    NOT_ATTAINABLE
  }

  /** True when the person, or who speaks for them, set it. */
  public boolean isPersonsOwn() {
    return expressedBy != null && expressedBy.isPersonSide();
  }
}
