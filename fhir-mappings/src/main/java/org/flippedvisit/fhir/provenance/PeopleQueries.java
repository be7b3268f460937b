package org.flippedvisit.fhir.provenance;

import java.util.List;
import org.flippedvisit.fhir.mapping.FhirQuery;
import org.flippedvisit.fhir.mapping.FhirQuery.Parameter;

/** Searches for who speaks for the person and who works for the clinic. */
public final class PeopleQueries {
  private PeopleQueries() {}

  /** Everybody who speaks for the person (US Core: RelatedPerson {@code patient} SHOULD). */
  public static FhirQuery relatedPersons(String patientId) {
    return FhirQuery.ofPatient("RelatedPerson", patientId).atMost(50);
  }

  /** One RelatedPerson (US Core: {@code _id} SHALL), for the person signed in. */
  public static FhirQuery relatedPerson(String id) {
    return new FhirQuery("RelatedPerson", List.of(new Parameter("_id", id)), 1);
  }

  /** One Practitioner, for the staff member signed in. */
  public static FhirQuery practitioner(String id) {
    return new FhirQuery("Practitioner", List.of(new Parameter("_id", id)), 1);
  }

  /** The roles of one Practitioner (US Core: PractitionerRole {@code practitioner}). */
  public static FhirQuery roles(String practitionerId) {
    return new FhirQuery(
        "PractitionerRole", List.of(new Parameter("practitioner", practitionerId)), 20);
  }
}
