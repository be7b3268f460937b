package org.flippedvisit.fhir.note;

import org.flippedvisit.fhir.mapping.CodeMapper;
import org.flippedvisit.fhir.mapping.FhirQuery;

/** Searches for shared notes (US Core: DocumentReference {@code patient+type} SHALL). */
public final class NoteQueries {
  private NoteQueries() {}

  /** Notes of the site's type, such as {@code 81338-6}. */
  public static FhirQuery ofType(String patientId, String loincType) {
    return FhirQuery.ofPatient("DocumentReference", patientId)
        .with("type", CodeMapper.LOINC + "|" + loincType)
        .atMost(100);
  }
}
