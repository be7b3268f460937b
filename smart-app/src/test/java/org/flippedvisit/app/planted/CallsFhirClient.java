package org.flippedvisit.app.planted;

import ca.uhn.fhir.rest.client.api.IGenericClient;

/** Speaks FHIR over HTTP by itself. */
final class CallsFhirClient {
  String base(IGenericClient client) {
    return client.getServerBase();
  }
}
