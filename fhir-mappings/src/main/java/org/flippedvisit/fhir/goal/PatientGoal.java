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
 * @param importance {@code priority}; null when not stated
 * @param confidence how sure the person is that they will get there, 0 to 10; null when nobody
 *     asked
 */
public record PatientGoal(
    @Nullable String id,
    String words,
    @Nullable Author expressedBy,
    @Nullable ClinicalTime startedOn,
    @Nullable ClinicalTime dueOn,
    @Nullable Progress progress,
    @Nullable Importance importance,
    @Nullable Integer confidence) {

  /** A goal of which neither its importance nor how sure the person is has been said. */
  public PatientGoal(
      @Nullable String id,
      String words,
      @Nullable Author expressedBy,
      @Nullable ClinicalTime startedOn,
      @Nullable ClinicalTime dueOn,
      @Nullable Progress progress) {
    this(id, words, expressedBy, startedOn, dueOn, progress, null, null);
  }

  /** FHIR goal-priority. */
  public enum Importance {
    HIGH,
    MEDIUM,
    LOW
  }

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
