package org.flippedvisit.app.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.LENA_ORTIZ;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.NOAH;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.flippedvisit.app.ehr.EncodedResource;
import org.flippedvisit.app.ehr.FhirEncoder;
import org.flippedvisit.app.ehr.FhirWrites;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.launch.Launches;
import org.flippedvisit.app.launch.OpenChart;
import org.flippedvisit.app.store.PhiCipher;
import org.flippedvisit.app.store.RecordJson;
import org.flippedvisit.app.testing.AppTest;
import org.flippedvisit.fhir.mapping.WriteKey;
import org.flippedvisit.fhir.provenance.Author;
import org.flippedvisit.fixtures.fakeehr.FakeEhr;
import org.flippedvisit.fixtures.fakeehr.Fault;
import org.flippedvisit.fixtures.fakeehr.Interaction;
import org.flippedvisit.fixtures.patients.Charts;
import org.flywaydb.core.Flyway;
import org.h2.store.fs.FilePath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The ledger on a disk that fills up: nothing goes out unwritten, nothing goes out twice. */
@AppTest
class FullDiskTest {
  private static final Interaction CREATE = Interaction.create("Observation");
  private static final Author ASSISTANT =
      new Author.Practitioner("lena-ortiz", "Lena Ortiz", "medical assistant");

  private final FakeEhr ehr = FakeEhr.start();
  private final PhiCipher cipher;
  private final RecordJson json;
  private final FhirWrites writes;
  private final FhirEncoder encoder;
  private final Clock clock;
  private final Launch launch;
  private final List<WriteLedger> ledgers = new ArrayList<>();

  FullDiskTest(
      Launches launches,
      PhiCipher cipher,
      RecordJson json,
      FhirWrites writes,
      FhirEncoder encoder,
      Clock clock) {
    this.cipher = cipher;
    this.json = json;
    this.writes = writes;
    this.encoder = encoder;
    this.clock = clock;
    launch = new OpenChart(launches, ehr).byAssistant(LENA_ORTIZ.id(), NOAH.id(), "noah-today");
  }

  @BeforeAll
  static void mountDisk() {
    FilePath.register(new FullDisk());
  }

  @BeforeEach
  void loadChart() {
    ehr.put("{\"resourceType\": \"Patient\", \"id\": \"noah\"}");
    ehr.load(Charts.json("staff", LocalDate.now(ZoneId.systemDefault())));
  }

  @AfterEach
  void stop() {
    FullDisk.makeRoom();
    // A trace that still follows would write into the folder while it is taken away.
    ledgers.forEach(WriteLedger::destroy);
    ehr.close();
  }

  @Test
  void sendsNothingThatCouldNotBeWrittenDown(@TempDir Path folder) {
    DataSource disk = disk(folder);
    WriteLedger ledger = ledger(disk);
    Write before = write(ledger, WriteLedger.newKey());
    WriteKey key = WriteLedger.newKey();
    FullDisk.fill();

    assertThatThrownBy(() -> write(ledger, key)).isNotNull();

    makeRoom(disk);
    assertThat(ehr.requestsTo(CREATE)).as("the one before").hasSize(1);
    WriteLedger later = ledger(disk);
    assertThat(later.find(launch, before.key())).contains(before);
    assertThat(later.find(launch, key)).isEmpty();
    assertThat(write(later, key).state()).isEqualTo(WriteState.CONFIRMED);
    assertThat(ehr.stored("Observation")).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void findsWhatArrivedWhileTheDiskFilledUp(boolean isStoredOnce, @TempDir Path folder)
      throws Exception {
    if (!isStoredOnce) {
      ehr.withoutConditionalCreate();
    }
    DataSource disk = disk(folder);
    WriteLedger ledger = ledger(disk);
    WriteKey key = WriteLedger.newKey();
    ehr.fault(CREATE, Fault.delay(Duration.ofMillis(900)).once());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Write> saving = threads.submit(() -> write(ledger, key));
      Awaitility.await().until(() -> !ehr.requestsTo(CREATE).isEmpty());
      FullDisk.fill();

      assertThatThrownBy(saving::get).isInstanceOf(ExecutionException.class);
    }
    makeRoom(disk);
    WriteLedger later = ledger(disk);
    Write left = later.find(launch, key).orElseThrow();
    assertThat(left.state()).as("on its way, for all that is known").isEqualTo(WriteState.SENT);
    assertThat(later.open(launch)).containsExactly(left);
    JdbcClient.create(disk)
        .sql("update write_ledger set updated_at = ?")
        .param(OffsetDateTime.now(ZoneOffset.UTC).minusHours(1))
        .update();

    Write settled = later.settle(launch, later.find(launch, key).orElseThrow());

    assertThat(settled.state()).isEqualTo(WriteState.CONFIRMED);
    assertThat(ehr.requestsTo(CREATE)).hasSize(1);
    assertThat(ehr.stored("Observation")).hasSize(1);
  }

  private WriteLedger ledger(DataSource disk) {
    var ledger =
        new WriteLedger(
            new LedgerStore(JdbcClient.create(disk), cipher, json, clock),
            writes,
            encoder,
            new LedgerProperties(Duration.ZERO),
            new TransactionTemplate(new JdbcTransactionManager(disk)),
            clock);
    ledgers.add(ledger);
    return ledger;
  }

  private static DataSource disk(Path folder) {
    var disk =
        new DriverManagerDataSource(
            "jdbc:h2:full:"
                + folder.resolve("store")
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;WRITE_DELAY=0");
    Flyway.configure().dataSource(disk).load().migrate();
    return disk;
  }

  /**
   * H2 shuts a database down that it cannot write, in a thread of its own: until then it refuses.
   */
  private static void makeRoom(DataSource disk) {
    FullDisk.makeRoom();
    Awaitility.await()
        .ignoreExceptions()
        .until(() -> JdbcClient.create(disk).sql("select 1").query(Integer.class).single() == 1);
  }

  private Write write(WriteLedger ledger, WriteKey key) {
    var resource =
        new EncodedResource(
            "Observation",
            "noah",
            """
            {"resourceType": "Observation", "status": "final",
             "identifier": [{"system": "https://flippedvisit.org/fhir/write", "value": "%s"}],
             "code": {"coding": [{"system": "http://loinc.org", "code": "95541-9"}]},
             "subject": {"reference": "Patient/noah"}, "valueString": "I decide, with you."}
            """
                .formatted(key.value()));
    return ledger.write(
        launch,
        new ToWrite(WriteKind.PREFERENCE_CODED, key, List.of(resource)),
        new Attribution(new Author.Patient("noah", "Noah"), ASSISTANT, null));
  }
}
