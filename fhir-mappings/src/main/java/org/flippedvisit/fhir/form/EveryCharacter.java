package org.flippedvisit.fhir.form;

/**
 * JSON that keeps every character a person can type. Half of a surrogate pair has no UTF-8, and is
 * lost as soon as the text becomes bytes; as an escape it is not (RFC 8259 §7).
 */
final class EveryCharacter {
  private EveryCharacter() {}

  static String written(String json) {
    if (json.codePoints().noneMatch(EveryCharacter::isHalf)) {
      return json;
    }
    var written = new StringBuilder(json.length() + 16);
    json.codePoints()
        .forEach(
            point -> {
              if (isHalf(point)) {
                written.append("\\u").append(Integer.toHexString(point));
              } else {
                written.appendCodePoint(point);
              }
            });
    return written.toString();
  }

  private static boolean isHalf(int point) {
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }
}
