package org.flippedvisit.app.ui;

import java.util.regex.Pattern;

/**
 * A name, or another short text of the chart, inside a sentence of ours: without what would begin a
 * line or turn round the words beside it (Unicode bidirectional algorithm, UAX 9). What people
 * typed does not pass through here; it stands in an element of its own.
 */
public final class OneLine {
  private static final Pattern TURNS =
      Pattern.compile("[\\p{Cc}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]+");

  private OneLine() {}

  public static String of(String text) {
    return TURNS.matcher(text).replaceAll(" ");
  }
}
