package org.flippedvisit.app.trend;

import java.time.LocalDate;

/**
 * A day that meant something to the person, marked beside every trend.
 *
 * @param kind what it is
 * @param words theirs, verbatim
 * @param on the day
 */
public record Mark(Kind kind, String words, LocalDate on) {
  /** What is marked. */
  public enum Kind {
    LIFE_EVENT,
    GOAL
  }
}
