package org.flippedvisit.app.store;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.flippedvisit.fhir.mapping.WriteKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Preferences, answers and goals recorded through this app, kept here as well as in the chart:
 * where an EHR cannot hold them, or its answer never came, the next launch by anyone still sees
 * them. Also what only the app can hold: what somebody says about a goal or a note.
 */
@Component
public final class RecordedEntries {
  private final JdbcClient database;
  private final PhiCipher cipher;
  private final RecordJson json;
  private final Clock clock;

  RecordedEntries(JdbcClient database, PhiCipher cipher, RecordJson json, Clock clock) {
    this.database = database;
    this.cipher = cipher;
    this.json = json;
    this.clock = clock;
  }

  /** What kind of entry. */
  public enum Kind {
    PREFERENCE,
    PREVISIT,
    /** Every answer of a form that was sent, under the key of its PREVISIT entry. */
    SENT_FORM,
    /** Why somebody asked again what was answered. */
    ASKED_AGAIN,
    GOAL,
    /** How a goal is going, as somebody said. */
    GOAL_MARK,
    /** What a person says is not right about a note. */
    NOT_RIGHT,
    /** What the care team did about it. */
    NOT_RIGHT_ANSWER
  }

  /** An entry with the key under which it was, or is to be, written to the EHR. */
  public record Entry<T>(T value, WriteKey key) {}

  public void add(PatientKey patient, String visit, Kind kind, WriteKey key, Object value) {
    database
        .sql(
            """
            insert into recorded (id, record, tenant, patient_id, visit, kind, write_key, body, recorded_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            UUID.randomUUID(),
            patient.record(),
            patient.tenant(),
            patient.patientId(),
            visit,
            kind.name(),
            key.value(),
            cipher.seal(json.write(value), row(patient, key)),
            clock.instant().atOffset(ZoneOffset.UTC))
        .update();
  }

  /** Adds an entry unless it is there: the same may be tried again under its key. */
  public void addOnce(PatientKey patient, String visit, Kind kind, WriteKey key, Object value) {
    boolean isThere =
        database
                .sql(
                    """
                    select count(*) from recorded
                    where record = ? and tenant = ? and patient_id = ? and kind = ? and write_key = ?
                    """)
                .params(
                    patient.record(),
                    patient.tenant(),
                    patient.patientId(),
                    kind.name(),
                    key.value())
                .query(Integer.class)
                .single()
            > 0;
    if (!isThere) {
      add(patient, visit, kind, key, value);
    }
  }

  /** The entry of a key. */
  public <T> Optional<T> find(PatientKey patient, Kind kind, WriteKey key, Class<T> type) {
    return database
        .sql(
            """
            select body from recorded
            where record = ? and tenant = ? and patient_id = ? and kind = ? and write_key = ?
            """)
        .params(patient.record(), patient.tenant(), patient.patientId(), kind.name(), key.value())
        .query((rows, number) -> json.read(cipher.open(rows.getBytes(1), row(patient, key)), type))
        .optional();
  }

  /** Newest first. */
  public <T> List<Entry<T>> all(PatientKey patient, Kind kind, Class<T> type) {
    return database
        .sql(
            """
            select body, write_key from recorded
            where record = ? and tenant = ? and patient_id = ? and kind = ?
            order by recorded_at desc
            """)
        .params(patient.record(), patient.tenant(), patient.patientId(), kind.name())
        .query(
            (rows, number) -> {
              var key = new WriteKey(rows.getString(2));
              return new Entry<>(
                  json.read(cipher.open(rows.getBytes(1), row(patient, key)), type), key);
            })
        .list();
  }

  /** Whether the entry of this key is kept here. */
  public boolean has(PatientKey patient, WriteKey key) {
    return database
            .sql(
                """
                select count(*) from recorded
                where record = ? and tenant = ? and patient_id = ? and write_key = ?
                """)
            .params(patient.record(), patient.tenant(), patient.patientId(), key.value())
            .query(Integer.class)
            .single()
        > 0;
  }

  /** Those of one visit. Newest first. */
  public <T> List<T> atVisit(PatientKey patient, String visit, Kind kind, Class<T> type) {
    return database
        .sql(
            """
            select body, write_key from recorded
            where record = ? and tenant = ? and patient_id = ? and visit = ? and kind = ?
            order by recorded_at desc
            """)
        .params(patient.record(), patient.tenant(), patient.patientId(), visit, kind.name())
        .query(
            (rows, number) ->
                json.read(
                    cipher.open(rows.getBytes(1), row(patient, new WriteKey(rows.getString(2)))),
                    type))
        .list();
  }

  private static String row(PatientKey patient, WriteKey key) {
    return patient.row("recorded", key.value());
  }
}
