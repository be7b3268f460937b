package org.flippedvisit.fhir.agenda;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import org.flippedvisit.fhir.concern.PatientConcern;
import org.flippedvisit.fhir.patient.PatientSummary;
import org.flippedvisit.fhir.provenance.Author;
import org.flippedvisit.fhir.visit.Visit;
import org.jspecify.annotations.Nullable;

/**
 * What a visit note says: the agenda as both sides saw it, each item with its fate.
 *
 * @param concerns every voice, the patient's first
 * @param aim what would make the visit worthwhile, verbatim; empty when not answered
 * @param agenda a closed agenda
 * @param closedAt when the visit was closed, with offset
 * @param visit null when the launch has no encounter
 * @param replacesNote FHIR reference of an earlier note of the same visit; null when there is none
 */
public record VisitSummary(
    PatientSummary patient,
    List<PatientConcern> concerns,
    String aim,
    Agenda agenda,
    Author author,
    OffsetDateTime closedAt,
    @Nullable Visit visit,
    Locale language,
    @Nullable String replacesNote) {
  public VisitSummary {
    concerns = List.copyOf(concerns);
  }
}
