package org.flippedvisit.fhir.form;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.LenientErrorHandler;
import org.hl7.fhir.r4.model.QuestionnaireResponse;

/** A QuestionnaireResponse as JSON that keeps every character a person can type. */
final class ResponseJson {
  private ResponseJson() {}

  static IParser parser() {
    return FhirContext.forR4Cached()
        .newJsonParser()
        .setParserErrorHandler(new LenientErrorHandler(false).setErrorOnInvalidValue(false));
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException where it is none
   */
  static QuestionnaireResponse read(String json) {
    try {
      return parser().parseResource(QuestionnaireResponse.class, json);
    } catch (DataFormatException noResponse) {
      throw new IllegalArgumentException("no QuestionnaireResponse", noResponse);
    }
  }

  /**
   * Writes one. Half of a surrogate pair has no UTF-8, and is lost as soon as the text becomes
   * bytes; as an escape it is not (RFC 8259 §7).
   */
  static String write(QuestionnaireResponse response) {
    String json = parser().encodeResourceToString(response);
    if (json.codePoints().noneMatch(ResponseJson::isHalf)) {
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
