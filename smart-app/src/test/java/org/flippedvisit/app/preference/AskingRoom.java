package org.flippedvisit.app.preference;

import static org.flippedvisit.fixtures.patients.SyntheticPeople.DR_AHLGREN;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.INGRID;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.LENA_ORTIZ;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.NOAH;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.launch.OpenChart;
import org.flippedvisit.app.launch.Role;
import org.flippedvisit.app.ledger.WriteLedger;
import org.flippedvisit.app.patient.PatientService;
import org.flippedvisit.app.patient.People;
import org.flippedvisit.fhir.preference.DecisionPart;
import org.flippedvisit.fhir.preference.PartneringPreference;
import org.flippedvisit.fhir.preference.RecordedPreference;
import org.flippedvisit.fhir.preference.Telling;
import org.flippedvisit.fhir.provenance.Author;
import org.flippedvisit.fixtures.fakeehr.FakeEhr;
import org.flippedvisit.fixtures.patients.Charts;

/** Who opens a chart at a test's own EHR, what is recorded there, and what the EHR has of it. */
final class AskingRoom {
  static final Author SON = new Author.Patient(NOAH.id(), NOAH.name());
  static final Author MOTHER = new Author.RelatedPerson(INGRID.id(), INGRID.name(), "mother");
  static final Author ASSISTANT =
      new Author.Practitioner(LENA_ORTIZ.id(), LENA_ORTIZ.name(), "medical assistant");

  /** Everything that a preference may be in the chart, beside its coded entry. */
  private static final List<String> FORMS =
      List.of("DocumentReference", "QuestionnaireResponse", "Communication");

  private final FakeEhr ehr;
  private final OpenChart chart;
  private final PreferenceService preferences;
  private final PatientService patients;

  AskingRoom(FakeEhr ehr, OpenChart chart, PreferenceService preferences, PatientService patients) {
    this.ehr = ehr;
    this.chart = chart;
    this.preferences = preferences;
    this.patients = patients;
  }

  /** An EHR with the chart in it. */
  static FakeEhr ehr() {
    LocalDate today = LocalDate.now(ZoneId.systemDefault());
    return FakeEhr.start()
        .withPageSize(1000)
        .load(Charts.json("staff", today))
        .load(Charts.json("noah", today));
  }

  /** Words that nobody has said before. */
  static String newWords() {
    return "Tell me straight, then let me decide. " + UUID.randomUUID();
  }

  Launch byAssistant() {
    return chart.byAssistant(LENA_ORTIZ.id(), NOAH.id(), "noah-today");
  }

  Launch byAssistantForLong() {
    return chart.openForLong(
        Role.MEDICAL_ASSISTANT,
        LENA_ORTIZ.reference(),
        NOAH.id(),
        "noah-today",
        OpenChart.STAFF_SCOPE + " online_access");
  }

  Launch byDoctor() {
    return chart.byClinician(DR_AHLGREN.id(), NOAH.id(), "noah-today");
  }

  Launch bySon() {
    return chart.byPatient(NOAH.id());
  }

  /** What the person says, as whoever has opened the launch records it. */
  RecordedPreference said(Launch launch, Author saidBy, String words) {
    return said(patients.people(launch).join(), launch, saidBy, words);
  }

  static RecordedPreference said(People people, Launch launch, Author saidBy, String words) {
    return new RecordedPreference(
        new PartneringPreference(words, DecisionPart.I_DECIDE, Set.of(), Map.of()),
        people.patientIfKnown().orElseThrow(),
        saidBy,
        launch.role().isStaff() ? ASSISTANT : saidBy,
        OffsetDateTime.now(ZoneId.systemDefault()).withNano(0),
        people.visitIfKnown().orElseThrow(),
        Locale.ENGLISH,
        null,
        Telling.FIRST);
  }

  PreferenceSaved record(Launch launch, Author saidBy, String words) {
    return preferences.record(launch, said(launch, saidBy, words), WriteLedger.newKey());
  }

  /** What the EHR has with these words in it, coded entries left out. */
  List<JsonNode> inTheChart(String words) {
    return inTheChart(ehr, words);
  }

  static List<JsonNode> inTheChart(FakeEhr ehr, String words) {
    return FORMS.stream()
        .flatMap(type -> ehr.stored(type).stream())
        .filter(one -> texts(one).anyMatch(text -> text.contains(words)))
        .toList();
  }

  private static Stream<String> texts(JsonNode resource) {
    return Stream.concat(
        Stream.of(resource.toString()),
        resource.findValuesAsText("data").stream()
            .map(data -> new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8)));
  }
}
