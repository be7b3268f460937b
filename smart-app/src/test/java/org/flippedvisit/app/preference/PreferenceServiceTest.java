package org.flippedvisit.app.preference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.CLINIC;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.DR_AHLGREN;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.INGRID;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.LENA_ORTIZ;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.NOAH;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.flippedvisit.app.ehr.WriteOutcome.Why;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.launch.Launches;
import org.flippedvisit.app.launch.OpenChart;
import org.flippedvisit.app.ledger.WriteKind;
import org.flippedvisit.app.ledger.WriteLedger;
import org.flippedvisit.app.ledger.WriteState;
import org.flippedvisit.app.patient.PatientService;
import org.flippedvisit.app.patient.People;
import org.flippedvisit.app.store.Drafts;
import org.flippedvisit.app.store.Drafts.DraftKey;
import org.flippedvisit.app.testing.AppTest;
import org.flippedvisit.fhir.mapping.WriteKey;
import org.flippedvisit.fhir.note.PreferenceNoteText;
import org.flippedvisit.fhir.preference.DecisionPart;
import org.flippedvisit.fhir.preference.FormerNote;
import org.flippedvisit.fhir.preference.PartneringPreference;
import org.flippedvisit.fhir.preference.PreferenceOnFile;
import org.flippedvisit.fhir.preference.RecordedPreference;
import org.flippedvisit.fhir.preference.Telling;
import org.flippedvisit.fhir.provenance.Author;
import org.flippedvisit.fixtures.fakeehr.FakeEhr;
import org.flippedvisit.fixtures.fakeehr.Fault;
import org.flippedvisit.fixtures.fakeehr.Interaction;
import org.flippedvisit.fixtures.patients.Charts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Note, coded entry and provenance of a preference, case by case. */
@AppTest
@Tag("store")
class PreferenceServiceTest {
  private static final String WORDS = "Tell me straight, then let me decide.";
  private static final Author SON = new Author.Patient(NOAH.id(), NOAH.name());
  private static final Author MOTHER =
      new Author.RelatedPerson(INGRID.id(), INGRID.name(), "mother");
  private static final Author ASSISTANT =
      new Author.Practitioner(LENA_ORTIZ.id(), LENA_ORTIZ.name(), "medical assistant");

  private final FakeEhr ehr = FakeEhr.start().withPageSize(1000);
  private final PreferenceService preferences;
  private final PatientService patients;
  private final WriteLedger ledger;
  private final OpenChart chart;
  private int notesBefore;
  private int tracesBefore;

  PreferenceServiceTest(
      Launches launches,
      PreferenceService preferences,
      PatientService patients,
      WriteLedger ledger) {
    this.preferences = preferences;
    this.patients = patients;
    this.ledger = ledger;
    chart = new OpenChart(launches, ehr);
  }

  @BeforeEach
  void loadCharts() {
    ehr.load(Charts.json("staff", LocalDate.now(ZoneId.systemDefault())));
    ehr.load(Charts.json("noah", LocalDate.now(ZoneId.systemDefault())));
    notesBefore = ehr.stored("DocumentReference").size();
    tracesBefore = ehr.stored("Provenance").size();
  }

  @AfterEach
  void stop() {
    ehr.close();
  }

  static Stream<Arguments> whoSaysAndWhoTypes() {
    String son = "Patient/noah";
    String mother = INGRID.reference();
    String lena = LENA_ORTIZ.reference();
    return Stream.of(
        arguments(
            "the patient says, the MA types",
            SON,
            ASSISTANT,
            List.of("informant=" + son, "enterer=" + lena, "author=" + lena, "assembler=#app")),
        arguments(
            "the mother says, the MA types",
            MOTHER,
            ASSISTANT,
            List.of("informant=" + mother, "enterer=" + lena, "author=" + lena, "assembler=#app")),
        arguments(
            "the patient in the portal", SON, SON, List.of("author=" + son, "assembler=#app")),
        arguments(
            "the mother in the portal",
            MOTHER,
            MOTHER,
            List.of("author=" + mother, "assembler=#app")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("whoSaysAndWhoTypes")
  void writesWhoSaidItAndWhoTypedIt(
      String row, Author saidBy, Author recordedBy, List<String> agents) {
    PreferenceSaved saved = record(launchOf(recordedBy), saidBy, recordedBy, null);

    assertThat(saved.note().state()).isEqualTo(WriteState.CONFIRMED);
    assertThat(saved.coded().state()).isEqualTo(WriteState.CONFIRMED);
    JsonNode observation = ehr.stored("Observation").getLast();
    assertThat(observation.at("/code/coding/0/code").asText()).isEqualTo("95541-9");
    assertThat(observation.at("/subject/reference").asText()).isEqualTo("Patient/noah");
    assertThat(observation.at("/encounter/reference").asText()).isEqualTo("Encounter/noah-today");
    assertThat(observation.at("/performer/0/reference").asText()).isEqualTo(saidBy.reference());
    assertThat(observation.at("/meta/security/0/code").asText()).isEqualTo("PATAST");
    assertThat(observation.at("/valueString").asText()).startsWith(WORDS);
    assertNote(saved, recordedBy);
    assertTraces(saved, agents);
  }

  private void assertNote(PreferenceSaved saved, Author recordedBy) {
    assertThat(ehr.stored("DocumentReference")).hasSize(notesBefore + 1);
    JsonNode note = ehr.stored("DocumentReference").getLast();
    assertThat(note.at("/type/coding/0/code").asText())
        .isEqualTo(recordedBy.isPersonSide() ? "51855-5" : "81338-6");
    assertThat(note.at("/status").asText()).isEqualTo("current");
    assertThat(note.at("/subject/reference").asText()).isEqualTo("Patient/noah");
    assertThat(note.at("/author/0/reference").asText()).isEqualTo(recordedBy.reference());
    assertThat(note.at("/context/encounter/0/reference").asText())
        .isEqualTo("Encounter/noah-today");
    assertThat(note.at("/context/period/start").asText()).isNotEmpty();
    assertThat(note.at("/context/period/end").asText()).isNotEmpty();
    assertThat(note.at("/content/0/attachment/contentType").asText())
        .isEqualTo("text/plain; charset=utf-8");
    String text =
        new String(
            Base64.getDecoder().decode(note.at("/content/0/attachment/data").asText()),
            StandardCharsets.UTF_8);
    assertThat(text).isEqualTo(saved.text()).contains(WORDS);
  }

  private void assertTraces(PreferenceSaved saved, List<String> agents) {
    List<JsonNode> traces = awaitTraces(2);
    assertThat(traces)
        .extracting(trace -> trace.at("/target/0/reference").asText())
        .containsExactlyInAnyOrder(
            saved.note().versionedReference(), saved.coded().versionedReference());
    for (JsonNode trace : traces) {
      var found = new ArrayList<String>();
      for (JsonNode agent : trace.path("agent")) {
        found.add(
            agent.at("/type/coding/0/code").asText() + "=" + agent.at("/who/reference").asText());
        boolean isStaff = agent.at("/who/reference").asText().startsWith("Practitioner/");
        if (isStaff) {
          assertThat(agent.at("/onBehalfOf/reference").asText()).isEqualTo(CLINIC);
        }
      }
      assertThat(found).containsExactlyInAnyOrderElementsOf(agents);
    }
  }

  @Test
  void showsSavedPreferenceOnceToWhoeverOpensTheChartNext() {
    int before = preferences.preferences(byDoctor()).join().all().size();
    record(byAssistant(), SON, ASSISTANT, null);
    awaitTraces(2);

    Preferences found = preferences.preferences(byDoctor()).join();

    assertThat(found.keptHere()).isEmpty();
    assertThat(found.isKeptHere(found.current().orElseThrow())).isFalse();
    assertThat(found.all()).hasSize(before + 1);
    assertThat(found.current())
        .hasValueSatisfying(
            now -> {
              assertThat(now.line()).startsWith(WORDS);
              assertThat(now.saidBy()).extracting(Author::reference).isEqualTo("Patient/noah");
            });
  }

  @Test
  void takesWhatWasSavedLaterOfTwoInOneSecond() {
    People people = patients.people(byDoctor()).join();
    RecordedPreference first = recorded(people, SON, ASSISTANT, null);
    for (String words : List.of("A", "Z", "M")) {
      preferences.record(byAssistant(), saying(words, first), WriteLedger.newKey());
    }

    Preferences found = preferences.preferences(byDoctor()).join();

    assertThat(found.all()).extracting(PreferenceOnFile::line).startsWith("M", "Z", "A");
  }

  @Test
  void replacesFormerNoteInTheSameWordsAndMarksItSuperseded() {
    record(byAssistant(), SON, ASSISTANT, null);
    FormerNote former = former(SON).orElseThrow();

    PreferenceSaved saved = record(byAssistant(), SON, ASSISTANT, former);

    JsonNode note = ehr.stored("DocumentReference").getLast();
    assertThat(note.at("/relatesTo/0/code").asText()).isEqualTo("replaces");
    assertThat(note.at("/relatesTo/0/target/reference").asText()).isEqualTo(former.reference());
    assertThat(saved.text()).contains("replaces the note of");
    Awaitility.await().until(() -> statusOf(former.reference()).equals("superseded"));
    assertThat(ehr.requestsTo(Interaction.update("DocumentReference")))
        .singleElement()
        .satisfies(update -> assertThat(update.header("If-Match")).contains("W/\"1\""));
    assertThat(ledger.open(byDoctor())).isEmpty();
  }

  @Test
  void leavesTheFormerNoteWhereItChangedMeanwhileOrMayNotBeChanged() {
    record(byAssistant(), SON, ASSISTANT, null);
    FormerNote former = former(SON).orElseThrow();
    ehr.fault(Interaction.update("DocumentReference"), Fault.status(412));

    PreferenceSaved saved = record(byAssistant(), SON, ASSISTANT, former);

    assertThat(saved.note().isInTheChart()).isTrue();
    Awaitility.await()
        .until(() -> !ehr.requestsTo(Interaction.update("DocumentReference")).isEmpty());
    assertThat(statusOf(former.reference())).isEqualTo("current");
    assertThat(ledger.open(byDoctor())).as("nobody's task").isEmpty();
  }

  @Test
  void neverReplacesTheNoteOfAnotherVoice() {
    record(byAssistant(), MOTHER, ASSISTANT, null);

    assertThat(former(SON)).isEmpty();
    assertThat(former(MOTHER)).isPresent();
  }

  @Test
  void keepsTheSonsAnswerWhereTheMotherAnswersLater() {
    record(byAssistant(), SON, ASSISTANT, null);
    record(chart.byProxy(INGRID.id(), NOAH.id()), MOTHER, MOTHER, null);

    Preferences found = preferences.preferences(byDoctor()).join();

    assertThat(found.ofEachVoice()).hasSize(2);
    assertThat(found.current().orElseThrow().saidBy())
        .extracting(Author::reference)
        .isEqualTo("Patient/noah");
  }

  @Test
  void neverReadsAMothersNoteOfAnotherInstallationAsHerSons() {
    record(byAssistant(), SON, ASSISTANT, null);
    noteOfAnotherInstallation(MOTHER, "Ask me before you ask him.");

    Preferences found = preferences.preferences(byDoctor()).join();

    assertThat(found.current().orElseThrow().saidBy())
        .extracting(Author::reference)
        .isEqualTo("Patient/noah");
    assertThat(found.ofEachVoice())
        .filteredOn(one -> one.line().startsWith("Ask me before"))
        .singleElement()
        .extracting(PreferenceOnFile::saidBy)
        .isEqualTo(new Author.Other(null, INGRID.name() + " (mother)"));
  }

  @Test
  void readsTheSonsNoteOfAnotherInstallationAsHis() {
    noteOfAnotherInstallation(SON, "Ask me, not her.");

    PreferenceOnFile now = preferences.preferences(byDoctor()).join().current().orElseThrow();

    assertThat(now.line()).isEqualTo("Ask me, not her.");
    assertThat(now.saidBy()).extracting(Author::reference).isEqualTo("Patient/noah");
  }

  /** Tomorrow, so that no coded entry of the same day stands for it. */
  private void noteOfAnotherInstallation(Author saidBy, String words) {
    OffsetDateTime at = OffsetDateTime.now(ZoneId.systemDefault()).withNano(0).plusDays(1);
    var said =
        new RecordedPreference(
            new PartneringPreference(words, null, Set.of(), Map.of()),
            patients.people(byDoctor()).join().patientIfKnown().orElseThrow(),
            saidBy,
            ASSISTANT,
            at,
            null,
            Locale.ENGLISH,
            null,
            Telling.FIRST);
    String text = PreferenceNoteText.compose(said, WriteLedger.newKey());
    ehr.load(
        """
        {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": {
          "resourceType": "DocumentReference", "id": "of-another-installation",
          "status": "current", "subject": {"reference": "Patient/noah"},
          "type": {"coding": [{"system": "http://loinc.org", "code": "81338-6"}]},
          "date": "%s", "author": [{"reference": "%s"}],
          "content": [{"attachment": {"contentType": "text/plain", "data": "%s"}}]}}]}
        """
            .formatted(
                at,
                ASSISTANT.reference(),
                Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))));
  }

  @Test
  void keepsWhatIsStillRightWithANewDateAndTheSameWords() {
    record(byAssistant(), SON, ASSISTANT, null);
    Preferences before = preferences.preferences(byDoctor()).join();
    PreferenceOnFile now = before.current().orElseThrow();
    WriteKey key = WriteLedger.newKey();
    People people = patients.people(byDoctor()).join();
    var how =
        new Asking(
            people.patientIfKnown().orElseThrow(),
            List.of(SON, MOTHER),
            ASSISTANT,
            people.visitIfKnown().orElseThrow(),
            Telling.FIRST);

    PreferenceSaved saved = preferences.stillRight(byAssistant(), now, SON, how, key);
    preferences.stillRight(byAssistant(), now, SON, how, key);

    assertThat(saved.note().isInTheChart()).isTrue();
    assertThat(saved.text()).contains(WORDS, "still right", "Said first on");
    PreferenceOnFile after = preferences.preferences(byDoctor()).join().current().orElseThrow();
    assertThat(after.line()).isEqualTo(now.line());
    assertThat(after.saidFirstAt()).isEqualTo(now.saidAt());
    assertThat(ehr.stored("DocumentReference")).as("one press, one note").hasSize(notesBefore + 2);
    assertThat(ehr.stored("DocumentReference").getLast().at("/relatesTo/0/code").asText())
        .isEqualTo("replaces");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("whoSaysAndWhoTypes")
  void saysWhoSaidItAndWhoTypedItAlsoInAnAnsweredQuestionnaire(
      String row, Author saidBy, Author recordedBy, List<String> agents) {
    ehr.withoutCreate("DocumentReference");
    int before = ehr.stored("QuestionnaireResponse").size();

    PreferenceSaved saved = record(launchOf(recordedBy), saidBy, recordedBy, null);

    assertThat(saved.note().isInTheChart()).isTrue();
    assertThat(saved.note().isAsMeant()).isFalse();
    assertThat(ehr.stored("QuestionnaireResponse")).hasSize(before + 1);
    JsonNode answers = ehr.stored("QuestionnaireResponse").getLast();
    assertThat(answers.at("/source/reference").asText()).isEqualTo(saidBy.reference());
    assertThat(answers.at("/author/reference").asText()).isEqualTo(recordedBy.reference());
    assertThat(answers.at("/item/0/answer/0/valueString").asText()).isEqualTo(WORDS);
    assertThat(ehr.stored("DocumentReference")).hasSize(notesBefore);
  }

  @Test
  void readsBackWhatWentInAsAnAnsweredQuestionnaireOnly() {
    ehr.withoutCreate("DocumentReference");
    ehr.withoutCreate("Observation");
    record(byAssistant(), SON, ASSISTANT, null);

    Preferences found = preferences.preferences(byDoctor()).join();

    PreferenceOnFile now = found.current().orElseThrow();
    assertThat(now.line()).startsWith(WORDS);
    assertThat(now.source()).startsWith("QuestionnaireResponse/");
    assertThat(now.saidBy()).extracting(Author::reference).isEqualTo("Patient/noah");
    assertThat(found.isKeptHere(now)).isFalse();
  }

  @Test
  void goesAsMessageWhereNeitherNoteNorAnswersAreTakenAndIsReadBack() {
    ehr.withoutCreate("DocumentReference");
    ehr.withoutCreate("QuestionnaireResponse");
    ehr.withoutCreate("Observation");

    PreferenceSaved saved = record(byAssistant(), SON, ASSISTANT, null);

    JsonNode message = ehr.stored("Communication").getLast();
    assertThat(message.at("/payload/0/contentString").asText()).isEqualTo(saved.text());
    assertThat(message.at("/sender/reference").asText()).isEqualTo(ASSISTANT.reference());
    PreferenceOnFile now = preferences.preferences(byDoctor()).join().current().orElseThrow();
    assertThat(now.source()).startsWith("Communication/");
    assertThat(now.line()).startsWith(WORDS);
  }

  private Optional<FormerNote> former(Author saidBy) {
    People people = patients.people(byDoctor()).join();
    return PreferenceNoteText.former(
        preferences.formerNotes(byAssistant()).join(), recorded(people, saidBy, ASSISTANT, null));
  }

  private String statusOf(String reference) {
    return ehr.stored("DocumentReference").stream()
        .filter(note -> reference.endsWith("/" + note.path("id").asText()))
        .findFirst()
        .orElseThrow()
        .path("status")
        .asText();
  }

  @Test
  void keepsWordsForTheNextLaunchWhereTheEhrIsDown() {
    Launch launch = byAssistant();
    People people = patients.people(launch).join();
    preferences.typed(launch, "preference").keep(TypedPreference.of(preference(), SON));
    ehr.fault(Interaction.anyFhir(), Fault.status(503));

    PreferenceSaved saved =
        preferences.record(launch, recorded(people, SON, ASSISTANT, null), WriteLedger.newKey());

    assertThat(saved.note().isInTheChart()).isFalse();
    assertThat(saved.coded().isInTheChart()).isFalse();
    assertThat(saved.text()).contains(WORDS);
    assertThat(preferences.typed(launch, "preference").here()).isEmpty();
    Preferences next = preferences.preferences(byDoctor()).join();
    assertThat(next.isKeptHere(next.current().orElseThrow())).isTrue();
    assertThat(next.current()).hasValueSatisfying(now -> assertThat(now.line()).startsWith(WORDS));
    assertThat(ledger.open(byDoctor())).containsExactlyInAnyOrder(saved.note(), saved.coded());
  }

  @Test
  void keepsAnswerOnceThatIsSavedAgainUnderItsKey() {
    Launch launch = byAssistant();
    RecordedPreference said = recorded(patients.people(launch).join(), SON, ASSISTANT, null);
    WriteKey key = WriteLedger.newKey();
    ehr.fault(Interaction.anyFhir(), Fault.status(503));
    preferences.record(launch, said, key);
    int kept = preferences.preferences(byDoctor()).join().keptHere().size();
    ehr.clearFaults();

    PreferenceSaved again = preferences.record(launch, said, key);

    assertThat(again.note().key()).isEqualTo(key);
    assertThat(preferences.preferences(byDoctor()).join().keptHere()).hasSize(kept);
    assertThat(ledger.all(launch, WriteKind.PREFERENCE_NOTE))
        .filteredOn(one -> one.key().equals(key))
        .hasSize(1);
  }

  @Test
  void saysOfEachPartHowItStands() {
    ehr.withoutCreate("Observation");

    PreferenceSaved saved = record(byAssistant(), SON, ASSISTANT, null);

    assertThat(saved.note().state()).isEqualTo(WriteState.CONFIRMED);
    assertThat(saved.coded().why()).isEqualTo(Why.NOT_TAKEN_HERE);
    assertThat(ledger.open(byDoctor())).isEmpty();
    assertThat(preferences.preferences(byDoctor()).join().current())
        .hasValueSatisfying(now -> assertThat(now.line()).startsWith(WORDS));
  }

  @Test
  void sendsNoteAndEntryTogetherNotOneAfterTheOther() {
    Launch launch = byAssistant();
    People people = patients.people(launch).join();
    ehr.fault(Interaction.create(""), Fault.delay(Duration.ofMillis(900)));

    var saving =
        CompletableFuture.supplyAsync(
            () ->
                preferences.record(
                    launch, recorded(people, SON, ASSISTANT, null), WriteLedger.newKey()));
    while (ehr.requestsTo(Interaction.create("")).size() < 2 && !saving.isDone()) {
      Thread.onSpinWait();
    }

    assertThat(saving).as("neither is answered yet").isNotDone();
    assertThat(saving.join().note().isInTheChart()).isTrue();
    assertThat(saving.join().coded().isInTheChart()).isTrue();
  }

  @Test
  void keepsWhatIsTypedWithWhoSaidIt() {
    Launch launch = byAssistant();
    TypedPreference typed = TypedPreference.of(preference(), MOTHER);
    preferences.typed(launch, "preference").keep(typed);

    TypedPreference found =
        preferences.typed(byAssistant(), "preference").here().orElseThrow().value();

    assertThat(found).isEqualTo(typed);
    assertThat(found.preference()).isEqualTo(preference());
    assertThat(found.saidBy()).isEqualTo(INGRID.reference());
    assertThat(preferences.typed(byDoctor(), "preference").isBegun()).isFalse();
  }

  @Test
  void readsWhatWasTypedBeforeItWasKeptWhoSaidIt(@Autowired Drafts drafts) {
    Launch launch = byAssistant();
    var key =
        new DraftKey(
            launch.patientKey(), "noah-today", launch.fhirUser().reference(), "preference");
    drafts.save(key, preference());

    TypedPreference found = preferences.typed(launch, "preference").here().orElseThrow().value();

    assertThat(found.preference()).isEqualTo(preference());
    assertThat(found.saidBy()).isNull();
  }

  private PreferenceSaved record(
      Launch launch, Author saidBy, Author recordedBy, @Nullable FormerNote replaces) {
    People people = patients.people(byDoctor()).join();
    return preferences.record(
        launch, recorded(people, saidBy, recordedBy, replaces), WriteLedger.newKey());
  }

  private static RecordedPreference recorded(
      People people, Author saidBy, Author recordedBy, @Nullable FormerNote replaces) {
    return new RecordedPreference(
        preference(),
        people.patientIfKnown().orElseThrow(),
        saidBy,
        recordedBy,
        OffsetDateTime.now(ZoneId.systemDefault()).withNano(0),
        people.visitIfKnown().orElseThrow(),
        Locale.ENGLISH,
        replaces,
        Telling.FIRST);
  }

  private static RecordedPreference saying(String words, RecordedPreference at) {
    return new RecordedPreference(
        new PartneringPreference(words, null, Set.of(), Map.of()),
        at.patient(),
        at.saidBy(),
        at.recordedBy(),
        at.saidAt(),
        at.visit(),
        at.language(),
        null,
        at.telling());
  }

  private static PartneringPreference preference() {
    return new PartneringPreference(WORDS, DecisionPart.I_DECIDE, Set.of(), Map.of());
  }

  private Launch launchOf(Author recordedBy) {
    return switch (recordedBy) {
      case Author.Patient patient -> chart.byPatient(patient.id());
      case Author.RelatedPerson proxy -> chart.byProxy(proxy.id(), NOAH.id());
      case Author.Practitioner staff -> chart.byAssistant(staff.id(), NOAH.id(), "noah-today");
      case Author.Other other -> throw new IllegalArgumentException(other.toString());
    };
  }

  private Launch byDoctor() {
    return chart.byClinician(DR_AHLGREN.id(), NOAH.id(), "noah-today");
  }

  private Launch byAssistant() {
    return chart.byAssistant(LENA_ORTIZ.id(), NOAH.id(), "noah-today");
  }

  /** Provenance follows what it is about, when that is confirmed already. */
  private List<JsonNode> awaitTraces(int count) {
    long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (ehr.stored("Provenance").size() < tracesBefore + count && System.nanoTime() < until) {
      Thread.onSpinWait();
    }
    List<JsonNode> all = ehr.stored("Provenance");
    assertThat(all).hasSize(tracesBefore + count);
    return all.subList(tracesBefore, all.size());
  }
}
