package org.flippedvisit.fhir.mapping;

import java.util.ArrayList;
import java.util.List;

/**
 * A FHIR search, as data: built by a feature, sent by the app's one FHIR client.
 *
 * @param resourceType type searched
 * @param parameters search parameters in order; only those that US Core guarantees
 * @param atMost most entries wanted over all pages; the caller says so on screen when it is reached
 */
public record FhirQuery(String resourceType, List<Parameter> parameters, int atMost) {
  public FhirQuery {
    parameters = List.copyOf(parameters);
    if (atMost < 1) {
      throw new IllegalArgumentException("atMost must be positive");
    }
  }

  /** One search parameter: name and unescaped value. */
  public record Parameter(String name, String value) {}

  /** All of a type for one patient. */
  public static FhirQuery ofPatient(String resourceType, String patientId) {
    return new FhirQuery(resourceType, List.of(new Parameter("patient", patientId)), 500);
  }

  public FhirQuery with(String name, String value) {
    var more = new ArrayList<>(parameters);
    more.add(new Parameter(name, value));
    return new FhirQuery(resourceType, more, atMost);
  }

  public FhirQuery atMost(int entries) {
    return new FhirQuery(resourceType, parameters, entries);
  }
}
