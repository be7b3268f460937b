package org.flippedvisit.app.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.LENA_ORTIZ;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.NOAH;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flippedvisit.app.ehr.EncodedResource;
import org.flippedvisit.app.ehr.FhirEncoder;
import org.flippedvisit.app.ehr.FhirWrites;
import org.flippedvisit.app.ehr.OtherPatient;
import org.flippedvisit.app.ehr.WriteOutcome.Why;
import org.flippedvisit.app.launch.Ehr;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.launch.Launches;
import org.flippedvisit.app.launch.OpenChart;
import org.flippedvisit.app.launch.Role;
import org.flippedvisit.app.store.PhiCipher;
import org.flippedvisit.app.store.RecordJson;
import org.flippedvisit.app.store.RecordedEntries;
import org.flippedvisit.app.testing.AppTest;
import org.flippedvisit.app.testing.Together;
import org.flippedvisit.fhir.mapping.WriteKey;
import org.flippedvisit.fhir.provenance.Author;
import org.flippedvisit.fixtures.fakeehr.FakeEhr;
import org.flippedvisit.fixtures.fakeehr.Fault;
import org.flippedvisit.fixtures.fakeehr.Interaction;
import org.flippedvisit.fixtures.fakeehr.RecordedRequest;
import org.flippedvisit.fixtures.patients.Charts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What is known of each write after everything that can happen to it; none is ever sent twice. */
@AppTest
@Tag("store")
class WriteLedgerTest {
  private static final Interaction CREATE = Interaction.create("Observation");
  private static final Author SON = new Author.Patient("noah", "Noah");
  private static final Author ASSISTANT =
      new Author.Practitioner("lena-ortiz", "Lena Ortiz", "medical assistant");

  private final FakeEhr ehr = FakeEhr.start();
  private final Launches launches;
  private final WriteLedger ledger;
  private final JdbcClient database;
  private final PhiCipher cipher;
  private final RecordJson json;
  private final FhirWrites writes;
  private final FhirEncoder encoder;
  private final RecordedEntries recorded;
  private final TransactionTemplate together;
  private final Launch launch;

  WriteLedgerTest(
      Launches launches,
      WriteLedger ledger,
      JdbcClient database,
      PhiCipher cipher,
      RecordJson json,
      FhirWrites writes,
      FhirEncoder encoder,
      RecordedEntries recorded,
      TransactionTemplate together) {
    this.launches = launches;
    this.ledger = ledger;
    this.database = database;
    this.cipher = cipher;
    this.json = json;
    this.writes = writes;
    this.encoder = encoder;
    this.recorded = recorded;
    this.together = together;
    launch = new OpenChart(launches, ehr).byAssistant(LENA_ORTIZ.id(), NOAH.id(), "noah-today");
  }

  @BeforeEach
  void loadChart() {
    ehr.load(
        """
        {"resourceType": "Bundle", "type": "collection", "entry": [
          {"resource": {"resourceType": "Patient", "id": "noah"}},
          {"resource": {"resourceType": "Patient", "id": "amina"}}]}
        """);
    ehr.load(Charts.json("staff", LocalDate.now(ZoneId.systemDefault())));
  }

  @AfterEach
  void stop() {
    ehr.close();
  }

  @Test
  void confirmsWhatTheEhrSaysItHas() {
    WriteKey key = WriteLedger.newKey();

    Write write = write(key);

    assertThat(write.state()).isEqualTo(WriteState.CONFIRMED);
    assertThat(write.isInTheChart()).isTrue();
    assertThat(write.isOpen()).isFalse();
    assertThat(write.resourceReference())
        .isEqualTo("Observation/" + ehr.stored("Observation").getFirst().path("id").asText());
    assertThat(write.versionedReference()).endsWith("/_history/1");
    assertThat(ledger.open(launch)).isEmpty();
    assertThat(ledger.find(launch, key)).contains(write);
  }

  @Test
  void keepsNothingOfWhatCouldNotBeWrittenDown() {
    WriteKey key = WriteLedger.newKey();
    var longerThanTheColumn = new EncodedResource("Observation".repeat(9), "noah", "{}");
    var cannot =
        new ToWrite(WriteKind.PREFERENCE_CODED, WriteLedger.newKey(), List.of(longerThanTheColumn));

    assertThatThrownBy(
            () -> ledger.plan(launch, List.of(toWrite(key), cannot), by(), () -> keep(key)))
        .isInstanceOf(DataIntegrityViolationException.class);

    assertThat(recorded.has(launch.patientKey(), key)).isFalse();
    assertThat(ledger.find(launch, key)).isEmpty();
    assertThat(creates()).isEmpty();
  }

  @Test
  void writesNothingDownOfWhatCouldNotBeKept() {
    WriteKey key = WriteLedger.newKey();

    assertThatThrownBy(
            () ->
                ledger.plan(
                    launch,
                    List.of(toWrite(key)),
                    by(),
                    () -> {
                      keep(key);
                      throw new IllegalStateException("cannot be kept");
                    }))
        .hasMessage("cannot be kept");

    assertThat(recorded.has(launch.patientKey(), key)).isFalse();
    assertThat(ledger.find(launch, key)).isEmpty();
  }

  @Test
  void findsOpenWhatWasWrittenDownAndNotSent() {
    WriteKey key = WriteLedger.newKey();

    List<Write> planned = ledger.plan(launch, List.of(toWrite(key)), by(), () -> keep(key));

    assertThat(creates()).isEmpty();
    assertThat(recorded.has(launch.patientKey(), key)).isTrue();
    assertThat(ledger.open(launch)).isEqualTo(planned);
    assertThat(ledger.settle(launch, planned.getFirst()).state()).isEqualTo(WriteState.CONFIRMED);
    assertThat(ledger.send(launch, planned).getFirst().state()).isEqualTo(WriteState.CONFIRMED);
    assertThat(ehr.stored("Observation")).hasSize(1);
  }

  private void keep(WriteKey key) {
    recorded.addOnce(
        launch.patientKey(), launch.visitKey(), RecordedEntries.Kind.ASKED_AGAIN, key, "kept");
  }

  @Test
  void sendsCreateAsEhrsWantIt() {
    WriteKey key = WriteLedger.newKey();
    write(key);

    RecordedRequest create = creates().getFirst();
    assertThat(create.header("If-None-Exist"))
        .contains("identifier=https://flippedvisit.org/fhir/write|" + key.value());
    assertThat(create.header("Prefer")).contains("return=minimal");
    assertThat(create.header("Content-Type")).get().asString().startsWith("application/fhir+json");
    assertThat(create.query()).doesNotContain("_format");
    assertThat(create.header("X-Request-Id")).isPresent();
    assertThat(create.body()).contains("\"Observation\"").doesNotContain("\"id\":\"");
  }

  static Stream<Arguments> grantedScopes() {
    return Stream.of(
        arguments("patient/*.crus", Map.of()),
        arguments("patient/*.write patient/*.read", Map.of()),
        arguments("patient/Observation.c", Map.of(WriteKind.PREFERENCE_NOTE, Why.NOT_PERMITTED)),
        arguments("patient/*.rs", allNotPermitted()),
        arguments("patient/*.read", allNotPermitted()),
        arguments("user/*.read patient/DocumentReference.rs", allNotPermitted()));
  }

  private static Map<WriteKind, Why> allNotPermitted() {
    return Stream.of(WriteKind.values())
        .collect(Collectors.toMap(kind -> kind, kind -> Why.NOT_PERMITTED));
  }

  @ParameterizedTest
  @MethodSource("grantedScopes")
  void saysBeforeAnybodyBeginsWhatTheGrantedScopesForbid(
      String scope, Map<WriteKind, Why> forbidden) {
    Launch granted =
        new OpenChart(launches, ehr)
            .open(Role.CLINICIAN, "Practitioner/dr-osei", "noah", "noah-today", scope);

    forbidden.forEach((kind, why) -> assertThat(ledger.whyNot(granted, kind)).contains(why));
    if (!forbidden.containsKey(WriteKind.PREFERENCE_CODED)) {
      assertThat(ledger.whyNot(granted, WriteKind.PREFERENCE_CODED)).isEmpty();
    }
    assertThat(creates()).isEmpty();
  }

  @Test
  void saysBeforeAnybodyBeginsWhatTheSiteOrTheEhrDoesNotTake() {
    ehr.withoutCreate("QuestionnaireResponse");
    Launch off =
        new OpenChart(launches, ehr, Map.of("Observation", Ehr.Writing.OFF))
            .byAssistant(LENA_ORTIZ.id(), NOAH.id(), "noah-today");

    assertThat(ledger.whyNot(off, WriteKind.PREFERENCE_CODED)).contains(Why.NOT_TAKEN_HERE);
    assertThat(ledger.whyNot(off, WriteKind.PREVISIT_ANSWERS)).contains(Why.NOT_TAKEN_HERE);
    assertThat(ledger.whyNot(off, WriteKind.VISIT_NOTE)).isEmpty();
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        arguments(Fault.status(400), WriteState.REJECTED, Why.NOT_ACCEPTED),
        arguments(Fault.status(401), WriteState.REJECTED, Why.SIGN_IN_ENDED),
        arguments(Fault.status(403), WriteState.REJECTED, Why.NOT_PERMITTED),
        arguments(Fault.emptyStatus(403), WriteState.REJECTED, Why.NOT_PERMITTED),
        arguments(Fault.status(404), WriteState.REJECTED, Why.NOT_TAKEN_HERE),
        arguments(Fault.status(405), WriteState.REJECTED, Why.NOT_TAKEN_HERE),
        arguments(Fault.status(409), WriteState.REJECTED, Why.CONFLICT),
        arguments(Fault.status(412), WriteState.UNKNOWN, null),
        arguments(Fault.status(422), WriteState.REJECTED, Why.NOT_ACCEPTED),
        arguments(Fault.RETRY_AFTER_429, WriteState.REJECTED, Why.TOO_BUSY),
        arguments(Fault.status(500), WriteState.UNKNOWN, null),
        arguments(Fault.emptyStatus(503), WriteState.UNKNOWN, null),
        arguments(Fault.TIMEOUT, WriteState.UNKNOWN, null),
        arguments(Fault.CONNECTION_RESET, WriteState.UNKNOWN, null),
        arguments(Fault.HTML_200, WriteState.UNKNOWN, null),
        arguments(Fault.MALFORMED_JSON, WriteState.UNKNOWN, null),
        arguments(Fault.REDIRECT_OTHER_HOST, WriteState.UNKNOWN, null),
        arguments(Fault.emptyStatus(200), WriteState.UNKNOWN, null),
        arguments(Fault.emptyStatus(201), WriteState.UNKNOWN, null),
        arguments(Fault.emptyStatus(202), WriteState.SUBMITTED_FOR_REVIEW, null),
        arguments(Fault.EMPTY_201, WriteState.CONFIRMED, null),
        arguments(Fault.STORED_THEN_500, WriteState.UNKNOWN, null));
  }

  @ParameterizedTest(name = "{0} is {1} {2}")
  @MethodSource("faults")
  void saysOnlyWhatIsKnown(Fault fault, WriteState state, @Nullable Why why) {
    ehr.fault(CREATE, fault);

    Write write = write(WriteLedger.newKey());

    assertThat(write.state()).isEqualTo(state);
    assertThat(write.why()).isEqualTo(why);
    assertThat(creates()).as("sent once").hasSize(1);
    assertThat(ehr.foreignRequests()).isEmpty();
    assertThat(write.isInTheChart()).isEqualTo(state == WriteState.CONFIRMED);
  }

  @Test
  void saysThatNothingIsThereWhereTheEhrWasNeverReached() {
    ehr.close();

    Write write = write(WriteLedger.newKey());

    assertThat(write.state()).isEqualTo(WriteState.REJECTED);
    assertThat(write.why()).isEqualTo(Why.UNREACHABLE);
    assertThat(ledger.open(launch)).containsExactly(write);
  }

  @Test
  void confirmsWithoutSendingAgainWhatArrivedAlthoughNoAnswerCame() {
    ehr.fault(CREATE, Fault.storedThenTimeout(Duration.ofSeconds(30)).once());
    Write unknown = write(WriteLedger.newKey());
    assertThat(unknown.state()).isEqualTo(WriteState.UNKNOWN);

    Write settled = ledger.settle(launch, unknown);

    assertThat(settled.state()).isEqualTo(WriteState.CONFIRMED);
    assertThat(ehr.stored("Observation")).hasSize(1);
    assertThat(creates()).hasSize(1);
    assertThat(settled.resourceReference())
        .isEqualTo("Observation/" + ehr.stored("Observation").getFirst().path("id").asText());
  }

  @Test
  void sendsOnceMoreWhatDidNotArriveWhereTheEhrStoresItOnce() {
    ehr.fault(CREATE, Fault.status(500).once());
    Write unknown = write(WriteLedger.newKey());

    Write settled = ledger.settle(launch, unknown);
    Write again = ledger.settle(launch, settled);

    assertThat(settled.state()).isEqualTo(WriteState.CONFIRMED);
    assertThat(again).isEqualTo(settled);
    assertThat(ehr.stored("Observation")).hasSize(1);
    assertThat(creates()).hasSize(2);
  }

  @Test
  void asksAPersonBeforeItSendsAgainWhereTheEhrMayStoreItTwice() {
    ehr.withoutConditionalCreate();
    ehr.fault(CREATE, Fault.status(500).once());
    Write unknown = write(WriteLedger.newKey());

    Write lookedFor = ledger.settle(launch, unknown);

    assertThat(lookedFor.state()).isEqualTo(WriteState.REJECTED);
    assertThat(lookedFor.why()).isEqualTo(Why.NOT_FOUND_THERE);
    assertThat(lookedFor.isOpen()).isTrue();
    assertThat(creates()).as("nothing sent by looking").hasSize(1);
    Write settled = ledger.settle(launch, lookedFor);
    assertThat(settled.state()).isEqualTo(WriteState.CONFIRMED);
    assertThat(ehr.stored("Observation")).hasSize(1);
    assertThat(creates()).hasSize(2);
  }

  @Test
  void looksOnceMoreBeforeItSendsWhatWasNotThere() {
    ehr.withoutConditionalCreate();
    ehr.fault(CREATE, Fault.status(500).once());
    WriteKey key = WriteLedger.newKey();
    Write lookedFor = ledger.settle(launch, write(key));
    arrivesLate(key);

    Write settled = ledger.settle(launch, lookedFor);

    assertThat(settled.state()).isEqualTo(WriteState.CONFIRMED);
    assertThat(settled.resourceReference()).isEqualTo("Observation/late");
    assertThat(creates()).as("it had arrived late").hasSize(1);
  }

  @Test
  void offersToSendAgainOnlyWhenItCannotArriveAnyMore() {
    ehr.withoutConditionalCreate();
    ehr.fault(CREATE, Fault.status(500).once());
    WriteLedger soon = ledgerIn(Duration.ofMinutes(1));
    Write unknown = write(WriteLedger.newKey());

    Write looked = soon.settle(launch, unknown);
    Write lookedAgain = soon.settle(launch, looked);
    Write notSeen = soon.seenByPerson(launch, lookedAgain, false);

    assertThat(looked.state()).isEqualTo(WriteState.UNKNOWN);
    assertThat(looked.why()).isEqualTo(Why.NOT_FOUND_YET);
    assertThat(looked.isOpen()).isTrue();
    assertThat(looked.isForAPersonToLook()).as("nobody may say that it is not there").isFalse();
    assertThat(lookedAgain).as("looking does not begin the wait anew").isEqualTo(looked);
    assertThat(notSeen).isEqualTo(looked);
    Write after = ledgerIn(Duration.ofMinutes(3)).settle(launch, notSeen);
    assertThat(after.state()).isEqualTo(WriteState.REJECTED);
    assertThat(after.why()).isEqualTo(Why.NOT_FOUND_THERE);
    assertThat(creates()).as("nothing sent by looking").hasSize(1);
  }

  @Test
  void confirmsWhatArrivesWhileItMayStillArrive() {
    ehr.withoutConditionalCreate();
    ehr.fault(CREATE, Fault.status(500).once());
    WriteKey key = WriteLedger.newKey();
    WriteLedger soon = ledgerIn(Duration.ofMinutes(1));
    Write looked = soon.settle(launch, write(key));
    arrivesLate(key);

    Write settled = soon.settle(launch, looked);

    assertThat(settled.state()).isEqualTo(WriteState.CONFIRMED);
    assertThat(settled.why()).isNull();
    assertThat(settled.resourceReference()).isEqualTo("Observation/late");
    assertThat(creates()).hasSize(1);
  }

  @Test
  void beginsNoWaitAnewWhereTheEhrCouldNotBeAskedMeanwhile() {
    ehr.withoutConditionalCreate();
    ehr.fault(CREATE, Fault.status(500).once());
    Write unknown = write(WriteLedger.newKey());
    ehr.fault(Interaction.search("Observation"), Fault.emptyStatus(403));

    Write looked = ledgerIn(Duration.ofMinutes(1)).settle(launch, unknown);
    ehr.clearFaults();
    Write after = ledgerIn(Duration.ofMinutes(3)).settle(launch, looked);

    assertThat(looked.why()).isEqualTo(Why.NOT_PERMITTED);
    assertThat(looked.at()).isEqualTo(unknown.at());
    assertThat(after.why()).isEqualTo(Why.NOT_FOUND_THERE);
  }

  @Test
  void waitsForNothingWhereTheEhrStoresItOnce() {
    ehr.fault(CREATE, Fault.status(500).once());
    Write unknown = write(WriteLedger.newKey());

    Write settled = ledgerIn(Duration.ZERO).settle(launch, unknown);

    assertThat(settled.state()).isEqualTo(WriteState.CONFIRMED);
    assertThat(ehr.stored("Observation")).hasSize(1);
  }

  /** The ledger of a site where writes may arrive two minutes late, as it is after a while. */
  private WriteLedger ledgerIn(Duration fromNow) {
    Clock then = Clock.offset(Clock.systemUTC(), fromNow);
    return new WriteLedger(
        new LedgerStore(database, cipher, json, then),
        writes,
        encoder,
        new LedgerProperties(Duration.ofMinutes(2)),
        together,
        then);
  }

  private void arrivesLate(WriteKey key) {
    ehr.load(
        "{\"resourceType\": \"Bundle\", \"type\": \"collection\", \"entry\": [{\"resource\": "
            + observation("noah", key.value()).replace("\"status\"", "\"id\": \"late\", \"status\"")
            + "}]}");
  }

  @Test
  void takesAPersonsWordWhereTheEhrCannotBeAsked() {
    ehr.fault(CREATE, Fault.STORED_THEN_500.once());
    Write unknown = write(WriteLedger.newKey());
    ehr.fault(Interaction.search("Observation"), Fault.emptyStatus(403));

    Write stillUnknown = ledger.settle(launch, unknown);
    assertThat(stillUnknown.state()).isEqualTo(WriteState.UNKNOWN);
    assertThat(stillUnknown.isForAPersonToLook()).isTrue();
    Write seen = ledger.seenByPerson(launch, stillUnknown, true);

    assertThat(seen.state()).isEqualTo(WriteState.SEEN);
    assertThat(seen.isInTheChart()).as("the EHR has not said it").isFalse();
    assertThat(seen.isOpen()).isFalse();
    assertThat(creates()).hasSize(1);
    assertThat(ledger.seenByPerson(launch, seen, false)).as("settled").isEqualTo(seen);
  }

  @Test
  void sendsAgainOnlyAfterAPersonHasSeenThatItIsNotThere() {
    ehr.withoutConditionalCreate();
    ehr.fault(CREATE, Fault.status(500).once());
    Write unknown = write(WriteLedger.newKey());
    ehr.fault(Interaction.search("Observation"), Fault.emptyStatus(403));
    Write looked = ledger.settle(launch, unknown);

    Write notThere = ledger.seenByPerson(launch, looked, false);

    assertThat(notThere.why()).isEqualTo(Why.NOT_FOUND_THERE);
    assertThat(creates()).hasSize(1);
    ehr.clearFaults();
    assertThat(ledger.settle(launch, notThere).state()).isEqualTo(WriteState.CONFIRMED);
    assertThat(creates()).hasSize(2);
  }

  @Test
  void leavesAloneWhatSomebodyElseHasSettled() {
    ehr.withoutConditionalCreate();
    ehr.fault(CREATE, Fault.status(422).once());
    Write seenBefore = write(WriteLedger.newKey());
    Write settled = ledger.settle(launch, seenBefore);

    assertThat(ledger.settle(launch, seenBefore)).isEqualTo(settled);
    assertThat(creates()).hasSize(2);
  }

  @Test
  void sendsNothingWhereTheEhrCannotBeAsked() {
    ehr.fault(CREATE, Fault.STORED_THEN_500.once());
    Write unknown = write(WriteLedger.newKey());
    ehr.fault(Interaction.search("Observation"), Fault.status(500));

    Write still = ledger.settle(launch, unknown);

    assertThat(still.state()).isEqualTo(WriteState.UNKNOWN);
    assertThat(creates()).hasSize(1);
  }

  @Test
  void looksFirstAfterACrashWhileItWasOnItsWay() {
    WriteKey key = WriteLedger.newKey();
    ehr.withoutConditionalCreate();
    ehr.fault(CREATE, Fault.STORED_THEN_500.once());
    Write write = write(key);
    crashedLongAgo(write);

    Write sent = ledger.find(launch, key).orElseThrow();
    assertThat(sent.state()).isEqualTo(WriteState.SENT);
    assertThat(ledger.open(launch)).containsExactly(sent);
    Write settled = ledger.settle(launch, sent);

    assertThat(settled.state()).isEqualTo(WriteState.CONFIRMED);
    assertThat(creates()).hasSize(1);
    assertThat(ehr.stored("Observation")).hasSize(1);
  }

  @Test
  void leavesAloneWhatIsStillOnItsWay() throws Exception {
    ehr.withoutConditionalCreate();
    ehr.fault(CREATE, Fault.delay(Duration.ofMillis(700)));
    WriteKey key = WriteLedger.newKey();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Write> first = threads.submit(() -> write(key));
      while (creates().isEmpty()) {
        Thread.onSpinWait();
      }

      Write meanwhile = ledger.settle(launch, ledger.find(launch, key).orElseThrow());

      assertThat(meanwhile.state()).isEqualTo(WriteState.SENT);
      assertThat(first.get().state()).isEqualTo(WriteState.CONFIRMED);
    }
    assertThat(creates()).hasSize(1);
    assertThat(ehr.stored("Observation")).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("statesToSettle")
  void sendsOnceWhereSeveralSettleTogether(WriteState state) throws Exception {
    ehr.fault(CREATE, Fault.status(500).once());
    Write unknown = write(WriteLedger.newKey());
    if (state == WriteState.SENT) {
      crashedLongAgo(unknown);
    }
    Write seen = ledger.find(launch, unknown.key()).orElseThrow();

    Together.run(6, () -> ledger.settle(launch, seen));

    assertThat(creates()).as("the first attempt and one more").hasSize(2);
    assertThat(ehr.stored("Observation")).hasSize(1);
    assertThat(ledger.find(launch, unknown.key()).orElseThrow().state())
        .isEqualTo(WriteState.CONFIRMED);
    awaitProvenances(1);
  }

  static Stream<WriteState> statesToSettle() {
    return Stream.of(WriteState.UNKNOWN, WriteState.SENT);
  }

  @Test
  void tracesOnceWhatSeveralFindTogether() throws Exception {
    ehr.fault(CREATE, Fault.STORED_THEN_500.once());
    Write unknown = write(WriteLedger.newKey());

    Together.run(6, () -> ledger.settle(launch, unknown));

    awaitProvenances(1);
    Thread.sleep(300);
    assertThat(ehr.stored("Provenance")).hasSize(1);
    assertThat(creates()).hasSize(1);
  }

  @Test
  void sendsNothingThatTheEhrDoesNotDeclare() {
    ehr.withoutCreate("Observation");

    Write write = write(WriteLedger.newKey());

    assertThat(write.state()).isEqualTo(WriteState.REJECTED);
    assertThat(write.why()).isEqualTo(Why.NOT_TAKEN_HERE);
    assertThat(write.isOpen()).as("nobody can do anything about it").isFalse();
    assertThat(creates()).isEmpty();
  }

  @Test
  void goesByTheSiteBeforeTheStatement() {
    ehr.withoutCreate("Observation", 404);
    Launch off = chart(Map.of("Observation", Ehr.Writing.OFF));
    Launch on = chart(Map.of("Observation", Ehr.Writing.ON));

    assertThat(write(off, WriteLedger.newKey()).why()).isEqualTo(Why.NOT_TAKEN_HERE);
    assertThat(ehr.requests()).isEmpty();
    assertThat(write(on, WriteLedger.newKey()).why()).isEqualTo(Why.NOT_TAKEN_HERE);
    assertThat(creates()).as("tried, because the site says so").hasSize(1);
  }

  @Test
  void triesWhereTheStatementCannotBeRead() {
    ehr.fault(Interaction.metadata(), Fault.HTML_200);

    assertThat(write(WriteLedger.newKey()).state()).isEqualTo(WriteState.CONFIRMED);
  }

  @Test
  void sendsNothingWithoutTheScope() {
    Launch readOnly =
        new OpenChart(launches, ehr)
            .open(Role.CLINICIAN, LENA_ORTIZ.reference(), NOAH.id(), "noah-today", "patient/*.rs");

    Write write = write(readOnly, WriteLedger.newKey());

    assertThat(write.why()).isEqualTo(Why.NOT_PERMITTED);
    assertThat(creates()).isEmpty();
  }

  @Test
  void tracesConfirmedWriteToItsVersion() {
    Write write = write(WriteLedger.newKey());

    awaitProvenances(1);
    var provenance = ehr.stored("Provenance").getFirst();
    assertThat(provenance.at("/target/0/reference").asText()).isEqualTo(write.versionedReference());
    assertThat(provenance.at("/activity/coding/0/code").asText()).isEqualTo("CREATE");
  }

  @Test
  void keepsWriteConfirmedWhereItsTraceFails() throws Exception {
    ehr.fault(Interaction.create("Provenance"), Fault.status(500));
    Write write = write(WriteLedger.newKey());
    while (ehr.requestsTo(Interaction.create("Provenance")).isEmpty()) {
      Thread.sleep(10);
    }

    assertThat(ledger.find(launch, write.key()).orElseThrow().state())
        .isEqualTo(WriteState.CONFIRMED);
    assertThat(ledger.open(launch)).as("a trace is nobody's task").isEmpty();
  }

  @Test
  void tracesNothingThatIsNotInTheChart() throws Exception {
    ehr.fault(CREATE, Fault.status(422));
    write(WriteLedger.newKey());

    Thread.sleep(200);
    assertThat(ehr.requestsTo(Interaction.create("Provenance"))).isEmpty();
  }

  @Test
  void refusesResourceAboutAnotherPatientBeforeAnyRequest() {
    var stray =
        new ToWrite(
            WriteKind.PREFERENCE_CODED,
            WriteLedger.newKey(),
            List.of(new EncodedResource("Observation", "amina", observation("amina", "x"))));

    assertThatThrownBy(() -> ledger.write(launch, stray, by()))
        .isInstanceOf(OtherPatient.class)
        .message()
        .doesNotContain("amina", "noah");
    assertThat(creates()).isEmpty();
  }

  @Test
  void showsOpenWritesToWhoeverOpensTheChartNext() {
    ehr.fault(CREATE, Fault.status(422));
    var chart = new OpenChart(launches, ehr);
    Launch first = chart.byAssistant(LENA_ORTIZ.id(), NOAH.id(), "noah-today");
    Launch next = chart.byClinician("dr-ahlgren", NOAH.id(), "noah-later");
    Launch elsewhere = chart.byClinician("dr-ahlgren", "amina", "amina-today");

    Write rejected = write(first, WriteLedger.newKey());

    assertThat(ledger.open(next)).containsExactly(rejected);
    assertThat(ledger.open(elsewhere)).isEmpty();
    assertThat(ledger.find(elsewhere, rejected.key())).isEmpty();
  }

  private Launch chart(Map<String, Ehr.Writing> writing) {
    return new OpenChart(launches, ehr, writing)
        .byAssistant(LENA_ORTIZ.id(), NOAH.id(), "noah-today");
  }

  private Write write(WriteKey key) {
    return write(launch, key);
  }

  private Write write(Launch by, WriteKey key) {
    return ledger.write(by, toWrite(key), by());
  }

  private static ToWrite toWrite(WriteKey key) {
    return new ToWrite(
        WriteKind.PREFERENCE_CODED,
        key,
        List.of(new EncodedResource("Observation", "noah", observation("noah", key.value()))));
  }

  private static Attribution by() {
    return new Attribution(SON, ASSISTANT, null);
  }

  private static String observation(String patient, String key) {
    return """
        {"resourceType": "Observation", "status": "final",
         "identifier": [{"system": "https://flippedvisit.org/fhir/write", "value": "%s"}],
         "code": {"coding": [{"system": "http://loinc.org", "code": "95541-9"}]},
         "subject": {"reference": "Patient/%s"}, "valueString": "I decide, with you."}
        """
        .formatted(key, patient);
  }

  private List<RecordedRequest> creates() {
    return ehr.requestsTo(CREATE);
  }

  /** As the row stands when the app was killed between sending and the answer. */
  private void crashedLongAgo(Write write) {
    database
        .sql("update write_ledger set state = 'SENT', updated_at = ? where id = ?")
        .params(OffsetDateTime.now(ZoneOffset.UTC).minusHours(1), write.id())
        .update();
  }

  private void awaitProvenances(int count) {
    long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (ehr.stored("Provenance").size() < count && System.nanoTime() < until) {
      Thread.onSpinWait();
    }
    assertThat(ehr.stored("Provenance")).hasSize(count);
  }
}
