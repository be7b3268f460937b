package org.flippedvisit.fhir.preference;

import java.time.OffsetDateTime;
import java.util.Locale;
import org.flippedvisit.fhir.patient.PatientSummary;
import org.flippedvisit.fhir.provenance.Author;
import org.flippedvisit.fhir.visit.Visit;
import org.jspecify.annotations.Nullable;

/**
 * A preference as it is written into the chart: what, whose words, who typed them, when, at which
 * visit.
 *
 * @param saidBy the patient or who speaks for them; becomes {@code Observation.performer} and
 *     Provenance informant
 * @param recordedBy the signed-in person; becomes {@code DocumentReference.author} and Provenance
 *     enterer
 * @param visit null when the launch has no encounter
 * @param language of the note: the person's
 * @param replaces the former shared note in the same person's words; null when there is none
 * @param telling how it came to be recorded
 */
public record RecordedPreference(
    PartneringPreference preference,
    PatientSummary patient,
    Author saidBy,
    Author recordedBy,
    OffsetDateTime saidAt,
    @Nullable Visit visit,
    Locale language,
    @Nullable FormerNote replaces,
    Telling telling) {

  /** The same, replacing a former note. */
  public RecordedPreference replacing(@Nullable FormerNote former) {
    return new RecordedPreference(
        preference, patient, saidBy, recordedBy, saidAt, visit, language, former, telling);
  }
}
