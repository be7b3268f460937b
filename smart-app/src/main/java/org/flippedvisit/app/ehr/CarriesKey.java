package org.flippedvisit.app.ehr;

import ca.uhn.fhir.context.FhirContext;
import org.flippedvisit.fhir.mapping.WriteKey;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Resource;

/**
 * Whether a resource really has a write key: a server that ignores {@code identifier} in a search
 * returns anything.
 */
final class CarriesKey {
  private CarriesKey() {}

  static boolean test(FhirContext fhir, Resource resource, WriteKey key) {
    return fhir.newTerser().getValues(resource, "identifier", Identifier.class).stream()
        .anyMatch(
            one -> WriteKey.SYSTEM.equals(one.getSystem()) && key.value().equals(one.getValue()));
  }
}
