package org.flippedvisit.app.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.flippedvisit.app.Application;
import org.flippedvisit.app.testing.Browser;
import org.flippedvisit.app.testing.TestSettings;
import org.flippedvisit.fhir.audit.AccessAction;
import org.flippedvisit.fhir.audit.AccessOutcome;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestConstructor;

/** The export as the README says to switch it on: on a port of its own, bound to this machine. */
@SpringBootTest(
    classes = Application.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "management.server.port=0",
      "management.server.address=127.0.0.1",
      "management.endpoints.web.exposure.include=health,prometheus,accessaudit",
      "management.endpoint.accessaudit.access=read-only"
    })
@ContextConfiguration(initializers = TestSettings.class)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class AuditManagementPortTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final int port;
  private final int managementPort;
  private final AuditStore store;
  private final String record = "export-" + UUID.randomUUID().toString().substring(0, 8);

  AuditManagementPortTest(
      @LocalServerPort int port, @LocalManagementPort int managementPort, AuditStore store) {
    this.port = port;
    this.managementPort = managementPort;
    this.store = store;
  }

  @Test
  void servesAuditEventsOnTheManagementPortOnly() throws Exception {
    add("noah", "2026-10-13T14:00:00Z");
    add("noah", "2026-10-14T14:00:00Z");
    add("amina", "2026-10-14T15:00:00Z");

    HttpResponse<String> answer =
        get(
            "/actuator/accessaudit?from=2026-10-14T00:00:00Z&to=2026-10-15T00:00:00Z&patient=noah"
                + "&record="
                + record);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/fhir+ndjson");
    assertThat(answer.body().lines())
        .singleElement()
        .asString()
        .contains("\"resourceType\":\"AuditEvent\"")
        .contains("2026-10-14T14:00:00.000+00:00", "/Patient/noah");
    assertThat(new Browser(port).get("/actuator/accessaudit").statusCode()).isEqualTo(404);
    assertThat(get("/actuator/accessaudit?from=yesterday").statusCode()).isEqualTo(400);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + path)).build(),
        HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  private void add(String patient, String at) {
    store.add(
        AuditLine.of(
            Instant.parse(at),
            new AuditSubject(
                record,
                "",
                patient,
                "Zk3v0d1mTq6u8yR2bN5wQA",
                "Practitioner/lena-ortiz",
                "MEDICAL_ASSISTANT",
                "north",
                "https://fhir.north.example.org/r4",
                null),
            AccessAction.OPEN,
            "agenda",
            AccessOutcome.OK));
  }
}
