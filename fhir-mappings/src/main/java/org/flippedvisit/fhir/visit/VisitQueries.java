package org.flippedvisit.fhir.visit;

import java.util.List;
import org.flippedvisit.fhir.mapping.FhirQuery;
import org.flippedvisit.fhir.mapping.FhirQuery.Parameter;

/** Searches for the visit (US Core: Encounter {@code _id} SHALL). */
public final class VisitQueries {
  private VisitQueries() {}

  public static FhirQuery byId(String encounterId) {
    return new FhirQuery("Encounter", List.of(new Parameter("_id", encounterId)), 1);
  }
}
