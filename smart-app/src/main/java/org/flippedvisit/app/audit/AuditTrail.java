package org.flippedvisit.app.audit;

import java.time.Clock;
import java.util.Queue;
import java.util.concurrent.LinkedBlockingQueue;
import org.flippedvisit.app.store.PatientKey;
import org.flippedvisit.fhir.audit.AccessAction;
import org.flippedvisit.fhir.audit.AccessOutcome;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/**
 * The access audit, in the app's own store (shape after IHE BALP 1.1.4). Called where reads and
 * writes happen, so that no feature can forget it; never bodies, never values.
 *
 * <p>A line that the store does not take is an error in the log, makes the app unhealthy, and waits
 * here until the store takes it. Until then nobody enters and nothing that was read is shown; what
 * was written stays written (docs/decisions/0010).
 */
@Component
public final class AuditTrail implements DisposableBean {
  private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);
  private static final String OPERATOR = "operator";
  private static final int MOST_WAITING = 10_000;

  private final AuditStore store;
  private final Clock clock;
  private final Queue<AuditLine> waiting = new LinkedBlockingQueue<>(MOST_WAITING);

  AuditTrail(AuditStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** The store did not take a line that has to be there before anything happens. */
  public static final class NotAudited extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotAudited() {
      super("the access audit could not be written");
    }
  }

  /**
   * Somebody signed in.
   *
   * @throws NotAudited when that could not be written down; nobody may go in
   */
  public void launched(AuditSubject subject) {
    if (!write(line(subject, AccessAction.LAUNCH, "Patient", AccessOutcome.OK))) {
      throw new NotAudited();
    }
  }

  /**
   * A launch is over. Never fails.
   *
   * @param why in a word, such as {@code idle}
   */
  public void ended(AuditSubject subject, String why) {
    write(line(subject, AccessAction.LOGOUT, "Patient", AccessOutcome.OK).because(why));
  }

  /**
   * A search was sent to the EHR.
   *
   * @param query type and parameters, without what would say more than who, when and which kind of
   *     record
   * @param requestId {@code X-Request-Id} sent along
   * @return whether the line is in the store; when not, nobody may see what came back
   */
  public boolean searched(
      AuditSubject subject, String type, AccessOutcome outcome, String query, String requestId) {
    return write(
        line(subject, AccessAction.SEARCH, type, outcome).asking(query).inRequest(requestId));
  }

  /**
   * One resource was asked for by its id.
   *
   * @param reference such as {@code Person/7}
   * @param requestId {@code X-Request-Id} sent along
   * @return whether the line is in the store; when not, nobody may use what came back
   */
  public boolean read(
      AuditSubject subject,
      String type,
      AccessOutcome outcome,
      String reference,
      String requestId) {
    return write(
        line(subject, AccessAction.READ, type, outcome).about(reference).inRequest(requestId));
  }

  /**
   * A create was sent to the EHR. Never fails: what the EHR has, it has.
   *
   * @param reference what the EHR calls it; null when it did not say
   * @param requestId {@code X-Request-Id} sent along
   */
  public void created(
      AuditSubject subject,
      String type,
      AccessOutcome outcome,
      @Nullable String reference,
      String requestId) {
    write(line(subject, AccessAction.CREATE, type, outcome).about(reference).inRequest(requestId));
  }

  /**
   * An update was sent to the EHR. Never fails: what the EHR has, it has.
   *
   * @param reference what was updated
   * @param requestId {@code X-Request-Id} sent along
   */
  public void updated(
      AuditSubject subject,
      String type,
      AccessOutcome outcome,
      String reference,
      String requestId) {
    write(line(subject, AccessAction.UPDATE, type, outcome).about(reference).inRequest(requestId));
  }

  /** Something was kept in the app's own store. Never fails: it is kept. */
  public void stored(AuditSubject subject, String what) {
    write(line(subject, AccessAction.STORE, what, AccessOutcome.OK));
  }

  /**
   * A page about the patient was opened. Never fails: the reads of the page are refused instead.
   *
   * @param page such as {@code agenda}
   * @param name of who opened it; null where the EHR gave none
   */
  public void opened(AuditSubject subject, String page, @Nullable String name) {
    write(line(subject, AccessAction.OPEN, page, AccessOutcome.OK).by(name));
  }

  /** A page about the patient was sent to a printer. */
  public void printed(AuditSubject subject, String page) {
    write(line(subject, AccessAction.PRINT, page, AccessOutcome.OK));
  }

  /**
   * An operator exported all that the store keeps about a patient.
   *
   * @param operator name of their account on the machine
   * @throws NotAudited when that could not be written down; nothing may be exported
   */
  public void exported(PatientKey patient, String operator) {
    byOperator(AccessAction.EXPORT, patient, operator);
  }

  /**
   * An operator erases what the store keeps about a patient.
   *
   * @param operator name of their account on the machine
   * @throws NotAudited when that could not be written down; nothing may be erased
   */
  public void erased(PatientKey patient, String operator) {
    byOperator(AccessAction.ERASE, patient, operator);
  }

  private void byOperator(AccessAction action, PatientKey patient, String operator) {
    var subject =
        new AuditSubject(
            patient.record(),
            patient.tenant(),
            patient.patientId(),
            OPERATOR,
            OPERATOR,
            "OPERATOR",
            patient.record(),
            null,
            null);
    try { // now or not at all: a line that waits would outlive what was not done
      store.add(line(subject, action, "Patient", AccessOutcome.OK).by(operator));
    } catch (DataAccessException down) {
      throw new NotAudited();
    }
  }

  /** How many lines wait for the store, after trying it once more. */
  int waiting() {
    try {
      catchUp();
    } catch (DataAccessException down) {
      LOG.debug("audit.store still down");
    }
    return waiting.size();
  }

  private AuditLine line(
      AuditSubject subject, AccessAction action, String type, AccessOutcome outcome) {
    return AuditLine.of(clock.instant(), subject, action, type, outcome);
  }

  private boolean write(AuditLine line) {
    try {
      catchUp();
      store.add(line);
      return true;
    } catch (DataIntegrityViolationException unfit) {
      lose(line);
      return false;
    } catch (DataAccessException down) {
      if (waiting.offer(line)) {
        LOG.error("audit.waits {}", line);
      } else {
        lose(line);
      }
      return false;
    }
  }

  /** Lines go into the store in the order in which they happened. */
  private void catchUp() {
    if (waiting.isEmpty()) {
      return;
    }
    synchronized (waiting) {
      for (AuditLine next = waiting.peek(); next != null; next = waiting.peek()) {
        try {
          store.add(next);
        } catch (DataIntegrityViolationException unfit) {
          lose(next);
        }
        waiting.remove();
      }
    }
  }

  private static void lose(AuditLine line) {
    LOG.error("audit.lost {}", line);
  }

  @Override
  public void destroy() {
    if (waiting() > 0) {
      waiting.forEach(AuditTrail::lose);
    }
  }
}
