package org.flippedvisit.app.preference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.flippedvisit.app.preference.AskingRoom.SON;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.approvaltests.Approvals;
import org.awaitility.Awaitility;
import org.flippedvisit.app.launch.Ehr.Writing;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.launch.Launches;
import org.flippedvisit.app.launch.OpenChart;
import org.flippedvisit.app.patient.PatientService;
import org.flippedvisit.app.testing.AppTest;
import org.flippedvisit.fhir.mapping.WriteKey;
import org.flippedvisit.fhir.preference.RecordedPreference;
import org.flippedvisit.fixtures.fakeehr.FakeEhr;
import org.flippedvisit.fixtures.fakeehr.Interaction;
import org.flippedvisit.fixtures.fakeehr.RecordedRequest;
import org.flippedvisit.fixtures.fakeehr.Vendor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The bodies as each EHR receives them. {@code fhir.ApprovedFilesTest} validates the files beside
 * this test against R4 and US Core.
 */
@AppTest
class SentBodiesTest {
  private static final String WORDS = "Tell me straight, then let me decide.";
  private static final OffsetDateTime SAID_AT = OffsetDateTime.parse("2026-10-13T10:12:00-04:00");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final FakeEhr ehr = AskingRoom.ehr();
  private final Launches launches;
  private final PreferenceService preferences;
  private final PatientService patients;

  SentBodiesTest(Launches launches, PreferenceService preferences, PatientService patients) {
    this.launches = launches;
    this.preferences = preferences;
    this.patients = patients;
  }

  @AfterEach
  void stop() {
    ehr.close();
  }

  static Stream<Arguments> bodies() {
    return Stream.of(
        arguments(Vendor.PLAIN_HAPI, "assistant", Map.of(), "DocumentReference"),
        arguments(Vendor.PLAIN_HAPI, "patient", Map.of(), "DocumentReference"),
        arguments(Vendor.PLAIN_HAPI, "assistant", Map.of(), "Observation"),
        arguments(Vendor.PLAIN_HAPI, "assistant", Map.of(), "Provenance"),
        arguments(Vendor.ORACLE_HEALTH, "assistant", Map.of(), "DocumentReference"),
        arguments(Vendor.ORACLE_HEALTH, "assistant", Map.of(), "Provenance"),
        arguments(Vendor.EPIC, "assistant", Map.of(), "DocumentReference"),
        arguments(Vendor.ATHENAHEALTH, "assistant", Map.of(), "QuestionnaireResponse"),
        arguments(Vendor.MEDITECH, "patient", Map.of(), "QuestionnaireResponse"),
        arguments(
            Vendor.MEDITECH,
            "assistant",
            Map.of("QuestionnaireResponse", Writing.OFF),
            "Communication"));
  }

  @ParameterizedTest(name = "{0} {1} {3}")
  @MethodSource("bodies")
  void sendsPreference(Vendor vendor, String by, Map<String, Writing> writing, String type)
      throws IOException {
    ehr.behaveAs(vendor);
    String noteType = vendor == Vendor.EPIC ? "11506-3" : "81338-6";
    var chart = new OpenChart(launches, ehr, writing, noteType);
    var room = new AskingRoom(ehr, chart, preferences, patients);
    Launch launch = by.equals("patient") ? room.bySon() : room.byAssistant();
    var key = new WriteKey("1a2b3c4d-" + ehr.issuer().replaceAll("\\D", ""));

    int before = ehr.stored(type).size();
    preferences.record(launch, at(SAID_AT, room.said(launch, SON, WORDS)), key);

    Awaitility.await().until(() -> ehr.stored(type).size() > before && !sent(type).isEmpty());
    String body = sent(type).getLast().body();
    assertThat(body).contains("\"" + type + "\"");
    Approvals.verify(
        JSON.writerWithDefaultPrettyPrinter().writeValueAsString(JSON.readTree(steady(body))),
        Approvals.NAMES.withParameters(vendor.name(), by, type).forFile().withExtension(".json"));
  }

  /** Of the two traces the one of the note. */
  private List<RecordedRequest> sent(String type) {
    return ehr.requestsTo(Interaction.create(type)).stream()
        .filter(sent -> !type.equals("Provenance") || sent.body().contains("\"DocumentReference/"))
        .toList();
  }

  private static RecordedPreference at(OffsetDateTime time, RecordedPreference said) {
    return new RecordedPreference(
        said.preference(),
        said.patient(),
        said.saidBy(),
        said.recordedBy(),
        time,
        said.visit(),
        said.language(),
        said.replaces(),
        said.telling());
  }

  /**
   * Without what is another at every run: keys, numbers that the EHR gives, the time of tracing.
   */
  private static String steady(String body) {
    return body.replaceAll("1a2b3c4d-\\d+(-coded)?", "1a2b3c4d-0000")
        .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "1a2b3c4d-0000")
        .replaceAll("/new-\\d+", "/new-1")
        .replaceAll("\"recorded\":\"[^\"]+\"", "\"recorded\":\"2026-10-13T10:12:00-04:00\"");
  }
}
