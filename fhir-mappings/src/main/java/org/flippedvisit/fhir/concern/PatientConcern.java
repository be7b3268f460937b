package org.flippedvisit.fhir.concern;

import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.provenance.Author;
import org.jspecify.annotations.Nullable;

/**
 * The one thing that weighs most right now, verbatim. Never shortened, never translated, never
 * summarised.
 *
 * @param words exactly what was typed or said, line breaks included; empty when nothing weighs
 *     right now
 * @param kind what the person called it; null when not asked
 * @param saidBy whose words these are
 * @param recordedBy who typed them; the same person as {@code saidBy} in the portal
 * @param saidAt when
 * @param source FHIR reference of the QuestionnaireResponse it was read from; null while it is only
 *     in the app's store
 */
public record PatientConcern(
    String words,
    @Nullable ConcernKind kind,
    Author saidBy,
    Author recordedBy,
    ClinicalTime saidAt,
    @Nullable String source) {
  /** "Nothing weighs on me right now" is a full answer and shown as one. */
  public boolean isNothingRightNow() {
    return kind == ConcernKind.NOTHING;
  }

  /** True when a staff member typed it while the person spoke. */
  public boolean isAskedInTheRoom() {
    return recordedBy instanceof Author.Practitioner;
  }
}
