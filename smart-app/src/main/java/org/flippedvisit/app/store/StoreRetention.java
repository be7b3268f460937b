package org.flippedvisit.app.store;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.UUID;
import org.flippedvisit.fhir.mapping.WriteKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Removes drafts that nobody came back to, and recorded entries that the chart has, when they are
 * older than the site keeps them. An entry whose write is not confirmed stays, however old.
 */
@Component
final class StoreRetention {
  private static final Logger LOG = LoggerFactory.getLogger(StoreRetention.class);

  private final JdbcClient database;
  private final ConfirmedWrites chart;
  private final KeepProperties keep;
  private final Clock clock;

  StoreRetention(JdbcClient database, ConfirmedWrites chart, KeepProperties keep, Clock clock) {
    this.database = database;
    this.chart = chart;
    this.keep = keep;
    this.clock = clock;
  }

  @Scheduled(cron = "0 45 3 * * *")
  void remove() {
    if (keep.drafts() != null) {
      log("drafts", removeDrafts(oldest(keep.drafts())));
    }
    if (keep.recorded() != null) {
      log("recorded", removeRecorded(oldest(keep.recorded())));
    }
  }

  private OffsetDateTime oldest(Period period) {
    return ZonedDateTime.now(clock).minus(period).toInstant().atOffset(ZoneOffset.UTC);
  }

  private static void log(String what, int removed) {
    if (removed > 0) {
      LOG.info("store.removed {}={}", what, removed);
    }
  }

  private int removeDrafts(OffsetDateTime before) {
    return database.sql("delete from draft where updated_at < ?").param(before).update();
  }

  private record Old(UUID id, PatientKey patient, WriteKey key) {}

  private int removeRecorded(OffsetDateTime before) {
    List<Old> old =
        database
            .sql(
                """
                select id, record, tenant, patient_id, write_key from recorded
                where recorded_at < ?
                """)
            .param(before)
            .query(
                (rows, number) ->
                    new Old(
                        rows.getObject(1, UUID.class),
                        new PatientKey(rows.getString(2), rows.getString(3), rows.getString(4)),
                        new WriteKey(rows.getString(5))))
            .list();
    return old.stream()
        .filter(one -> chart.isConfirmed(one.patient(), one.key()))
        .mapToInt(one -> database.sql("delete from recorded where id = ?").param(one.id()).update())
        .sum();
  }
}
