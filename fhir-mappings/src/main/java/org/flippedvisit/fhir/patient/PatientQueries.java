package org.flippedvisit.fhir.patient;

import java.util.List;
import org.flippedvisit.fhir.mapping.FhirQuery;
import org.flippedvisit.fhir.mapping.FhirQuery.Parameter;

/** Searches for the person (US Core: Patient {@code _id} SHALL). */
public final class PatientQueries {
  private PatientQueries() {}

  public static FhirQuery byId(String patientId) {
    return new FhirQuery("Patient", List.of(new Parameter("_id", patientId)), 1);
  }
}
