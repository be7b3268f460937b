package org.flippedvisit.app.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What a person typed and has not sent or saved yet, so that no word is lost when a tab, a browser
 * or the app goes away. One draft for each person, visit and form; a mother's never meets her
 * son's.
 */
@Component
public final class Drafts {
  private final JdbcClient database;
  private final PhiCipher cipher;
  private final RecordJson json;
  private final Clock clock;

  Drafts(JdbcClient database, PhiCipher cipher, RecordJson json, Clock clock) {
    this.database = database;
    this.cipher = cipher;
    this.json = json;
    this.clock = clock;
  }

  /**
   * Which draft.
   *
   * @param visit Encounter id; empty when there is none
   * @param user FHIR reference of who types
   * @param form which form, such as {@code previsit}; at most 100 characters
   */
  public record DraftKey(PatientKey patient, String visit, String user, String form) {
    private String row() {
      return patient.row("draft", visit + "|" + user + "|" + form);
    }
  }

  /** A draft found again. */
  public record Draft<T>(DraftKey key, T value, Instant savedAt) {}

  public Instant save(DraftKey key, Object value) {
    Instant now = clock.instant();
    byte[] body = cipher.seal(json.write(value), key.row());
    OffsetDateTime at = now.atOffset(ZoneOffset.UTC);
    if (!replace(key, body, at)) {
      try {
        insert(key, body, at);
      } catch (DuplicateKeyException otherTab) {
        replace(key, body, at);
      }
    }
    return now;
  }

  private boolean replace(DraftKey key, byte[] body, OffsetDateTime at) {
    return database
            .sql(
                """
                update draft set body = ?, updated_at = ?
                where record = ? and tenant = ? and patient_id = ? and visit = ? and user_ref = ? and form = ?
                """)
            .params(body, at)
            .params(columns(key))
            .update()
        > 0;
  }

  private void insert(DraftKey key, byte[] body, OffsetDateTime at) {
    database
        .sql(
            """
            insert into draft (body, updated_at, record, tenant, patient_id, visit, user_ref, form)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .params(body, at)
        .params(columns(key))
        .update();
  }

  public <T> Optional<Draft<T>> find(DraftKey key, Class<T> type) {
    return sealed(key).map(found -> read(key, found, type));
  }

  /**
   * Everything one person began about one patient, at any visit, in the forms whose names begin
   * with {@code forms}. Newest first.
   */
  public <T> List<Draft<T>> begun(PatientKey patient, String user, String forms, Class<T> type) {
    return database
        .sql(
            """
            select body, updated_at, visit, form from draft
            where record = ? and tenant = ? and patient_id = ? and user_ref = ? and form like ?
            order by updated_at desc
            """)
        .params(patient.record(), patient.tenant(), patient.patientId(), user, forms + "%")
        .query(
            (rows, number) ->
                read(
                    new DraftKey(patient, rows.getString(3), user, rows.getString(4)),
                    Sealed.of(rows),
                    type))
        .list();
  }

  /** Removes a draft because whoever typed it wants that, or has emptied the form. */
  public Instant remove(DraftKey key) {
    database
        .sql(
            """
            delete from draft
            where record = ? and tenant = ? and patient_id = ? and visit = ? and user_ref = ? and form = ?
            """)
        .params(columns(key))
        .update();
    return clock.instant();
  }

  /**
   * Removes a draft that has become something stored, if it still says the same: what was typed
   * while it was being stored stays.
   */
  public void removeIfStill(DraftKey key, Object value) {
    String stored = json.write(value);
    sealed(key)
        .filter(found -> cipher.open(found.body(), key.row()).equals(stored))
        .ifPresent(
            found ->
                database
                    .sql(
                        """
                        delete from draft
                        where updated_at = ?
                          and record = ? and tenant = ? and patient_id = ? and visit = ? and user_ref = ? and form = ?
                        """)
                    .params(found.at())
                    .params(columns(key))
                    .update());
  }

  private record Sealed(byte[] body, OffsetDateTime at) {
    static Sealed of(ResultSet rows) throws SQLException {
      return new Sealed(rows.getBytes(1), rows.getObject(2, OffsetDateTime.class));
    }
  }

  private Optional<Sealed> sealed(DraftKey key) {
    return database
        .sql(
            """
            select body, updated_at from draft
            where record = ? and tenant = ? and patient_id = ? and visit = ? and user_ref = ? and form = ?
            """)
        .params(columns(key))
        .query((rows, number) -> Sealed.of(rows))
        .optional();
  }

  private <T> Draft<T> read(DraftKey key, Sealed found, Class<T> type) {
    return new Draft<>(
        key, json.read(cipher.open(found.body(), key.row()), type), found.at().toInstant());
  }

  private static Object[] columns(DraftKey key) {
    return new Object[] {
      key.patient().record(),
      key.patient().tenant(),
      key.patient().patientId(),
      key.visit(),
      key.user(),
      key.form()
    };
  }
}
