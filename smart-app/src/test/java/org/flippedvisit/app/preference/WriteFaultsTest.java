package org.flippedvisit.app.preference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.flippedvisit.app.preference.AskingRoom.SON;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.launch.Launches;
import org.flippedvisit.app.launch.OpenChart;
import org.flippedvisit.app.ledger.Write;
import org.flippedvisit.app.ledger.WriteLedger;
import org.flippedvisit.app.ledger.WriteState;
import org.flippedvisit.app.patient.PatientService;
import org.flippedvisit.app.testing.AppTest;
import org.flippedvisit.fhir.mapping.WriteKey;
import org.flippedvisit.fhir.preference.PreferenceOnFile;
import org.flippedvisit.fhir.preference.RecordedPreference;
import org.flippedvisit.fixtures.fakeehr.FakeEhr;
import org.flippedvisit.fixtures.fakeehr.Fault;
import org.flippedvisit.fixtures.fakeehr.Interaction;
import org.h2.api.Trigger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What is left of one saved preference when something breaks at any step, at an EHR that stores a
 * write once (conditional create) and at one that does not: one note, or an open item that says so,
 * and every word.
 */
@AppTest
class WriteFaultsTest {
  private static final Interaction NOTE = Interaction.create("DocumentReference");

  private final FakeEhr ehr = AskingRoom.ehr();
  private final PreferenceService preferences;
  private final WriteLedger ledger;
  private final JdbcClient database;
  private final AskingRoom room;

  WriteFaultsTest(
      Launches launches,
      PreferenceService preferences,
      PatientService patients,
      WriteLedger ledger,
      JdbcClient database) {
    this.preferences = preferences;
    this.ledger = ledger;
    this.database = database;
    room = new AskingRoom(ehr, new OpenChart(launches, ehr), preferences, patients);
  }

  @AfterEach
  void stop() {
    database.sql("drop trigger if exists broken_store").update();
    ehr.close();
  }

  /** How many notes are there before anybody settles anything. */
  private enum Arrived {
    YES,
    NO,
    /** None yet: it comes when everybody has been told that it was lost. */
    LATE
  }

  /**
   * What goes wrong at the EHR while the note is created.
   *
   * @param state what is known of it then
   */
  private record EhrFault(Fault fault, Arrived arrived, WriteState state) {}

  /** Longer than the app waits for an answer. */
  private static final Duration LATE = Duration.ofSeconds(3);

  private static final List<EhrFault> EHR_FAULTS =
      List.of(
          new EhrFault(Fault.CONNECTION_RESET, Arrived.NO, WriteState.UNKNOWN),
          new EhrFault(Fault.STORED_THEN_RESET, Arrived.YES, WriteState.UNKNOWN),
          new EhrFault(Fault.timeout(Duration.ofSeconds(30)), Arrived.NO, WriteState.UNKNOWN),
          new EhrFault(
              Fault.storedThenTimeout(Duration.ofSeconds(30)), Arrived.YES, WriteState.UNKNOWN),
          new EhrFault(Fault.storedLate(LATE), Arrived.LATE, WriteState.UNKNOWN),
          new EhrFault(Fault.status(500), Arrived.NO, WriteState.UNKNOWN),
          new EhrFault(Fault.STORED_THEN_500, Arrived.YES, WriteState.UNKNOWN),
          new EhrFault(Fault.emptyStatus(502), Arrived.NO, WriteState.UNKNOWN),
          new EhrFault(Fault.status(503), Arrived.NO, WriteState.UNKNOWN),
          new EhrFault(Fault.HTML_200, Arrived.NO, WriteState.UNKNOWN),
          new EhrFault(Fault.MALFORMED_JSON, Arrived.NO, WriteState.UNKNOWN),
          new EhrFault(Fault.REDIRECT_OTHER_HOST, Arrived.NO, WriteState.UNKNOWN),
          new EhrFault(Fault.emptyStatus(200), Arrived.NO, WriteState.UNKNOWN),
          new EhrFault(Fault.emptyStatus(201), Arrived.NO, WriteState.UNKNOWN),
          new EhrFault(Fault.EMPTY_201, Arrived.YES, WriteState.CONFIRMED),
          new EhrFault(Fault.status(412), Arrived.NO, WriteState.UNKNOWN),
          new EhrFault(Fault.status(401), Arrived.NO, WriteState.REJECTED),
          new EhrFault(Fault.status(409), Arrived.NO, WriteState.REJECTED),
          new EhrFault(Fault.RETRY_AFTER_429, Arrived.NO, WriteState.REJECTED),
          // Said for certain, so that it goes in its next form.
          new EhrFault(Fault.status(400), Arrived.YES, WriteState.CONFIRMED),
          new EhrFault(Fault.status(403), Arrived.YES, WriteState.CONFIRMED),
          new EhrFault(Fault.emptyStatus(403), Arrived.YES, WriteState.CONFIRMED),
          new EhrFault(Fault.status(404), Arrived.YES, WriteState.CONFIRMED),
          new EhrFault(Fault.status(422), Arrived.YES, WriteState.CONFIRMED));

  /** A fault of an EHR that does, or does not, store a write once. */
  record AtEhr(EhrFault fault, boolean isStoredOnce) {
    @Override
    public String toString() {
      return fault.fault() + (isStoredOnce ? ", conditional create" : ", no conditional create");
    }
  }

  static Stream<AtEhr> faultsOfTheEhr() {
    return EHR_FAULTS.stream()
        .flatMap(fault -> Stream.of(true, false).map(once -> new AtEhr(fault, once)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faultsOfTheEhr")
  void leavesOneNoteOrAnOpenItem(AtEhr at) {
    storingOnce(at.isStoredOnce());
    String words = AskingRoom.newWords();
    ehr.fault(NOTE, at.fault().fault().once());

    Write note = room.record(room.byAssistant(), SON, words).note();

    assertThat(note.state()).isEqualTo(at.fault().state());
    assertThat(room.inTheChart(words)).hasSize(at.fault().arrived() == Arrived.YES ? 1 : 0);
    assertNothingIsClaimedOrLost(note, words);
    settleUntilNothingIsOpen(at.fault().arrived() == Arrived.LATE ? LATE : Duration.ZERO);
    assertThat(room.inTheChart(words)).as("exactly one").hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("conditionalOrNot")
  void callsNothingSavedThatIsForReview(boolean isStoredOnce) {
    storingOnce(isStoredOnce);
    String words = AskingRoom.newWords();
    ehr.fault(NOTE, Fault.emptyStatus(202).once());

    Write note = room.record(room.byAssistant(), SON, words).note();

    assertThat(note.state()).isEqualTo(WriteState.SUBMITTED_FOR_REVIEW);
    assertThat(note.isInTheChart()).isFalse();
    settleUntilNothingIsOpen();
    assertThat(ehr.requestsTo(NOTE)).as("not sent again").hasSize(1);
    assertKept(words);
  }

  @ParameterizedTest
  @MethodSource("conditionalOrNot")
  void savesOnceWhereTheTokenRunsOutWhileItIsSaved(boolean isStoredOnce) {
    storingOnce(isStoredOnce);
    String words = AskingRoom.newWords();
    Launch launch = room.byAssistantForLong();
    RecordedPreference said = room.said(launch, SON, words);
    ehr.expireAccessTokens();

    Write note = preferences.record(launch, said, WriteLedger.newKey()).note();

    assertThat(note.state()).isEqualTo(WriteState.CONFIRMED);
    assertThat(room.inTheChart(words)).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("conditionalOrNot")
  void keepsItOpenWhereTheSignInEndsWhileItIsSaved(boolean isStoredOnce) {
    storingOnce(isStoredOnce);
    String words = AskingRoom.newWords();
    Launch launch = room.byAssistantForLong();
    RecordedPreference said = room.said(launch, SON, words);
    ehr.revokeAllTokens();

    Write note = preferences.record(launch, said, WriteLedger.newKey()).note();

    assertThat(note.state()).isEqualTo(WriteState.REJECTED);
    assertNothingIsClaimedOrLost(note, words);
    settleUntilNothingIsOpen();
    assertThat(room.inTheChart(words)).hasSize(1);
  }

  static Stream<Boolean> conditionalOrNot() {
    return Stream.of(true, false);
  }

  /**
   * A step at which the app's own database is gone, or its disk is full.
   *
   * @param table where it fails
   * @param to the state a line of the ledger is being brought into; "" for its first
   */
  record StoreFault(String table, String to, boolean isStoredOnce) {
    @Override
    public String toString() {
      return table
          + (to.isEmpty() ? "" : " to " + to)
          + (isStoredOnce ? ", conditional create" : ", no conditional create");
    }
  }

  static Stream<StoreFault> faultsOfTheStore() {
    return Stream.of(true, false)
        .flatMap(
            once ->
                Stream.of(
                    new StoreFault("recorded", "", once),
                    new StoreFault("write_ledger", "PLANNED", once),
                    new StoreFault("write_ledger", "SENT", once),
                    new StoreFault("write_ledger", "CONFIRMED", once)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faultsOfTheStore")
  void losesNothingWhereTheStoreFails(StoreFault at) {
    storingOnce(at.isStoredOnce());
    String words = AskingRoom.newWords();
    Launch launch = room.byAssistant();
    RecordedPreference said = room.said(launch, SON, words);
    WriteKey key = WriteLedger.newKey();
    preferences.typed(launch, Asking.PREFERENCE).keep(TypedPreference.of(said.preference(), SON));
    breakStore(at);

    assertThatThrownBy(() -> preferences.record(launch, said, key)).isNotNull();

    database.sql("drop trigger broken_store").update();
    boolean wasSent = at.to().equals("CONFIRMED");
    assertThat(ehr.requestsTo(NOTE))
        .as("nothing is sent that is not written down")
        .hasSize(wasSent ? 1 : 0);
    assertThat(room.inTheChart(words)).hasSize(wasSent ? 1 : 0);
    assertThat(isTypedStill(launch, words) || isRecorded(words)).as("every word").isTrue();
    assertThat(ledger.find(launch, key).stream().noneMatch(Write::isInTheChart)).isTrue();
    longAgo();
    settleUntilNothingIsOpen();
    assertThat(room.inTheChart(words)).hasSizeLessThanOrEqualTo(1);
    if (ledger.find(launch, key).isPresent()) {
      assertThat(room.inTheChart(words)).as("exactly one").hasSize(1);
    }
    Preferences found = preferences.preferences(room.byDoctor()).join();
    assertThat(
            isTypedStill(launch, words) || found.current().orElseThrow().line().startsWith(words))
        .isTrue();
  }

  /** Fails as a statement fails where the disk is full or the database is gone. */
  public static final class FailingTrigger implements Trigger {
    private static volatile Predicate<Object[]> isHit = row -> false;

    @Override
    public void fire(Connection connection, Object[] before, Object[] row) throws SQLException {
      if (isHit.test(row)) {
        throw new SQLException("No space left on device", "53100");
      }
    }
  }

  private void breakStore(StoreFault at) {
    FailingTrigger.isHit =
        row ->
            at.to().isEmpty()
                || Arrays.asList(row).containsAll(List.of("PREFERENCE_NOTE", at.to()));
    database
        .sql(
            "create trigger broken_store before insert, update on "
                + at.table()
                + " for each row call '"
                + FailingTrigger.class.getName()
                + "'")
        .update();
  }

  @Test
  void countsItsCases() {
    long cases =
        faultsOfTheEhr().count() + faultsOfTheStore().count() + 3 * conditionalOrNot().count();

    assertThat(cases).isEqualTo(62);
  }

  private void storingOnce(boolean isStoredOnce) {
    if (!isStoredOnce) {
      ehr.withoutConditionalCreate();
    }
  }

  private void assertNothingIsClaimedOrLost(Write note, String words) {
    if (note.state() != WriteState.CONFIRMED) {
      assertThat(note.isInTheChart()).isFalse();
      assertThat(ledger.open(room.byDoctor())).extracting(Write::id).contains(note.id());
    }
    assertKept(words);
  }

  private void assertKept(String words) {
    PreferenceOnFile now = preferences.preferences(room.byDoctor()).join().current().orElseThrow();
    assertThat(now.line()).startsWith(words);
  }

  private boolean isRecorded(String words) {
    return preferences.preferences(room.byDoctor()).join().all().stream()
        .anyMatch(one -> one.line().startsWith(words));
  }

  private boolean isTypedStill(Launch launch, String words) {
    return preferences
        .typed(launch, Asking.PREFERENCE)
        .here()
        .filter(kept -> kept.value().words().equals(words))
        .isPresent();
  }

  private void settleUntilNothingIsOpen() {
    settleUntilNothingIsOpen(Duration.ZERO);
  }

  /**
   * Each of those who open the chart next settles what is open.
   *
   * @param late after which what comes late has come
   */
  private void settleUntilNothingIsOpen(Duration late) {
    Launch next = room.byDoctor();
    ledger.open(next).forEach(write -> ledger.settle(next, write));
    Awaitility.await().pollDelay(late).until(() -> true);
    for (int again = 0; again < 2; again++) {
      ledger.open(next).forEach(write -> ledger.settle(next, write));
    }
    assertThat(ledger.open(next)).isEmpty();
  }

  /** As the rows stand when the app was away for an hour. */
  private void longAgo() {
    database
        .sql("update write_ledger set updated_at = ? where state in ('PLANNED', 'SENT')")
        .params(OffsetDateTime.now(ZoneOffset.UTC).minusHours(1))
        .update();
  }
}
