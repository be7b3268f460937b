package org.flippedvisit.app.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.flippedvisit.app.store.ConfirmedWrites;
import org.flippedvisit.app.store.KeepProperties;
import org.flippedvisit.app.store.PatientKey;
import org.flippedvisit.app.store.RecordedEntries;
import org.flippedvisit.app.store.RecordedEntries.Kind;
import org.flippedvisit.app.testing.AppTest;
import org.flippedvisit.fhir.mapping.WriteKey;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Of the ledger only what the chart has confirmed grows too old. */
@AppTest
@Tag("store")
class LedgerRetentionTest {
  private final JdbcClient database;
  private final RecordedEntries recorded;
  private final ConfirmedWrites chart;
  private final Clock clock;
  private final PatientKey noah = new PatientKey("r-" + UUID.randomUUID(), "", "noah");

  LedgerRetentionTest(
      JdbcClient database, RecordedEntries recorded, ConfirmedWrites chart, Clock clock) {
    this.database = database;
    this.recorded = recorded;
    this.chart = chart;
    this.clock = clock;
  }

  @Test
  void removesOldWritesThatAreConfirmedAndNoOthers() {
    var stay = new ArrayList<String>();
    for (WriteState state : WriteState.values()) {
      WriteKey old = line(state, 366);
      WriteKey young = line(state, 364);
      stay.add(young.value());
      if (state != WriteState.CONFIRMED) {
        stay.add(old.value());
      }
      assertThat(chart.isConfirmed(noah, old)).isEqualTo(state == WriteState.CONFIRMED);
      assertThat(chart.isConfirmed(new PatientKey(noah.record(), "", "amina"), old)).isFalse();
    }

    retention(new KeepProperties(null, null, Period.ofYears(1), null)).remove();

    assertThat(keys()).containsExactlyInAnyOrderElementsOf(stay);
  }

  @Test
  void keepsWriteWhoseWordsAreStillKeptHere() {
    WriteKey key = line(WriteState.CONFIRMED, 366);
    recorded.add(noah, "v1", Kind.PREFERENCE, key, "words");

    retention(new KeepProperties(null, null, Period.ofYears(1), null)).remove();

    assertThat(keys()).containsExactly(key.value());
  }

  @Test
  void removesNothingUnlessASiteSaysSo() {
    WriteKey key = line(WriteState.CONFIRMED, 9999);

    retention(new KeepProperties(null, null, null, null)).remove();

    assertThat(keys()).containsExactly(key.value());
  }

  private LedgerRetention retention(KeepProperties keep) {
    return new LedgerRetention(database, recorded, keep, clock);
  }

  private List<String> keys() {
    return database
        .sql("select write_key from write_ledger where record = ?")
        .param(noah.record())
        .query(String.class)
        .list();
  }

  private WriteKey line(WriteState state, int daysAgo) {
    var key = new WriteKey(UUID.randomUUID().toString());
    var at = OffsetDateTime.now(clock).minusDays(daysAgo);
    database
        .sql(
            """
            insert into write_ledger
              (id, record, tenant, patient_id, encounter_id, launch_id, user_ref, kind, write_key,
               resource_type, body, attribution, state, created_at, updated_at)
            values (?, ?, ?, ?, 'v1', 'launch', 'Practitioner/x', 'PREFERENCE_CODED', ?, 'Observation', ?, ?, ?, ?, ?)
            """)
        .params(
            UUID.randomUUID(),
            noah.record(),
            noah.tenant(),
            noah.patientId(),
            key.value(),
            sealed(),
            sealed(),
            state.name(),
            at,
            at)
        .update();
    return key;
  }

  /** Never opened here. */
  private static byte[] sealed() {
    return new byte[] {1, 0, 0, 0, 0};
  }
}
