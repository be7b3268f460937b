package org.flippedvisit.app.ehr;

import org.flippedvisit.app.ehr.WriteOutcome.Why;
import org.flippedvisit.fhir.audit.AccessOutcome;

/** What the audit says of a reading or a write. */
final class AuditOutcome {
  private AuditOutcome() {}

  static AccessOutcome of(Reading<?> reading) {
    return switch (reading) {
      case Reading.Found<?> ignored -> AccessOutcome.OK;
      case Reading.NotPermitted<?> ignored -> AccessOutcome.NOT_PERMITTED;
      case Reading.Failed<?> failed -> of(failed.failure());
    };
  }

  private static AccessOutcome of(Reading.Failure failure) {
    return switch (failure) {
      case UNREACHABLE -> AccessOutcome.UNREACHABLE;
      case TOO_SLOW -> AccessOutcome.TOO_SLOW;
      case TOO_BUSY -> AccessOutcome.TOO_BUSY;
      case BROKEN_ANSWER -> AccessOutcome.BROKEN_ANSWER;
      case EHR_ERROR -> AccessOutcome.EHR_ERROR;
      case SIGN_IN_ENDED -> AccessOutcome.SIGN_IN_ENDED;
      case NOT_AUDITED -> AccessOutcome.OK; // it was read, and not shown
    };
  }

  static AccessOutcome of(WriteOutcome outcome) {
    return switch (outcome) {
      case WriteOutcome.Confirmed ignored -> AccessOutcome.OK;
      case WriteOutcome.SubmittedForReview ignored -> AccessOutcome.SUBMITTED_FOR_REVIEW;
      case WriteOutcome.Rejected rejected -> of(rejected.why());
      case WriteOutcome.Unknown ignored -> AccessOutcome.UNKNOWN;
    };
  }

  private static AccessOutcome of(Why why) {
    return switch (why) {
      case NOT_PERMITTED -> AccessOutcome.NOT_PERMITTED;
      case SIGN_IN_ENDED -> AccessOutcome.SIGN_IN_ENDED;
      case TOO_BUSY -> AccessOutcome.TOO_BUSY;
      case UNREACHABLE -> AccessOutcome.UNREACHABLE;
      case NOT_TAKEN_HERE, NOT_ACCEPTED, CONFLICT, NOT_FOUND_THERE -> AccessOutcome.REJECTED;
      case NOT_FOUND_YET -> AccessOutcome.UNKNOWN;
    };
  }
}
