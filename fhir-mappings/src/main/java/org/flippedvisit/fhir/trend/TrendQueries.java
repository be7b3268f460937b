package org.flippedvisit.fhir.trend;

import java.time.LocalDate;
import org.flippedvisit.fhir.mapping.FhirQuery;

/** Searches for measures: one search, all codes joined, from a date on. */
public final class TrendQueries {
  private TrendQueries() {}

  /** US Core: Observation {@code patient+code} SHALL, {@code +date} SHOULD. */
  public static FhirQuery measures(String patientId, LocalDate since) {
    return FhirQuery.ofPatient("Observation", patientId)
        .with("code", String.join(",", MeasureCatalogue.standard().searchTokens()))
        .with("date", "ge" + since)
        .atMost(1000);
  }

  /** The same without a beginning, for who asks to see all. */
  public static FhirQuery allMeasures(String patientId) {
    return FhirQuery.ofPatient("Observation", patientId)
        .with("code", String.join(",", MeasureCatalogue.standard().searchTokens()))
        .atMost(20_000);
  }
}
