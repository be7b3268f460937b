package org.flippedvisit.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.DR_AHLGREN;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.NOAH;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flippedvisit.app.agenda.AgendaService;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.launch.Launches;
import org.flippedvisit.app.launch.OpenChart;
import org.flippedvisit.app.ledger.Attribution;
import org.flippedvisit.app.ledger.Write;
import org.flippedvisit.app.previsit.PreVisitService;
import org.flippedvisit.app.store.Drafts;
import org.flippedvisit.app.store.Drafts.DraftKey;
import org.flippedvisit.app.store.PatientTable;
import org.flippedvisit.app.store.StoreKeys;
import org.flippedvisit.app.testing.AppTest;
import org.flippedvisit.fhir.agenda.AgendaItem;
import org.flippedvisit.fhir.agenda.AgendaItemId;
import org.flippedvisit.fhir.agenda.Origin;
import org.flippedvisit.fhir.previsit.PreVisitAnswers;
import org.flippedvisit.fhir.provenance.Author;
import org.flippedvisit.fixtures.fakeehr.FakeEhr;
import org.flippedvisit.fixtures.fakeehr.Fault;
import org.flippedvisit.fixtures.fakeehr.Interaction;
import org.flippedvisit.fixtures.patients.Charts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an operator does to the store, while the app runs on it: one patient's rows, and the keys.
 */
@AppTest
@Tag("store")
class StoreCommandTest {
  private static final Author SON = new Author.Patient(NOAH.id(), NOAH.name());
  private static final String SENT = "Will I play on Saturday? 🏒";
  private static final String TYPED = "and what about\nthe bus";

  @TempDir Path folder;

  private final FakeEhr ehr = FakeEhr.start().withPageSize(1000);
  private final JdbcClient database;
  private final Environment settings;
  private final PreVisitService previsit;
  private final AgendaService agenda;
  private final Drafts drafts;
  private final StoreKeys keys;
  private final List<PatientTable> tables;
  private final OpenChart chart;

  StoreCommandTest(
      JdbcClient database,
      Environment settings,
      Launches launches,
      PreVisitService previsit,
      AgendaService agenda,
      Drafts drafts,
      StoreKeys keys,
      List<PatientTable> tables) {
    this.database = database;
    this.settings = settings;
    this.previsit = previsit;
    this.agenda = agenda;
    this.drafts = drafts;
    this.keys = keys;
    this.tables = tables;
    chart = new OpenChart(launches, ehr);
  }

  @BeforeEach
  void loadCharts() {
    ehr.load(Charts.json("staff", LocalDate.now(ZoneId.systemDefault())));
    ehr.load(Charts.json("noah", LocalDate.now(ZoneId.systemDefault())));
  }

  @AfterEach
  void stop() {
    ehr.close();
  }

  @Test
  void exportsEveryWordOfOnePatientForItsOwnerOnly() throws IOException {
    fillEveryTable(NOAH.id());
    fillEveryTable("somebody-else");
    Path file = folder.resolve("noah.ndjson");

    Ran export = run("export", patient(), file.toString());

    assertThat(export.code()).as(export.said()).isZero();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    List<JsonNode> lines =
        Files.readAllLines(file).stream().map(line -> new JsonMapper().readTree(line)).toList();
    assertThat(lines).allSatisfy(one -> assertThat(text(one, "patient_id")).isEqualTo(NOAH.id()));
    assertThat(lines.stream().map(one -> text(one, "table")))
        .containsAll(tables.stream().map(PatientTable::name).toList());
    assertThat(of(lines, "draft").get("body").get("concern").asString()).isEqualTo(TYPED);
    assertThat(of(lines, "recorded").get("body").get("answers").get("concern").asString())
        .isEqualTo(SENT);
    assertThat(of(lines, "agenda").get("body").get("items").get(0).get("words").asString())
        .isEqualTo(SENT);
    assertThat(lines)
        .filteredOn(one -> text(one, "resource_type").equals("QuestionnaireResponse"))
        .filteredOn(one -> text(one, "table").equals("write_ledger"))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.get("body").get(0).get("resourceType").asString())
                  .isEqualTo("QuestionnaireResponse");
              assertThat(one.get("body").get(0).get("json").asString()).contains(SENT);
              assertThat(one.get("attribution").toString()).contains(NOAH.name());
              assertThat(text(one, "created_at")).endsWith("Z");
            });
    assertThat(lines.stream().map(one -> text(one, "action"))).contains("EXPORT");
  }

  @Test
  void exportsOverNoOtherFile() throws IOException {
    Path file = Files.writeString(folder.resolve("there.ndjson"), "mine");

    assertThat(run("export", patient(), file.toString()).code()).isEqualTo(1);
    assertThat(file).hasContent("mine");
  }

  @Test
  void erasesOnePatientOnlyAndKeepsTheAudit() {
    fillEveryTable(NOAH.id());
    fillEveryTable("somebody-else");
    Map<String, Long> others = rows("somebody-else");

    Ran erased = run("erase", patient(), "--confirm=" + patient());

    assertThat(erased.code()).as(erased.said()).isZero();
    assertThat(erased.said()).contains("access_audit", "kept, since", "45 CFR 164.316");
    assertThat(rows(NOAH.id())).containsOnlyKeys("access_audit");
    assertThat(rows("somebody-else")).isEqualTo(others);
    assertThat(
            database
                .sql(
                    """
                    select action || ' ' || user_ref || ' ' || user_name from access_audit
                    where record = ? order by id desc fetch first 1 row only
                    """)
                .param(chart.ehrId())
                .query(String.class)
                .single())
        .isEqualTo("ERASE operator " + System.getProperty("user.name"));
  }

  @Test
  void erasesNothingUnlessTheSameIsSaidTwice() {
    fillEveryTable(NOAH.id());
    Map<String, Long> before = rows(NOAH.id());

    for (String confirmed : List.of("", "--confirm=", "--confirm=" + chart.ehrId() + "//noa")) {
      Ran refused = run("erase", patient(), confirmed);
      assertThat(refused.code()).as(confirmed).isNotZero();
      assertThat(rows(NOAH.id())).as(confirmed).isEqualTo(before);
    }
  }

  @Test
  void erasesNothingThatIsNotSettledUnlessToldSo() {
    ehr.fault(Interaction.create("QuestionnaireResponse"), Fault.status(500));
    fillEveryTable(NOAH.id());
    Map<String, Long> before = rows(NOAH.id());

    Ran refused = run("erase", patient(), "--confirm=" + patient());
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.said()).contains("Nothing was erased", "write_ledger: 1");
    assertThat(rows(NOAH.id())).isEqualTo(before);

    assertThat(run("erase", patient(), "--confirm=" + patient(), "--open-too").code()).isZero();
    assertThat(rows(NOAH.id())).containsOnlyKeys("access_audit");
  }

  @Test
  void doesNothingThatCannotBeWrittenDown() {
    fillEveryTable(NOAH.id());
    Path file = folder.resolve("noah.ndjson");
    Map<String, Long> before = rows(NOAH.id());
    database.sql("alter table access_audit rename to access_audit_away").update();
    Ran erased;
    Ran exported;
    try {
      erased = run("erase", patient(), "--confirm=" + patient());
      exported = run("export", patient(), file.toString());
    } finally {
      database.sql("alter table access_audit_away rename to access_audit").update();
    }

    assertThat(erased.code()).isEqualTo(1);
    assertThat(exported.code()).isEqualTo(1);
    assertThat(erased.said() + exported.said()).contains("Not done", "audit could not be written");
    assertThat(rows(NOAH.id())).isEqualTo(before);
    assertThat(file).isEmptyFile();
  }

  @Test
  void exportsTheRestWhereATextDoesNotOpen() throws IOException {
    fillEveryTable(NOAH.id());
    database
        .sql("update agenda set visit = 'moved' where record = ?")
        .param(chart.ehrId())
        .update();
    Path file = folder.resolve("noah.ndjson");

    Ran export = run("export", patient(), file.toString());

    assertThat(export.code()).isEqualTo(1);
    assertThat(export.said()).contains("1 texts do not open");
    assertThat(file).content().contains("\"body\":{\"unopened\":true}", SENT);
  }

  /** The app takes up the new key at once, and reads and writes on. */
  @Test
  void givesEveryTableTheNewKeyWhileTheAppRuns() {
    Launch launch = fillEveryTable(NOAH.id());
    String former = keys.primary();

    assertThat(run("add-key").code()).isZero();
    assertThat(keys.primary()).as("taken up").isNotEqualTo(former);
    assertThat(sealedBy()).containsOnly(former);
    run("reseal");

    assertThat(sealedBy()).hasSizeGreaterThanOrEqualTo(5).containsOnly(keys.primary());
    assertThat(agenda.current(launch).items().getFirst().words()).isEqualTo(SENT);
    assertThat(drafts.find(draft(launch), PreVisitAnswers.class).orElseThrow().value().concern())
        .isEqualTo(TYPED);
    drafts.save(draft(launch), PreVisitAnswers.ofConcern("later", null));
    assertThat(sealedBy()).containsOnly(keys.primary());
  }

  @Test
  void explainsItselfWhereItIsNotUnderstood() {
    for (String[] words :
        new String[][] {
          {}, {"drop"}, {"export", patient()}, {"erase", "noah"}, {"erase", "a/b"}, {"keys", "all"}
        }) {
      Ran misused = run(words);
      assertThat(misused.code()).as(String.join(" ", words)).isEqualTo(2);
      assertThat(misused.said()).contains("store export RECORD/TENANT/PATIENT FILE");
    }
  }

  private record Ran(int code, String said) {}

  private Ran run(String... words) {
    var arguments = new ArrayList<>(List.of("store"));
    arguments.addAll(Stream.of(words).filter(word -> !word.isEmpty()).toList());
    for (String name :
        List.of(
            "spring.datasource.url", "spring.datasource.username", "flipped-visit.store.keyset")) {
      String value = settings.getProperty(name);
      if (value != null) {
        arguments.add("--" + name + "=" + value);
      }
    }
    arguments.add("--logging.level.root=info"); // as it is for the other tests in this JVM
    var said = new ByteArrayOutputStream();
    int code =
        StoreCommand.run(
            arguments.toArray(String[]::new), new PrintStream(said, true, StandardCharsets.UTF_8));
    return new Ran(code, said.toString(StandardCharsets.UTF_8));
  }

  private String patient() {
    return chart.ehrId() + "//" + NOAH.id();
  }

  private Launch fillEveryTable(String patient) {
    Launch launch = chart.byPatient(patient);
    Write sent =
        previsit.send(
            launch,
            PreVisitAnswers.ofConcern(SENT, null),
            new Attribution(
                patient.equals(NOAH.id()) ? SON : new Author.Patient(patient, null),
                patient.equals(NOAH.id()) ? SON : new Author.Patient(patient, null),
                null),
            Locale.ENGLISH);
    if (sent.isInTheChart()) {
      await().until(() -> isProvenanceWritten(launch)); // goes out in the background
    }
    Launch visit = chart.byClinician(DR_AHLGREN.id(), patient, "today");
    agenda.change(visit, stored -> stored.withItemAdded(item()));
    drafts.save(draft(launch), PreVisitAnswers.ofConcern(TYPED, null));
    return visit;
  }

  private boolean isProvenanceWritten(Launch launch) {
    return database
            .sql(
                """
                select count(*) from write_ledger
                where record = ? and patient_id = ? and kind = 'PROVENANCE' and state = 'CONFIRMED'
                """)
            .params(chart.ehrId(), launch.patientId())
            .query(Integer.class)
            .single()
        > 0;
  }

  private static DraftKey draft(Launch launch) {
    return new DraftKey(launch.patientKey(), "v1", "Patient/" + launch.patientId(), "other");
  }

  private static AgendaItem item() {
    return new AgendaItem(
        new AgendaItemId("one"),
        Origin.PERSON,
        SENT,
        "",
        null,
        null,
        LocalDate.of(2026, 10, 13),
        false,
        false);
  }

  /** How many rows each table has about a patient; those with none are left out. */
  private Map<String, Long> rows(String patient) {
    return tables.stream()
        .collect(
            Collectors.toMap(
                PatientTable::name,
                table ->
                    database
                        .sql(
                            "select count(*) from "
                                + table.name()
                                + " where record = ? and patient_id = ?")
                        .params(chart.ehrId(), patient)
                        .query(Long.class)
                        .single()))
        .entrySet()
        .stream()
        .filter(table -> table.getValue() > 0)
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** The key of every sealed text of this test's record. */
  private List<String> sealedBy() {
    return tables.stream()
        .flatMap(
            table ->
                table.sealedColumns().stream()
                    .flatMap(
                        column ->
                            database
                                .sql(
                                    "select %s from %s where record = ?"
                                        .formatted(column, table.name()))
                                .param(chart.ehrId())
                                .query((rows, number) -> StoreKeys.idOf(rows.getBytes(1)))
                                .list()
                                .stream()))
        .toList();
  }

  private static JsonNode of(List<JsonNode> lines, String table) {
    return lines.stream().filter(one -> text(one, "table").equals(table)).findFirst().orElseThrow();
  }

  private static String text(JsonNode line, String column) {
    return line.path(column).asString("");
  }
}
