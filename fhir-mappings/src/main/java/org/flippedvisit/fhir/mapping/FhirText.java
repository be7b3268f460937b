package org.flippedvisit.fhir.mapping;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Words on their way into the chart. A FHIR {@code string} holds no character below 32 but tab,
 * line feed and carriage return (FHIR R4 datatypes, string), and UTF-8 has no half of a surrogate
 * pair: an EHR would refuse the whole resource, or drop them.
 */
public final class FhirText {
  private static final char CONTROL_PICTURES = '\u2400';
  private static final char REPLACEMENT = '\uFFFD';

  private FhirText() {}

  /**
   * The same words, with a sign that can be seen where FHIR cannot hold the character: the control
   * picture (U+2400 to U+241F) of a control character, U+FFFD for half a surrogate pair. All others
   * as they are.
   */
  public static String of(String words) {
    if (words.codePoints().allMatch(FhirText::isHeld)) {
      return words;
    }
    var written = new StringBuilder(words.length());
    words.codePoints().map(FhirText::written).forEach(written::appendCodePoint);
    return written.toString();
  }

  /** The same for what may not be there. */
  public static @Nullable String ofNullable(@Nullable String words) {
    return Optional.ofNullable(words).map(FhirText::of).orElse(null);
  }

  private static boolean isHeld(int point) {
    return written(point) == point;
  }

  private static int written(int point) {
    if (point < ' ') {
      return point == '\t' || point == '\n' || point == '\r' ? point : CONTROL_PICTURES + point;
    }
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE
        ? REPLACEMENT
        : point;
  }
}
