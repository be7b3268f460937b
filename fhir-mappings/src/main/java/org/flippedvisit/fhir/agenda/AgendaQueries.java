package org.flippedvisit.fhir.agenda;

import java.time.LocalDate;
import java.util.List;
import org.flippedvisit.fhir.mapping.CodeMapper;
import org.flippedvisit.fhir.mapping.FhirQuery;
import org.flippedvisit.fhir.patient.PatientQueries;
import org.flippedvisit.fhir.previsit.PreVisitQueries;
import org.flippedvisit.fhir.visit.VisitQueries;

/** Searches for what the team's part of an agenda is made from. */
public final class AgendaQueries {
  private AgendaQueries() {}

  /** Everything {@link TeamItems} reads beside measures and medicines. */
  public static List<FhirQuery> teamItems(String patientId, LocalDate today) {
    return List.of(
        serviceRequests(patientId),
        carePlans(patientId),
        laboratory(patientId, today),
        moodQuestions(patientId, today),
        PreVisitQueries.ofPatient(patientId),
        // What a measure means depends on the age; what is new, on the last visit.
        PatientQueries.byId(patientId),
        VisitQueries.from(patientId, today.minusYears(1)));
  }

  /** US Core: ServiceRequest {@code patient} SHALL; {@code status} is not guaranteed. */
  public static FhirQuery serviceRequests(String patientId) {
    return FhirQuery.ofPatient("ServiceRequest", patientId).atMost(300);
  }

  /**
   * US Core: CarePlan {@code patient+category} SHALL, and the profile requires the category; a
   * search by patient alone is not guaranteed and some servers refuse it.
   */
  public static FhirQuery carePlans(String patientId) {
    return FhirQuery.ofPatient("CarePlan", patientId)
        .with("category", "http://hl7.org/fhir/us/core/CodeSystem/careplan-category|assess-plan")
        .atMost(50);
  }

  /** US Core: Observation {@code patient+category+date} SHALL. */
  public static FhirQuery laboratory(String patientId, LocalDate today) {
    return FhirQuery.ofPatient("Observation", patientId)
        .with("category", "http://terminology.hl7.org/CodeSystem/observation-category|laboratory")
        .with("date", "ge" + today.minusYears(1))
        .atMost(500);
  }

  /** The PHQ-9 as a panel and its ninth question. */
  public static FhirQuery moodQuestions(String patientId, LocalDate today) {
    return FhirQuery.ofPatient("Observation", patientId)
        .with("code", CodeMapper.LOINC + "|44260-8," + CodeMapper.LOINC + "|44249-1")
        .with("date", "ge" + today.minusYears(1))
        .atMost(100);
  }
}
