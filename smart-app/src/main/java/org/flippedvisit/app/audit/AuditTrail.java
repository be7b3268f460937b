package org.flippedvisit.app.audit;

import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The access audit, in the app's own store (shape after IHE BALP 1.1: who, what type, which
 * patient, outcome). Called where reads and writes happen, so that no feature can forget it; never
 * bodies, never values.
 */
@Component
public final class AuditTrail {
  private final JdbcClient database;
  private final Clock clock;

  AuditTrail(JdbcClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** What was done, as a FHIR restful interaction. */
  public enum Action {
    LAUNCH,
    END,
    READ,
    SEARCH,
    CREATE,
    UPDATE,
    STORE
  }

  public void launched(AuditSubject subject) {
    add(subject, Action.LAUNCH, "Patient", "ok");
  }

  /**
   * A launch is over.
   *
   * @param why such as {@code signed-off} or {@code idle}
   */
  public void ended(AuditSubject subject, String why) {
    add(subject, Action.END, "Patient", why);
  }

  /**
   * Adds one line.
   *
   * @param type FHIR resource type, or the name of the app's own record
   * @param outcome {@code ok} or the class of failure, such as {@code 403} or {@code timeout}
   */
  public void add(AuditSubject subject, Action action, String type, String outcome) {
    database
        .sql(
            """
            insert into access_audit
              (at, record, tenant, patient_id, launch_id, user_ref, user_role, action, resource_type, outcome)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            clock.instant().atOffset(ZoneOffset.UTC),
            subject.record(),
            subject.tenant(),
            subject.patientId(),
            subject.launchId(),
            subject.user(),
            subject.role(),
            action.name(),
            type,
            outcome)
        .update();
  }
}
