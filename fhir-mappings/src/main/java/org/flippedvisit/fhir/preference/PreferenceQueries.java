package org.flippedvisit.fhir.preference;

import java.util.ArrayList;
import java.util.LinkedHashSet;
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
   *
   * @param noteType LOINC type of partnering notes at the site; whoever writes for themselves uses
   *     {@link PreferenceMapper#PATIENT_NOTE_TYPE}
   */
  public static List<FhirQuery> ofPatient(String patientId, String noteType) {
    var types = new LinkedHashSet<>(List.of(PreferenceMapper.NOTE_TYPE, noteType));
    types.add(PreferenceMapper.PATIENT_NOTE_TYPE);
    var queries = new ArrayList<FhirQuery>();
    queries.add(observations(patientId));
    types.forEach(type -> queries.add(notes(patientId, type)));
    return List.copyOf(queries);
  }

  /** Where a site takes no notes, the preference may be there as one of these. */
  public static List<FhirQuery> otherForms(String patientId) {
    return List.of(
        FhirQuery.ofPatient("QuestionnaireResponse", patientId).atMost(100),
        FhirQuery.ofPatient("Communication", patientId).atMost(100));
  }

  public static FhirQuery observations(String patientId) {
    return FhirQuery.ofPatient("Observation", patientId)
        .with("code", CodeMapper.LOINC + "|" + PreferenceMapper.CARE_EXPERIENCE_PREFERENCE)
        .atMost(100);
  }

  private static FhirQuery notes(String patientId, String type) {
    return FhirQuery.ofPatient("DocumentReference", patientId)
        .with("type", CodeMapper.LOINC + "|" + type)
        .atMost(100);
  }
}
