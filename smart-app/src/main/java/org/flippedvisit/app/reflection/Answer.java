package org.flippedvisit.app.reflection;

/** A scale short enough for one tap; not a score, and never counted up. */
enum Answer {
  LITTLE,
  SOME,
  WELL
}
