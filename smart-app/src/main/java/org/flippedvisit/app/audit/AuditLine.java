package org.flippedvisit.app.audit;

import java.time.Instant;
import org.flippedvisit.fhir.audit.AccessAction;
import org.flippedvisit.fhir.audit.AccessOutcome;
import org.jspecify.annotations.Nullable;

/** A line on its way into the store. */
record AuditLine(
    Instant at,
    AuditSubject subject,
    AccessAction action,
    String type,
    AccessOutcome outcome,
    @Nullable String userName,
    @Nullable String reference,
    @Nullable String query,
    @Nullable String requestId,
    @Nullable String why) {

  /** What every line has; the rest is added by what is known. */
  static AuditLine of(
      Instant at, AuditSubject subject, AccessAction action, String type, AccessOutcome outcome) {
    return new AuditLine(at, subject, action, type, outcome, null, null, null, null, null);
  }

  AuditLine by(@Nullable String name) {
    return new AuditLine(
        at, subject, action, type, outcome, name, reference, query, requestId, why);
  }

  AuditLine about(@Nullable String resource) {
    return new AuditLine(
        at, subject, action, type, outcome, userName, resource, query, requestId, why);
  }

  AuditLine asking(String search) {
    return new AuditLine(
        at, subject, action, type, outcome, userName, reference, search, requestId, why);
  }

  /** The {@code X-Request-Id} that was sent along. */
  AuditLine inRequest(String id) {
    return new AuditLine(at, subject, action, type, outcome, userName, reference, query, id, why);
  }

  AuditLine because(String reason) {
    return new AuditLine(
        at, subject, action, type, outcome, userName, reference, query, requestId, reason);
  }

  /** Names ids of ours and kinds: safe in a log. */
  @Override
  public String toString() {
    return "action="
        + action
        + " type="
        + type
        + " outcome="
        + outcome
        + " launch="
        + subject.launchId()
        + " at="
        + at;
  }
}
