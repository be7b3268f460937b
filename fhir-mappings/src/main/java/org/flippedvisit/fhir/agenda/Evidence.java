package org.flippedvisit.fhir.agenda;

import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.jspecify.annotations.Nullable;

/**
 * Something in the chart that an item rests on, said in plain words.
 *
 * @param kind what it is, which is also where a page can show more of it
 * @param text one sentence: what was found; never a bare number
 * @param reference relative FHIR reference such as {@code ServiceRequest/7}; for a measure the id
 *     of the measure in the catalogue, under which the page shows its trend
 * @param at when it was found, ordered or said; null when the chart does not say
 */
public record Evidence(Kind kind, String text, String reference, @Nullable ClinicalTime at) {

  /** What an item can rest on. */
  public enum Kind {
    ORDER,
    PLAN,
    MEASURE,
    RESULT,
    MEDICINE,
    ANSWER
  }
}
