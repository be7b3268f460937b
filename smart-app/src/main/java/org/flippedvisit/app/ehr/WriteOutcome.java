package org.flippedvisit.app.ehr;

import org.jspecify.annotations.Nullable;

/** What is known about a write after it was tried. Only {@link Confirmed} is in the chart. */
public sealed interface WriteOutcome {
  /**
   * The EHR says it has it.
   *
   * @param reference such as {@code DocumentReference/7}
   * @param versionId null when the EHR gives none
   */
  record Confirmed(String reference, @Nullable String versionId) implements WriteOutcome {}

  /** Taken for review (HTTP 202): it may not be visible in the chart yet. */
  record SubmittedForReview() implements WriteOutcome {}

  /** The EHR, or the launch, said no: nothing was stored. */
  record Rejected(Why why, int status) implements WriteOutcome {}

  /** No answer, or one that does not say: it may or may not be stored. Never sent again blindly. */
  record Unknown() implements WriteOutcome {}

  /** Why nothing was stored. */
  enum Why {
    NOT_PERMITTED,
    NOT_TAKEN_HERE,
    SIGN_IN_ENDED,
    NOT_ACCEPTED,
    CONFLICT,
    TOO_BUSY,
    /** The connection was never made, so nothing can have arrived. */
    UNREACHABLE,
    /** It was sent without an answer, looked for, and is not in the chart. */
    NOT_FOUND_THERE,
    /** It was sent without an answer and is not in the chart so far: it may still arrive. */
    NOT_FOUND_YET;

    /**
     * True where the same content may be taken in another form: the EHR, or the launch, does not
     * take this one.
     */
    public boolean isAboutTheForm() {
      return this == NOT_PERMITTED || this == NOT_TAKEN_HERE || this == NOT_ACCEPTED;
    }
  }
}
