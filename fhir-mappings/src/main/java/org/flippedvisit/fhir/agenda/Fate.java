package org.flippedvisit.fhir.agenda;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What became of an agenda item. Every item has one before a visit is closed; only a person gives
 * it.
 */
public sealed interface Fate {
  /** Talked about; nothing further agreed. */
  record Discussed(String note) implements Fate {}

  /**
   * Decided together.
   *
   * @param what the decision
   * @param who who does it; empty when nobody in particular
   * @param byWhen null when no day was agreed
   */
  record DecidedTogether(String what, String who, @Nullable LocalDate byWhen) implements Fate {}

  /**
   * Put off to a place where it will come up again.
   *
   * @param owner who sees to it; empty when nobody was named
   * @param on a day the person has not blocked; null when none was agreed
   */
  record Later(Place place, String owner, @Nullable LocalDate on, String note) implements Fate {}

  /**
   * Not now, by the person's own choice, recorded with respect: both reasons kept, never as a
   * waiver.
   */
  record NotNow(String personsReason, String teamsReason) implements Fate {}

  /** Agreed what to watch for and what to do then. */
  record SafetyNet(String words) implements Fate {}

  /**
   * Left out of this visit by somebody of the team, who proposed it. What the person brings and
   * what must never be left cannot be dropped.
   *
   * @param reason why, in plain words
   */
  record Dropped(String reason) implements Fate {}

  /** Where a later item goes. */
  enum Place {
    NEXT_VISIT,
    SOONER_VISIT,
    MESSAGE,
    SOMEONE_ELSE
  }

  /** True while the item comes back at the next visit. */
  default boolean isWaiting() {
    return this instanceof Later || this instanceof NotNow;
  }
}
