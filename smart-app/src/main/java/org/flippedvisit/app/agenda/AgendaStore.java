package org.flippedvisit.app.agenda;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.flippedvisit.app.store.PatientKey;
import org.flippedvisit.app.store.PhiCipher;
import org.flippedvisit.app.store.RecordJson;
import org.flippedvisit.fhir.agenda.Agenda;
import org.flippedvisit.fhir.agenda.AgendaItem;
import org.flippedvisit.fhir.agenda.AgendaMerge;
import org.flippedvisit.fhir.agenda.EarlierFate;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The agendas' table: one row a visit, with a version, so that two people never overwrite each
 * other.
 */
@Component
final class AgendaStore {
  private final JdbcClient database;
  private final PhiCipher cipher;
  private final RecordJson json;
  private final Clock clock;

  AgendaStore(JdbcClient database, PhiCipher cipher, RecordJson json, Clock clock) {
    this.database = database;
    this.cipher = cipher;
    this.json = json;
    this.clock = clock;
  }

  /** An agenda as stored; version 0 is not stored yet. */
  record Stored(Agenda agenda, int version) {}

  Stored find(PatientKey patient, String visit) {
    return database
        .sql(
            """
            select body, version from agenda
            where record = ? and tenant = ? and patient_id = ? and visit = ?
            """)
        .params(patient.record(), patient.tenant(), patient.patientId(), visit)
        .query((rows, number) -> new Stored(open(rows.getBytes(1), patient, visit), rows.getInt(2)))
        .optional()
        .orElse(new Stored(Agenda.EMPTY, 0));
  }

  int version(PatientKey patient, String visit) {
    return database
        .sql(
            """
            select version from agenda
            where record = ? and tenant = ? and patient_id = ? and visit = ?
            """)
        .params(patient.record(), patient.tenant(), patient.patientId(), visit)
        .query(Integer.class)
        .optional()
        .orElse(0);
  }

  /**
   * Saves an agenda that was changed from {@code seen}.
   *
   * @return false when somebody else saved in between; nothing was written
   */
  boolean save(PatientKey patient, String visit, Stored seen, Agenda agenda) {
    byte[] body = cipher.seal(json.write(agenda), row(patient, visit));
    var at = clock.instant().atOffset(ZoneOffset.UTC);
    if (seen.version() > 0) {
      return database
              .sql(
                  """
                  update agenda set body = ?, version = version + 1, is_closed = ?, updated_at = ?
                  where record = ? and tenant = ? and patient_id = ? and visit = ? and version = ?
                  """)
              .params(
                  body,
                  agenda.isClosed(),
                  at,
                  patient.record(),
                  patient.tenant(),
                  patient.patientId(),
                  visit,
                  seen.version())
              .update()
          == 1;
    }
    try {
      database
          .sql(
              """
              insert into agenda
                (record, tenant, patient_id, visit, body, version, visit_on, is_closed, updated_at)
              values (?, ?, ?, ?, ?, 1, ?, ?, ?)
              """)
          .params(
              patient.record(),
              patient.tenant(),
              patient.patientId(),
              visit,
              body,
              LocalDate.now(clock),
              agenda.isClosed(),
              at)
          .update();
      return true;
    } catch (DuplicateKeyException somebodyElse) {
      return false;
    }
  }

  /** The agendas of other visits, oldest first. */
  List<EarlierFate.Visit> earlier(PatientKey patient, String exceptVisit) {
    return all(patient).stream()
        .filter(row -> !row.visit().equals(exceptVisit))
        .map(row -> new EarlierFate.Visit(row.visitOn(), row.agenda()))
        .toList();
  }

  /** Items of other visits that still wait, as they stood last, each with what became of it. */
  List<AgendaItem> waiting(PatientKey patient, String exceptVisit) {
    return waiting(earlier(patient, exceptVisit));
  }

  static List<AgendaItem> waiting(List<EarlierFate.Visit> earlier) {
    return EarlierFate.remember(
        AgendaMerge.waiting(earlier.stream().map(EarlierFate.Visit::agenda).toList()), earlier);
  }

  /** One visit's row. */
  record Row(String visit, LocalDate visitOn, Stored stored) {
    Agenda agenda() {
      return stored.agenda();
    }
  }

  /** Who has a closed agenda of a visit before this day. */
  List<PatientKey> withClosedBefore(LocalDate day) {
    return database
        .sql(
            """
            select distinct record, tenant, patient_id from agenda
            where is_closed = true and visit_on < ?
            """)
        .param(day)
        .query(
            (rows, number) ->
                new PatientKey(rows.getString(1), rows.getString(2), rows.getString(3)))
        .list();
  }

  /** All agendas of a patient, oldest visit first. */
  List<Row> all(PatientKey patient) {
    return database
        .sql(
            """
            select body, visit, visit_on, version from agenda
            where record = ? and tenant = ? and patient_id = ?
            order by visit_on, updated_at
            """)
        .params(patient.record(), patient.tenant(), patient.patientId())
        .query(
            (rows, number) ->
                new Row(
                    rows.getString(2),
                    rows.getObject(3, LocalDate.class),
                    new Stored(open(rows.getBytes(1), patient, rows.getString(2)), rows.getInt(4))))
        .list();
  }

  /** Removes an agenda, unless somebody has changed it since it was read. */
  boolean remove(PatientKey patient, Row row) {
    return database
            .sql(
                """
                delete from agenda
                where record = ? and tenant = ? and patient_id = ? and visit = ? and version = ?
                """)
            .params(
                patient.record(),
                patient.tenant(),
                patient.patientId(),
                row.visit(),
                row.stored().version())
            .update()
        == 1;
  }

  private Agenda open(byte[] sealed, PatientKey patient, String visit) {
    return json.read(cipher.open(sealed, row(patient, visit)), Agenda.class);
  }

  private static String row(PatientKey patient, String visit) {
    return patient.row("agenda", visit);
  }
}
