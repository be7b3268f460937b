package org.flippedvisit.fhir.preference;

import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.jspecify.annotations.Nullable;

/**
 * How a preference came to be recorded.
 *
 * @param isTypedThemselves true where the person typed it on a screen that staff handed over: who
 *     signed in is the author all the same, because EHRs take no other (Oracle Health)
 * @param stillRightSince when it was said first, where it was only asked whether it is still right;
 *     null for a new answer
 * @param askedAgainBecause why it was asked although there was an answer; empty when there was none
 */
public record Telling(
    boolean isTypedThemselves, @Nullable ClinicalTime stillRightSince, String askedAgainBecause) {
  /** Told, or typed on the person's own device; nothing had been answered before. */
  public static final Telling FIRST = new Telling(false, null, "");

  /** Typed by the person on a screen that was handed over. */
  public Telling byThemselves() {
    return new Telling(true, stillRightSince, askedAgainBecause);
  }

  /** Asked again, for a reason. */
  public Telling because(String reason) {
    return new Telling(isTypedThemselves, stillRightSince, reason);
  }

  /**
   * The same words, asked whether they still hold.
   *
   * @param saidFirst when they were said first
   */
  public static Telling stillRight(ClinicalTime saidFirst) {
    return new Telling(false, saidFirst, "");
  }
}
