package org.flippedvisit.app.audit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.DR_AHLGREN;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.INGRID;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.LENA_ORTIZ;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.NOAH;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.flippedvisit.app.agenda.AgendaService;
import org.flippedvisit.app.ehr.FhirReads;
import org.flippedvisit.app.ehr.Reading;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.launch.Launches;
import org.flippedvisit.app.launch.OpenChart;
import org.flippedvisit.app.ledger.Attribution;
import org.flippedvisit.app.ledger.Write;
import org.flippedvisit.app.ledger.WriteLedger;
import org.flippedvisit.app.patient.Openings;
import org.flippedvisit.app.patient.PatientService;
import org.flippedvisit.app.patient.People;
import org.flippedvisit.app.preference.PreferenceService;
import org.flippedvisit.app.previsit.KeptForm;
import org.flippedvisit.app.previsit.PreVisitService;
import org.flippedvisit.app.testing.AppTest;
import org.flippedvisit.app.testing.Browser;
import org.flippedvisit.app.testing.TestEhrs;
import org.flippedvisit.fhir.agenda.Agenda;
import org.flippedvisit.fhir.agenda.AgendaItem;
import org.flippedvisit.fhir.agenda.Closing;
import org.flippedvisit.fhir.agenda.Fate;
import org.flippedvisit.fhir.agenda.FromChart;
import org.flippedvisit.fhir.agenda.Origin;
import org.flippedvisit.fhir.agenda.VisitSummary;
import org.flippedvisit.fhir.goal.GoalMapper;
import org.flippedvisit.fhir.goal.GoalQueries;
import org.flippedvisit.fhir.preference.PartneringPreference;
import org.flippedvisit.fhir.preference.RecordedPreference;
import org.flippedvisit.fhir.preference.Telling;
import org.flippedvisit.fhir.previsit.PreVisitAnswers;
import org.flippedvisit.fhir.provenance.Author;
import org.flippedvisit.fixtures.fakeehr.FakeEhr;
import org.flippedvisit.fixtures.fakeehr.Fault;
import org.flippedvisit.fixtures.fakeehr.Interaction;
import org.flippedvisit.fixtures.fakeehr.RecordedRequest;
import org.flippedvisit.fixtures.patients.Charts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Everything that is done with a record leaves one line, about the right person, and no word. */
@AppTest
@Tag("store")
class AccessAuditTest {
  /** Stands in everything that is typed and everything that the chart says. */
  private static final String MARKER = "Zwergschimmel";

  private static final Author SON = new Author.Patient(NOAH.id(), NOAH.name());
  private static final Author ASSISTANT =
      new Author.Practitioner(LENA_ORTIZ.id(), LENA_ORTIZ.name(), "medical assistant");

  private final FakeEhr ehr = FakeEhr.start().withPageSize(1000);
  private final int port;
  private final JdbcClient database;
  private final AuditTrail audit;
  private final Openings openings;
  private final PatientService patients;
  private final PreVisitService previsit;
  private final PreferenceService preferences;
  private final FhirReads reads;
  private final AgendaService agenda;
  private final Launches launches;
  private final OpenChart chart;

  AccessAuditTest(
      @LocalServerPort int port,
      JdbcClient database,
      AuditTrail audit,
      Launches launches,
      Openings openings,
      PatientService patients,
      PreVisitService previsit,
      PreferenceService preferences,
      FhirReads reads,
      AgendaService agenda) {
    this.port = port;
    this.database = database;
    this.audit = audit;
    this.openings = openings;
    this.patients = patients;
    this.previsit = previsit;
    this.preferences = preferences;
    this.reads = reads;
    this.agenda = agenda;
    this.launches = launches;
    chart = new OpenChart(launches, ehr);
  }

  @BeforeEach
  void loadCharts() {
    ehr.load(Charts.json("staff", LocalDate.now(ZoneId.systemDefault())));
    ehr.load(Charts.json("noah", LocalDate.now(ZoneId.systemDefault())));
    ehr.load(Charts.json("amina", LocalDate.now(ZoneId.systemDefault())));
  }

  @AfterEach
  void stop() {
    ehr.close();
  }

  @Test
  void writesOneLineForLaunch() {
    TestEhrs.reset();
    var opened =
        new Browser(port)
            .open(
                TestEhrs.MAIN,
                org.flippedvisit.fixtures.fakeehr.Launch.of(
                    DR_AHLGREN.reference(), "noah", "noah-today"));
    String launchId = Browser.location(opened).getPath().split("/", -1)[2];

    assertThat(linesOfLaunch(launchId))
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line).containsEntry("action", "LAUNCH").containsEntry("outcome", "OK");
              assertThat(line).containsEntry("ehr_id", "main").containsEntry("record", "main");
              assertThat(line).containsEntry("fhir_base", TestEhrs.MAIN.issuer());
              assertThat(line).containsEntry("patient_id", "noah");
              assertThat(line).containsEntry("encounter_id", "noah-today");
              assertThat(line).containsEntry("user_ref", DR_AHLGREN.reference());
              assertThat(line).containsEntry("user_role", "CLINICIAN");
            });
  }

  @Test
  void writesWhatWasAskedAboutWhoSignedIn() {
    TestEhrs.reset();
    var opened =
        new Browser(port)
            .open(
                TestEhrs.MAIN,
                org.flippedvisit.fixtures.fakeehr.Launch.of(
                    DR_AHLGREN.role(), "noah", "noah-today"));
    String launchId = Browser.location(opened).getPath().split("/", -1)[2];

    List<Map<String, Object>> lines = linesOfLaunch(launchId);
    assertThat(actionsOf(lines)).containsExactly("SEARCH", "LAUNCH");
    assertThat(lines.getFirst())
        .containsEntry("resource_type", "PractitionerRole")
        .containsEntry("query", "PractitionerRole?_id=" + DR_AHLGREN.role().split("/", -1)[1]);
  }

  @Test
  void writesOneLineForEndOfLaunchAndWhy() {
    Launch launch = byDoctor();

    audit.ended(launch.auditSubject(), "idle");

    assertThat(theLine(launch)).containsEntry("action", "LOGOUT").containsEntry("why", "idle");
  }

  @Test
  void writesOneLineForSearchAndHowItWasAsked() {
    Launch launch = byDoctor();

    oneSearch(launch);

    Map<String, Object> line = theLine(launch);
    assertThat(line).containsEntry("action", "SEARCH").containsEntry("resource_type", "Goal");
    assertThat(line).containsEntry("outcome", "OK").containsEntry("query", "Goal?patient=noah");
    assertThat(line).containsEntry("resource_ref", null).containsEntry("user_name", null);
    assertThat(line).containsEntry("request_id", onlyRequestId());
  }

  @Test
  void writesOneLineForSearchOfManyPages() {
    Launch launch = byDoctor();
    ehr.withPageSize(1);

    oneSearch(launch);

    List<String> ids =
        ehr.requests().stream()
            .map(request -> request.header("X-Request-Id").orElseThrow())
            .toList();
    assertThat(ids).hasSizeGreaterThan(1).doesNotHaveDuplicates();
    assertThat(theLine(launch)).containsEntry("request_id", ids.getFirst());
    assertThat(ids).allMatch(id -> id.startsWith(ids.getFirst()));
  }

  /** A code can name a disease, so a search says which kind of record and not which code. */
  @Test
  void leavesCodesOutOfTheQuery() {
    Launch launch = byDoctor();

    agenda.fromChart(launch, Locale.ENGLISH, List.of()).join();

    assertThat(lines(launch))
        .extracting(line -> text(line, "query"))
        .anyMatch(query -> query.startsWith("Observation?patient=noah&code&date=ge"))
        .anyMatch(query -> query.contains("category="))
        .noneMatch(query -> query.contains("loinc"));
  }

  @Test
  void writesOneLineForCreateWithWhatTheEhrCallsIt() {
    Launch launch = chart.byPatient(NOAH.id());

    Write sent =
        previsit.send(
            launch,
            PreVisitAnswers.ofConcern(MARKER, null),
            new Attribution(SON, SON, null),
            Locale.ENGLISH);

    List<Map<String, Object>> created =
        lines(launch).stream()
            .filter(line -> "CREATE".equals(line.get("action")))
            .filter(line -> "QuestionnaireResponse".equals(line.get("resource_type")))
            .toList();
    assertThat(created)
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line).containsEntry("outcome", "OK");
              assertThat(line).containsEntry("resource_ref", sent.resourceReference());
              assertThat(line).containsEntry("user_ref", "Patient/noah");
              assertThat(line).containsEntry("user_role", "PATIENT");
              assertThat(line)
                  .containsEntry(
                      "request_id",
                      ehr.requestsTo(Interaction.create("QuestionnaireResponse"))
                          .getFirst()
                          .header("X-Request-Id")
                          .orElseThrow());
            });
    assertThat(actions(launch)).containsOnlyOnce("STORE");
  }

  @Test
  void writesOneLineForEachChangeOfTheAgenda() {
    Launch launch = byDoctor();

    agenda.change(launch, stored -> stored.withItemAdded(item(MARKER)));

    assertThat(theLine(launch))
        .containsEntry("action", "STORE")
        .containsEntry("resource_type", "Agenda");
  }

  @Test
  void writesOneLineForOpenedPageWithTheName() {
    Launch launch = chart.byAssistant(LENA_ORTIZ.id(), NOAH.id(), "noah-today");

    openings.opened(launch, "rooming", ASSISTANT);

    assertThat(theLine(launch))
        .containsEntry("action", "OPEN")
        .containsEntry("resource_type", "rooming")
        .containsEntry("user_name", LENA_ORTIZ.name())
        .containsEntry("user_role", "MEDICAL_ASSISTANT");
  }

  @Test
  void writesOneLineForPrinting() {
    Launch launch = byDoctor();

    openings.printed(launch, "agenda");

    assertThat(theLine(launch)).containsEntry("action", "PRINT");
  }

  static Stream<Arguments> readFaults() {
    return Stream.of(
        arguments(Fault.status(403), "NOT_PERMITTED"),
        arguments(Fault.status(401), "SIGN_IN_ENDED"),
        arguments(Fault.RETRY_AFTER_429, "TOO_BUSY"),
        arguments(Fault.status(500), "EHR_ERROR"),
        arguments(Fault.TIMEOUT, "TOO_SLOW"),
        arguments(Fault.HTML_200, "BROKEN_ANSWER"),
        arguments(Fault.CONNECTION_RESET, "UNREACHABLE"));
  }

  @ParameterizedTest(name = "{0} is {1}")
  @MethodSource("readFaults")
  void writesHowReadFailed(Fault fault, String outcome) {
    Launch launch = byDoctor();
    ehr.fault(Interaction.anyFhir(), fault);

    oneSearch(launch);

    assertThat(theLine(launch)).containsEntry("action", "SEARCH").containsEntry("outcome", outcome);
  }

  static Stream<Arguments> writeFaults() {
    return Stream.of(
        arguments(Fault.status(403), "NOT_PERMITTED"),
        arguments(Fault.status(422), "REJECTED"),
        arguments(Fault.status(500), "UNKNOWN"),
        arguments(Fault.emptyStatus(202), "SUBMITTED_FOR_REVIEW"));
  }

  @ParameterizedTest(name = "{0} is {1}")
  @MethodSource("writeFaults")
  void writesHowWriteFailed(Fault fault, String outcome) {
    Launch launch = chart.byPatient(NOAH.id());
    ehr.fault(Interaction.create("QuestionnaireResponse"), fault);

    previsit.send(
        launch,
        PreVisitAnswers.ofConcern(MARKER, null),
        new Attribution(SON, SON, null),
        Locale.ENGLISH);

    assertThat(lines(launch))
        .filteredOn(line -> "CREATE".equals(line.get("action")))
        .singleElement()
        .satisfies(
            line ->
                assertThat(line)
                    .containsEntry("outcome", outcome)
                    .containsEntry("resource_ref", null));
  }

  /** A whole visit in which every typed word and every entry of the chart says the same word. */
  @Test
  void holdsNoWordOfWhatWasReadOrTyped() {
    ehr.put(
        """
        {"resourceType": "Goal", "id": "marked", "lifecycleStatus": "active",
         "description": {"text": "%1$s"}, "subject": {"reference": "Patient/noah"}}
        """
            .formatted(MARKER));
    ehr.put(
        """
        {"resourceType": "ServiceRequest", "id": "marked", "status": "active", "intent": "order",
         "code": {"text": "%1$s"}, "occurrenceDateTime": "%2$s",
         "subject": {"reference": "Patient/noah"}}
        """
            .formatted(MARKER, LocalDate.now(ZoneId.systemDefault())));
    ehr.fault(Interaction.create("Observation"), Fault.status(422));
    int traces = ehr.stored("Provenance").size();

    Launch portal = chart.byProxy(INGRID.id(), NOAH.id());
    PreVisitAnswers answers = PreVisitAnswers.ofConcern(MARKER + " worries me", null);
    previsit.typed(portal).keep(new KeptForm(MARKER));
    var mother = new Author.RelatedPerson(INGRID.id(), INGRID.name(), MARKER);
    previsit.send(portal, answers, new Attribution(mother, mother, null), Locale.ENGLISH);

    Launch desk = chart.byAssistant(LENA_ORTIZ.id(), NOAH.id(), "noah-today");
    People people = patients.people(desk).join();
    openings.opened(desk, "rooming", people.signedIn());
    preferences.preferences(desk).join();
    preferences.record(
        desk,
        new RecordedPreference(
            new PartneringPreference(MARKER, null, Set.of(), Map.of()),
            people.patientIfKnown().orElseThrow(),
            SON,
            ASSISTANT,
            OffsetDateTime.now(ZoneId.systemDefault()).withNano(0),
            people.visitIfKnown().orElse(null),
            Locale.ENGLISH,
            null,
            Telling.FIRST),
        WriteLedger.newKey());

    Launch room = byDoctor();
    oneSearch(room);
    List<AgendaItem> team =
        agenda.fromChart(room, Locale.ENGLISH, List.of()).join().orElse(FromChart.NONE).items();
    assertThat(team).extracting(AgendaItem::words).anyMatch(words -> words.contains(MARKER));
    agenda.open(room, previsit.answers(room).join().voices("noah-today", Instant.now()), team);
    agenda.change(room, stored -> closed(stored));
    agenda.publish(room, summary(room));
    audit.ended(room.auditSubject(), "signed-off");
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> ehr.stored("Provenance").size() >= traces + 3);

    List<Map<String, Object>> all = lines(room);
    assertThat(actionsOf(all)).contains("SEARCH", "CREATE", "STORE", "OPEN", "LOGOUT");
    assertThat(all).extracting(line -> line.get("outcome")).contains("OK", "REJECTED");
    assertThat(all.toString()).doesNotContain(MARKER).doesNotContain("loinc");
  }

  @Test
  void neverLetsTwoPatientsLinesMeet() {
    Launch noah = byDoctor();
    Launch amina = chart.byClinician("dr-osei", "amina", null);
    openings.opened(noah, "agenda", new Author.Practitioner(DR_AHLGREN.id(), "Karin", null));
    openings.opened(amina, "agenda", new Author.Practitioner("dr-osei", "Osei", null));
    oneSearch(noah);
    oneSearch(amina);

    assertThat(openings.of(chart.byPatient("noah")))
        .singleElement()
        .extracting(Openings.Opening::name)
        .isEqualTo("Karin");
    assertThat(openings.of(chart.byPatient("amina")))
        .singleElement()
        .extracting(Openings.Opening::name)
        .isEqualTo("Osei");
    assertThat(openings.of(chart.byPatient("rosa"))).isEmpty();
    assertThat(openings.of(new OpenChart(launches, ehr).byPatient("noah")))
        .as("the same id in another record")
        .isEmpty();
  }

  @Test
  void showsOnePersonOnceADayNewestFirstAndNobodyElse() {
    Launch portal = chart.byProxy(INGRID.id(), NOAH.id());
    oneSearch(portal);
    openings.opened(byDoctor(), "agenda", new Author.Practitioner(DR_AHLGREN.id(), null, null));
    oneSearch(byDoctor());
    openings.opened(
        byDoctor(), "agenda", new Author.Practitioner(DR_AHLGREN.id(), "Dr. Karin", null));
    oneSearch(chart.byAssistant(LENA_ORTIZ.id(), NOAH.id(), "noah-today"));
    Launch failed = chart.byClinician("dr-osei", NOAH.id(), "noah-today");
    ehr.fault(Interaction.anyFhir(), Fault.status(403));
    oneSearch(failed);

    List<Openings.Opening> shown = openings.of(portal);

    assertThat(shown)
        .extracting(one -> one.name() + " " + one.role())
        .containsExactly("null MEDICAL_ASSISTANT", "Dr. Karin CLINICIAN");
    assertThat(shown.getFirst().at()).isAfterOrEqualTo(shown.getLast().at());
  }

  private static Agenda closed(Agenda stored) {
    Agenda decided = stored.withItemAdded(item(MARKER));
    for (AgendaItem one : decided.items()) {
      decided = decided.withFate(one.id(), new Fate.Discussed(MARKER));
    }
    return decided.closed(
        new Closing(
            Closing.Covered.YES,
            MARKER,
            new Author.Practitioner(DR_AHLGREN.id(), DR_AHLGREN.name(), null),
            Instant.now()));
  }

  private VisitSummary summary(Launch launch) {
    People people = patients.people(launch).join();
    return new VisitSummary(
        people.patientIfKnown().orElseThrow(),
        List.of(),
        MARKER,
        agenda.current(launch),
        people.signedIn(),
        OffsetDateTime.now(ZoneId.systemDefault()).withNano(0),
        people.visitIfKnown().orElse(null),
        Locale.ENGLISH,
        null);
  }

  private static AgendaItem item(String words) {
    return new AgendaItem(
        AgendaService.newId(),
        Origin.TEAM,
        words,
        "",
        null,
        null,
        LocalDate.now(ZoneId.systemDefault()),
        false,
        false);
  }

  private Launch byDoctor() {
    return chart.byClinician(DR_AHLGREN.id(), NOAH.id(), "noah-today");
  }

  private String onlyRequestId() {
    List<RecordedRequest> requests = ehr.requests();
    assertThat(requests).hasSize(1);
    return requests.getFirst().header("X-Request-Id").orElseThrow();
  }

  private Map<String, Object> theLine(Launch launch) {
    List<Map<String, Object>> lines = linesOfLaunch(launch.id().value());
    assertThat(lines).hasSize(1);
    return lines.getFirst();
  }

  private List<String> actions(Launch launch) {
    return actionsOf(lines(launch));
  }

  private static List<String> actionsOf(List<Map<String, Object>> lines) {
    return lines.stream().map(line -> text(line, "action")).toList();
  }

  private static String text(Map<String, Object> line, String column) {
    return requireNonNull(line.get(column), column).toString();
  }

  /** All lines of the record that this test has for itself. */
  private List<Map<String, Object>> lines(Launch launch) {
    return database
        .sql("select * from access_audit where record = ? order by id")
        .params(launch.ehr().record())
        .query()
        .listOfRows();
  }

  private List<Map<String, Object>> linesOfLaunch(String launchId) {
    return database
        .sql("select * from access_audit where launch_id = ? order by id")
        .params(launchId)
        .query()
        .listOfRows();
  }

  /** One search, which everything is shown on here. */
  private Reading<?> oneSearch(Launch launch) {
    return reads
        .search(launch, GoalQueries.ofPatient(launch.patientId()), GoalMapper::fromFhir)
        .join();
  }
}
