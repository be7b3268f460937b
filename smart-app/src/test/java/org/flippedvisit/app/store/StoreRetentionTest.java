package org.flippedvisit.app.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.Period;
import java.util.Set;
import java.util.UUID;
import org.flippedvisit.app.store.Drafts.DraftKey;
import org.flippedvisit.app.store.RecordedEntries.Entry;
import org.flippedvisit.app.store.RecordedEntries.Kind;
import org.flippedvisit.app.testing.AppTest;
import org.flippedvisit.fhir.mapping.WriteKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is old enough goes, and nothing that the chart may not have. */
@AppTest
@Tag("store")
class StoreRetentionTest {
  private static final Period YEAR = Period.ofYears(1);

  private final Drafts drafts;
  private final RecordedEntries recorded;
  private final JdbcClient database;
  private final StoreRetention asConfigured;
  private final Clock clock;
  private final PatientKey noah = new PatientKey("r-" + UUID.randomUUID(), "", "noah");

  StoreRetentionTest(
      Drafts drafts,
      RecordedEntries recorded,
      JdbcClient database,
      StoreRetention asConfigured,
      Clock clock) {
    this.drafts = drafts;
    this.recorded = recorded;
    this.database = database;
    this.asConfigured = asConfigured;
    this.clock = clock;
  }

  @Test
  void removesDraftsThatNobodyCameBackTo() {
    DraftKey old = draft("v1", 366);
    DraftKey young = draft("v2", 364);

    retention(new KeepProperties(YEAR, null, null, null), Set.of()).remove();

    assertThat(drafts.find(old, String.class)).isEmpty();
    assertThat(drafts.find(young, String.class)).isPresent();
  }

  @Test
  void removesOnlyEntriesThatTheChartHas() {
    WriteKey sent = entry(366);
    WriteKey unsent = entry(366);
    WriteKey young = entry(364);

    retention(new KeepProperties(null, YEAR, null, null), Set.of(sent, young)).remove();

    assertThat(recorded.all(noah, Kind.PREVISIT, String.class))
        .extracting(Entry::key)
        .containsExactlyInAnyOrder(unsent, young);
    assertThat(recorded.has(noah, sent)).isFalse();
    assertThat(recorded.has(noah, unsent)).isTrue();
    assertThat(recorded.has(new PatientKey(noah.record(), "", "amina"), unsent)).isFalse();
  }

  @Test
  void removesNothingUnlessASiteSaysSo() {
    DraftKey draft = draft("v1", 9999);
    WriteKey entry = entry(9999);

    asConfigured.remove();

    assertThat(drafts.find(draft, String.class)).isPresent();
    assertThat(recorded.has(noah, entry)).isTrue();
  }

  @Test
  void takesNoPeriodShorterThanAMonth() {
    Period month = Period.ofDays(31);
    Period sixDays = Period.parse("P6D");

    assertThatCode(() -> new KeepProperties(month, month, month, month)).doesNotThrowAnyException();
    for (int which = 0; which < 4; which++) {
      int one = which;
      assertThatThrownBy(
              () ->
                  new KeepProperties(
                      only(one == 0, sixDays),
                      only(one == 1, sixDays),
                      only(one == 2, sixDays),
                      only(one == 3, sixDays)))
          .hasMessageContaining("flipped-visit.store.keep");
    }
  }

  private static @Nullable Period only(boolean isThis, Period period) {
    return isThis ? period : null;
  }

  private StoreRetention retention(KeepProperties keep, Set<WriteKey> confirmed) {
    return new StoreRetention(
        database, (patient, key) -> patient.equals(noah) && confirmed.contains(key), keep, clock);
  }

  private DraftKey draft(String visit, int daysAgo) {
    var key = new DraftKey(noah, visit, "Patient/noah", "previsit");
    drafts.save(key, "words");
    database
        .sql("update draft set updated_at = ? where record = ? and visit = ?")
        .params(OffsetDateTime.now(clock).minusDays(daysAgo), noah.record(), visit)
        .update();
    return key;
  }

  private WriteKey entry(int daysAgo) {
    var key = new WriteKey(UUID.randomUUID().toString());
    recorded.add(noah, "v1", Kind.PREVISIT, key, "words");
    database
        .sql("update recorded set recorded_at = ? where write_key = ?")
        .params(OffsetDateTime.now(clock).minusDays(daysAgo), key.value())
        .update();
    return key;
  }
}
