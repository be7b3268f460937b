package org.flippedvisit.fhir.form;

import java.math.BigDecimal;
import java.time.LocalTime;
import java.util.Base64;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.jspecify.annotations.Nullable;

/** One answer to a question, {@code QuestionnaireResponse.item.answer.value[x]}. */
public sealed interface FormAnswer {
  /** Free words, verbatim: string, text, or the other thing of an open choice. */
  record Words(String words) implements FormAnswer {}

  /** An explicit yes or no; no answer is neither. */
  record YesNo(boolean isYes) implements FormAnswer {}

  /** A whole number. */
  record Whole(int number) implements FormAnswer {}

  /** A number with its decimals as they were typed. */
  record Decimal(BigDecimal number) implements FormAnswer {}

  /** A day, a month or a year. */
  record Day(ClinicalTime on) implements FormAnswer {}

  /** A day with its time and offset, or a partial date. */
  record Moment(ClinicalTime at) implements FormAnswer {}

  /** A time of day. */
  record TimeOfDay(LocalTime at) implements FormAnswer {}

  /** An address on the web, as it was typed. */
  record Address(String address) implements FormAnswer {}

  /**
   * One of the choices offered.
   *
   * @param display as the questionnaire has it, in its own language; a page shows {@link
   *     FormOption#text}
   */
  record Choice(@Nullable String system, @Nullable String code, @Nullable String display)
      implements FormAnswer {}

  /**
   * A number with its unit.
   *
   * @param code of the unit, mostly UCUM
   */
  record Amount(
      BigDecimal number, @Nullable String unit, @Nullable String system, @Nullable String code)
      implements FormAnswer {}

  /** A resource of the chart. */
  record Resource(String reference, @Nullable String display) implements FormAnswer {}

  /**
   * A file.
   *
   * @param base64 its content
   */
  record File(String title, String contentType, String base64) implements FormAnswer {
    public static File of(String title, String contentType, byte[] content) {
      return new File(title, contentType, Base64.getEncoder().encodeToString(content));
    }
  }
}
