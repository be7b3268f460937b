package org.flippedvisit.app.ehr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import org.flippedvisit.app.audit.AuditStore;
import org.flippedvisit.app.testing.AppTest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.mock.env.MockEnvironment;

/** Where the export of the audit may be switched on. */
@AppTest
class AccessAuditEndpointTest {
  private final AuditStore store;
  private final FhirContext fhir;

  AccessAuditEndpointTest(AuditStore store, FhirContext fhir) {
    this.store = store;
    this.fhir = fhir;
  }

  @Test
  void refusesToBeServedOnThePublicPort() {
    assertThatThrownBy(() -> endpoint(Access.READ_ONLY, new MockEnvironment()))
        .hasMessageContaining("management.server.port");
    assertThatThrownBy(
            () ->
                endpoint(
                    Access.UNRESTRICTED,
                    new MockEnvironment()
                        .withProperty("server.port", "8080")
                        .withProperty("management.server.port", "8080")))
        .hasMessageContaining("management.server.port");
    assertThat(endpoint(Access.NONE, new MockEnvironment())).isNotNull();
    assertThat(
            endpoint(
                Access.READ_ONLY,
                new MockEnvironment().withProperty("management.server.port", "9090")))
        .isNotNull();
  }

  private AccessAuditEndpoint endpoint(Access access, MockEnvironment environment) {
    return new AccessAuditEndpoint(
        store, fhir, (id, otherwise) -> access, environment, "https://app.example.org");
  }
}
