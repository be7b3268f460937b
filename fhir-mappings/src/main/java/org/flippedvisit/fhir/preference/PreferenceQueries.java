package org.flippedvisit.fhir.preference;

import java.util.List;
import org.flippedvisit.fhir.mapping.CodeMapper;
import org.flippedvisit.fhir.mapping.FhirQuery;

/**
 * Searches for preferences: by code, because certified EHRs (US Core 6.1) do not know the category
 * of US Core 7 and later.
 */
public final class PreferenceQueries {
  private PreferenceQueries() {}

  /**
   * US Core: Observation {@code patient+code} SHALL; DocumentReference {@code patient+type} SHALL.
   */
  public static List<FhirQuery> ofPatient(String patientId) {
    return List.of(observations(patientId), notes(patientId));
  }

  public static FhirQuery observations(String patientId) {
    return FhirQuery.ofPatient("Observation", patientId)
        .with("code", CodeMapper.LOINC + "|" + PreferenceMapper.CARE_EXPERIENCE_PREFERENCE)
        .atMost(100);
  }

  public static FhirQuery notes(String patientId) {
    return FhirQuery.ofPatient("DocumentReference", patientId)
        .with("type", CodeMapper.LOINC + "|" + PreferenceMapper.NOTE_TYPE)
        .atMost(100);
  }
}
