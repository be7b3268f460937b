package org.flippedvisit.app.ledger;

import java.time.Clock;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.UUID;
import org.flippedvisit.app.store.KeepProperties;
import org.flippedvisit.app.store.PatientKey;
import org.flippedvisit.app.store.RecordedEntries;
import org.flippedvisit.fhir.mapping.WriteKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Removes writes that the chart has confirmed, when they are older than the site keeps them. One
 * whose words are still kept as a recorded entry stays, since it says that the chart has them.
 */
@Component
final class LedgerRetention {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerRetention.class);

  private final JdbcClient database;
  private final RecordedEntries recorded;
  private final KeepProperties keep;
  private final Clock clock;

  LedgerRetention(JdbcClient database, RecordedEntries recorded, KeepProperties keep, Clock clock) {
    this.database = database;
    this.recorded = recorded;
    this.keep = keep;
    this.clock = clock;
  }

  private record Old(UUID id, PatientKey patient, WriteKey key) {}

  @Scheduled(cron = "0 50 3 * * *")
  void remove() {
    if (keep.ledger() != null) {
      int removed = remove(keep.ledger());
      if (removed > 0) {
        LOG.info("ledger.removed lines={}", removed);
      }
    }
  }

  private int remove(Period period) {
    List<Old> old =
        database
            .sql(
                """
                select id, record, tenant, patient_id, write_key from write_ledger
                where state = ? and updated_at < ?
                """)
            .param(WriteState.CONFIRMED.name())
            .param(ZonedDateTime.now(clock).minus(period).toInstant().atOffset(ZoneOffset.UTC))
            .query(
                (rows, number) ->
                    new Old(
                        rows.getObject(1, UUID.class),
                        new PatientKey(rows.getString(2), rows.getString(3), rows.getString(4)),
                        new WriteKey(rows.getString(5))))
            .list();
    return old.stream()
        .filter(one -> !recorded.has(one.patient(), one.key()))
        .mapToInt(
            one -> database.sql("delete from write_ledger where id = ?").param(one.id()).update())
        .sum();
  }
}
