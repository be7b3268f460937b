package org.flippedvisit.app.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.flippedvisit.fhir.audit.AccessAction;
import org.flippedvisit.fhir.audit.AccessEvent;
import org.flippedvisit.fhir.audit.AccessOutcome;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The table of the access audit. Lines are added and, when they are too old, removed; never
 * changed.
 */
@Component
public final class AuditStore {
  private static final int NAME = 200;
  private static final int QUERY = 1000;
  private static final int REFERENCE = 120;

  private final JdbcClient database;

  AuditStore(JdbcClient database) {
    this.database = database;
  }

  /**
   * Which lines.
   *
   * @param from first moment; null for the beginning
   * @param to first moment no longer meant; null for the end
   * @param record one record's only; null for all
   * @param patientId one patient's only; null for all. Ids are unique within a record
   */
  public record Selection(
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable String record,
      @Nullable String patientId) {}

  /**
   * A launch in which a member of staff opened a page about a patient or read their chart.
   *
   * @param user FHIR reference, with the EHR it belongs to
   * @param name null where it was never known
   * @param role as the app knows it, such as {@code CLINICIAN}
   * @param at first moment
   */
  public record StaffAccess(String user, @Nullable String name, String role, Instant at) {}

  void add(AuditLine line) {
    AuditSubject subject = line.subject();
    database
        .sql(
            """
            insert into access_audit
              (at, record, tenant, patient_id, launch_id, user_ref, user_role, action, resource_type, outcome,
               ehr_id, fhir_base, encounter_id, user_name, resource_ref, query, request_id, why)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            line.at().atOffset(ZoneOffset.UTC),
            subject.record(),
            subject.tenant(),
            subject.patientId(),
            subject.launchId(),
            subject.user(),
            subject.role(),
            line.action().name(),
            line.type(),
            line.outcome().name(),
            subject.ehr())
        .param(subject.fhirBase())
        .param(subject.encounterId())
        .param(cut(line.userName(), NAME))
        .param(cut(line.reference(), REFERENCE))
        .param(cut(line.query(), QUERY))
        .param(line.requestId())
        .param(line.why())
        .update();
  }

  /** What an EHR calls somebody has no length of its own; a line is not lost over it. */
  private static @Nullable String cut(@Nullable String text, int most) {
    return text == null || text.length() <= most ? text : text.substring(0, most);
  }

  /**
   * Some lines in the order in which they were written, for a reader who takes one page after the
   * other.
   *
   * @param after number of the last line of the page before; 0 to begin
   */
  public List<AccessEvent> page(Selection which, long after, int most) {
    var sql =
        new StringBuilder(
            """
            select id, at, action, resource_type, outcome, launch_id, user_ref, user_name, user_role,
              ehr_id, fhir_base, tenant, patient_id, encounter_id, resource_ref, query, request_id, why
            from access_audit where id > ?
            """);
    var parameters = new ArrayList<Object>();
    parameters.add(after);
    narrow(sql, parameters, "at >= ?", utc(which.from()));
    narrow(sql, parameters, "at < ?", utc(which.to()));
    narrow(sql, parameters, "record = ?", which.record());
    narrow(sql, parameters, "patient_id = ?", which.patientId());
    sql.append(" order by id fetch first ? rows only");
    parameters.add(most);
    return database
        .sql(sql.toString())
        .params(parameters)
        .query((rows, number) -> event(rows))
        .list();
  }

  private static void narrow(
      StringBuilder sql, List<Object> parameters, String condition, @Nullable Object value) {
    if (value != null) {
      sql.append(" and ").append(condition);
      parameters.add(value);
    }
  }

  private static @Nullable OffsetDateTime utc(@Nullable Instant moment) {
    return moment == null ? null : moment.atOffset(ZoneOffset.UTC);
  }

  private static AccessEvent event(ResultSet rows) throws SQLException {
    return new AccessEvent(
        rows.getString("id"),
        rows.getObject("at", OffsetDateTime.class).toInstant(),
        AccessAction.valueOf(rows.getString("action")),
        rows.getString("resource_type"),
        AccessOutcome.valueOf(rows.getString("outcome")),
        new AccessEvent.Actor(
            rows.getString("launch_id"),
            rows.getString("user_ref"),
            rows.getString("user_name"),
            rows.getString("user_role")),
        new AccessEvent.Chart(
            rows.getString("ehr_id"),
            rows.getString("fhir_base"),
            rows.getString("tenant"),
            rows.getString("patient_id"),
            rows.getString("encounter_id")),
        rows.getString("resource_ref"),
        rows.getString("query"),
        rows.getString("request_id"),
        rows.getString("why"));
  }

  /** Launches of staff in which this patient's record was opened or read, newest first. */
  public List<StaffAccess> staffAccess(AuditSubject reader, List<String> staffRoles, int most) {
    return database
        .sql(
            """
            select ehr_id, user_ref, max(user_name) as name, user_role, min(at) as first_at
            from access_audit
            where record = :record and tenant = :tenant and patient_id = :patient
              and user_role in (:roles)
              and (action = 'OPEN' or (action in ('READ', 'SEARCH') and outcome = 'OK'
                and resource_type not in ('Person', 'Practitioner', 'PractitionerRole')))
            group by launch_id, ehr_id, user_ref, user_role
            order by first_at desc
            fetch first :most rows only
            """)
        .param("record", reader.record())
        .param("tenant", reader.tenant())
        .param("patient", reader.patientId())
        .param("roles", staffRoles)
        .param("most", most)
        .query(
            (rows, number) ->
                new StaffAccess(
                    rows.getString("ehr_id") + "|" + rows.getString("user_ref"),
                    rows.getString("name"),
                    rows.getString("user_role"),
                    rows.getObject("first_at", OffsetDateTime.class).toInstant()))
        .list();
  }

  /** Removes lines from before {@code moment} and says how many there were. */
  int removeBefore(Instant moment) {
    return database
        .sql("delete from access_audit where at < ?")
        .params(moment.atOffset(ZoneOffset.UTC))
        .update();
  }
}
