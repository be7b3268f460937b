package org.flippedvisit.app.audit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.DR_AHLGREN;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.NOAH;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.flippedvisit.app.agenda.AgendaService;
import org.flippedvisit.app.ehr.FhirReads;
import org.flippedvisit.app.ehr.Reading;
import org.flippedvisit.app.ehr.Reading.Failure;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.launch.Launches;
import org.flippedvisit.app.launch.OpenChart;
import org.flippedvisit.app.ledger.Attribution;
import org.flippedvisit.app.ledger.Write;
import org.flippedvisit.app.ledger.WriteState;
import org.flippedvisit.app.previsit.PreVisitService;
import org.flippedvisit.app.testing.AppTest;
import org.flippedvisit.app.testing.Browser;
import org.flippedvisit.app.testing.TestEhrs;
import org.flippedvisit.fhir.goal.GoalMapper;
import org.flippedvisit.fhir.goal.GoalQueries;
import org.flippedvisit.fhir.previsit.PreVisitAnswers;
import org.flippedvisit.fhir.provenance.Author;
import org.flippedvisit.fixtures.fakeehr.FakeEhr;
import org.flippedvisit.fixtures.patients.Charts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What happens while the audit cannot be written, and that no line is lost over it. */
@AppTest
@ExtendWith(OutputCaptureExtension.class)
@Tag("store")
class AuditOutageTest {
  private static final Author SON = new Author.Patient(NOAH.id(), NOAH.name());

  private final FakeEhr ehr = FakeEhr.start().withPageSize(1000);
  private final int port;
  private final JdbcClient database;
  private final AuditTrail audit;
  private final AuditHealth health;
  private final AuditRetention retention;
  private final FhirReads reads;
  private final PreVisitService previsit;
  private final AgendaService agenda;
  private final OpenChart chart;

  AuditOutageTest(
      @LocalServerPort int port,
      JdbcClient database,
      AuditTrail audit,
      AuditHealth health,
      AuditRetention retention,
      Launches launches,
      FhirReads reads,
      PreVisitService previsit,
      AgendaService agenda) {
    this.port = port;
    this.database = database;
    this.audit = audit;
    this.health = health;
    this.retention = retention;
    this.reads = reads;
    this.previsit = previsit;
    this.agenda = agenda;
    chart = new OpenChart(launches, ehr);
  }

  @BeforeEach
  void loadCharts() {
    ehr.load(Charts.json("staff", LocalDate.now(ZoneId.systemDefault())));
    ehr.load(Charts.json("noah", LocalDate.now(ZoneId.systemDefault())));
  }

  @AfterEach
  void stop() {
    repair();
    audit.waiting();
    ehr.close();
  }

  @Test
  void showsNothingThatWasReadWithoutItsLine(CapturedOutput log) {
    Launch launch = byDoctor();
    breakStore();

    var reading = oneSearch(launch);

    assertThat(reading).isEqualTo(new Reading.Failed<>(Failure.NOT_AUDITED));
    assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
    assertThat(log.getAll())
        .contains("audit.waits action=SEARCH type=Goal")
        .contains("launch=" + launch.id().value())
        .doesNotContain("patient=noah");

    repair();
    assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    assertThat(actions(launch)).containsExactly("SEARCH");
    assertThat(oneSearch(launch)).isInstanceOf(Reading.Found.class);
    assertThat(actions(launch)).containsExactly("SEARCH", "SEARCH");
  }

  @Test
  void callsSavedWhatTheChartHasAndWritesItsLineLater() {
    Launch launch = chart.byPatient(NOAH.id());
    breakStore();

    Write sent =
        previsit.send(
            launch,
            PreVisitAnswers.ofConcern("Will I play?", null),
            new Attribution(SON, SON, null),
            Locale.ENGLISH);

    assertThat(sent.state()).isEqualTo(WriteState.CONFIRMED);
    Instant before = Instant.now();
    repair();
    agenda.change(byDoctor(), stored -> stored);
    assertThat(audit.waiting()).isZero();
    List<Map<String, Object>> lines =
        lines(launch).stream()
            .filter(line -> !"Provenance".equals(line.get("resource_type")))
            .toList();
    assertThat(lines).extracting(line -> line.get("action")).startsWith("STORE", "CREATE");
    assertThat(lines.get(1)).containsEntry("resource_ref", sent.resourceReference());
    assertThat(happened(requireNonNull(lines.get(1).get("id"))))
        .as("when it happened, not when it was written")
        .isBefore(before);
  }

  @Test
  void letsNobodyInWithoutALine() {
    TestEhrs.reset();
    var browser = new Browser(port);
    var context =
        org.flippedvisit.fixtures.fakeehr.Launch.of(DR_AHLGREN.reference(), "noah", "noah-today");
    breakStore();

    HttpResponse<String> refused = browser.open(TestEhrs.MAIN, context);

    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(Browser.words(refused)).contains("We could not write down who opens this record");
    assertThat(refused.headers().firstValue("Location")).isEmpty();
    repair();
    assertThat(browser.open(TestEhrs.MAIN, context).statusCode()).isEqualTo(303);
  }

  @Test
  void endsLaunchAllTheSame() {
    Launch launch = byDoctor();
    breakStore();

    audit.ended(launch.auditSubject(), "idle");
    audit.opened(launch.auditSubject(), "agenda", null);

    repair();
    assertThat(audit.waiting()).isZero();
    assertThat(actions(launch)).containsExactly("LOGOUT", "OPEN");
  }

  @Test
  void keepsLinesAsLongAsTheyHaveToBeKept() {
    Launch launch = byDoctor();
    oneSearch(launch);
    oneSearch(launch);
    OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
    Object oldest = requireNonNull(lines(launch).getFirst().get("id"));
    Object nearly = requireNonNull(lines(launch).getLast().get("id"));
    date(oldest, now.minusYears(6).minusDays(1));
    date(nearly, now.minusYears(6).plusDays(1));

    retention.remove();

    assertThat(lines(launch)).extracting(line -> line.get("id")).containsExactly(nearly);
  }

  private void date(Object id, OffsetDateTime at) {
    database.sql("update access_audit set at = ? where id = ?").params(at, id).update();
  }

  private void breakStore() {
    database.sql("alter table access_audit rename to access_audit_away").update();
  }

  private void repair() {
    database.sql("alter table if exists access_audit_away rename to access_audit").update();
  }

  private Launch byDoctor() {
    return chart.byClinician(DR_AHLGREN.id(), NOAH.id(), "noah-today");
  }

  private List<Object> actions(Launch launch) {
    return lines(launch).stream().map(line -> line.get("action")).toList();
  }

  private Instant happened(Object id) {
    return database
        .sql("select at from access_audit where id = ?")
        .param(id)
        .query(OffsetDateTime.class)
        .single()
        .toInstant();
  }

  private List<Map<String, Object>> lines(Launch launch) {
    return database
        .sql("select * from access_audit where launch_id = ? order by id")
        .params(launch.id().value())
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
