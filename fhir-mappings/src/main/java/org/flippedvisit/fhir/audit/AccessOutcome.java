package org.flippedvisit.fhir.audit;

/**
 * How it ended. The code is {@code AuditEvent.outcome} (FHIR R4 audit-event-outcome): 0 success, 4
 * refused or not possible now, 8 an unexpected error or an answer that does not say, 12 the system
 * could not be reached. The issue is an OperationOutcome issue type.
 */
public enum AccessOutcome {
  OK("0", "informational"),
  /** Taken for review (HTTP 202). */
  SUBMITTED_FOR_REVIEW("0", "informational"),
  NOT_PERMITTED("4", "forbidden"),
  /** The EHR, or the launch, did not take a write. */
  REJECTED("4", "processing"),
  TOO_BUSY("4", "throttled"),
  SIGN_IN_ENDED("4", "login"),
  TOO_SLOW("8", "timeout"),
  BROKEN_ANSWER("8", "structure"),
  EHR_ERROR("8", "exception"),
  /** Whether a write is stored nobody knows. */
  UNKNOWN("8", "incomplete"),
  UNREACHABLE("12", "transient");

  private final String code;
  private final String issue;

  AccessOutcome(String code, String issue) {
    this.code = code;
    this.issue = issue;
  }

  public String code() {
    return code;
  }

  public boolean isSuccess() {
    return code.equals("0");
  }

  String issue() {
    return issue;
  }
}
