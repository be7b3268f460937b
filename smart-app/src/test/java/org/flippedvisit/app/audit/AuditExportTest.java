package org.flippedvisit.app.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.approvaltests.Approvals;
import org.approvaltests.core.Options;
import org.flippedvisit.app.ehr.AccessAuditEndpoint;
import org.flippedvisit.app.testing.AppTest;
import org.flippedvisit.app.testing.Browser;
import org.flippedvisit.fhir.audit.AccessAction;
import org.flippedvisit.fhir.audit.AccessOutcome;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The audit as AuditEvents, one a line, and that the public port has none of it. */
@AppTest
@Tag("store")
class AuditExportTest {
  private static final Instant START = Instant.parse("2026-10-13T14:00:00Z");

  private final int port;
  private final AuditStore store;
  private final AccessAuditEndpoint endpoint;
  private final String record = "export-" + UUID.randomUUID().toString().substring(0, 8);

  AuditExportTest(@LocalServerPort int port, AuditStore store, AccessAuditEndpoint endpoint) {
    this.port = port;
    this.store = store;
    this.endpoint = endpoint;
  }

  @BeforeEach
  void work() {
    add("noah", 0, AccessAction.LAUNCH, "Patient", null, null);
    add("noah", 1, AccessAction.SEARCH, "Goal", null, "Goal?patient=noah");
    add("amina", 2, AccessAction.SEARCH, "Goal", null, "Goal?patient=amina");
    add("noah", 3, AccessAction.OPEN, "agenda", null, null);
    add("noah", 4, AccessAction.CREATE, "Observation", "Observation/7", null);
    add("noah", 5, AccessAction.STORE, "Agenda", null, null);
    add("noah", 6, AccessAction.LOGOUT, "Patient", null, null);
  }

  @Test
  void writesOneAuditEventALine() {
    Approvals.verify(
        lines(null, null, "noah").replaceAll("\"id\":\"\\d+\"", "\"id\":\"number\""),
        new Options().forFile().withExtension(".ndjson"));
  }

  @Test
  void leavesOutOtherPatientsAndOtherTimes() {
    assertThat(lines(null, null, "noah").lines())
        .hasSize(6)
        .noneMatch(one -> one.contains("amina"));
    assertThat(lines(null, null, "amina").lines())
        .hasSize(1)
        .noneMatch(one -> one.contains("noah"));
    assertThat(lines(START.plusSeconds(60), START.plusSeconds(180), null).lines())
        .hasSize(2)
        .allMatch(one -> one.contains("\"code\":\"search\""));
    assertThat(lines(null, null, "nobody")).isEmpty();
  }

  @Test
  void readsManyPagesWithoutLosingOrRepeatingALine() {
    for (int number = 0; number < 1200; number++) {
      add("many", number, AccessAction.SEARCH, "Goal", null, "Goal?patient=many");
    }

    assertThat(lines(null, null, "many").lines())
        .hasSize(1200)
        .doesNotHaveDuplicates()
        .isSortedAccordingTo((one, other) -> Long.compare(number(one), number(other)));
  }

  @Test
  void tellsPublicPortNothing() {
    for (String path :
        List.of(
            "/actuator/accessaudit",
            "/actuator/accessaudit?patient=noah",
            "/actuator/accessaudit/",
            "/actuator/accessaudit.json")) {
      var answer = new Browser(port).get(path);

      assertThat(answer.statusCode()).as(path).isEqualTo(404);
      assertThat(answer.body()).as(path).doesNotContain("AuditEvent");
    }
    assertThat(new Browser(port).get("/actuator").body()).doesNotContain("accessaudit");
  }

  private static long number(String line) {
    return Long.parseLong(line.replaceFirst(".*?\"id\":\"(\\d+)\".*", "$1"));
  }

  private String lines(@Nullable Instant from, @Nullable Instant to, @Nullable String patient) {
    try (InputStream in = endpoint.lines(utc(from), utc(to), record, patient).getInputStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new AssertionError(broken);
    }
  }

  private static @Nullable OffsetDateTime utc(@Nullable Instant moment) {
    return moment == null ? null : moment.atOffset(java.time.ZoneOffset.UTC);
  }

  private void add(
      String patient,
      int minute,
      AccessAction action,
      String type,
      @Nullable String reference,
      @Nullable String query) {
    store.add(
        new AuditLine(
            START.plusSeconds(60L * minute),
            new AuditSubject(
                record,
                "",
                patient,
                "Zk3v0d1mTq6u8yR2bN5wQA",
                "Practitioner/lena-ortiz",
                "MEDICAL_ASSISTANT",
                "north",
                "https://fhir.north.example.org/r4",
                "today"),
            action,
            type,
            AccessOutcome.OK,
            action == AccessAction.OPEN ? "Lena Ortiz" : null,
            reference,
            query,
            query == null ? null : "8d0fb5a8-1f3b-4f57-9a0c-6a9a2f3b7c11",
            action == AccessAction.LOGOUT ? "idle" : null));
  }
}
