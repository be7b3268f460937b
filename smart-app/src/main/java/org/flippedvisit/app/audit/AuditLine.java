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
