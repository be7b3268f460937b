package org.flippedvisit.app.ledger;

/** How far a write has come. Only {@link #CONFIRMED} may be called "in the chart". */
public enum WriteState {
  /** Written down here, not sent. */
  PLANNED,
  /** On its way; after a crash this means unknown. */
  SENT,
  CONFIRMED,
  /** Taken for review by the EHR (202); it may not show in the chart yet. */
  SUBMITTED_FOR_REVIEW,
  /** The EHR said no, or was never reached: nothing is there. */
  REJECTED,
  /** Sent, and no answer that says whether it is there. */
  UNKNOWN,
  /**
   * Unknown to the EHR's interface, and seen in the chart by a person who looked. Not called
   * confirmed, because the EHR has not said it.
   */
  SEEN;

  /** True while somebody still has to do something about it. */
  public boolean isOpen() {
    return this == PLANNED || this == SENT || this == REJECTED || this == UNKNOWN;
  }
}
