package org.flippedvisit.app.launch;

/** A launch that did not come about. Carries a reason to show, and nothing of the request. */
public final class LaunchRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  LaunchRefused(Reason reason) {
    super(reason.name());
    this.reason = reason;
  }

  LaunchRefused(Reason reason, Throwable cause) {
    super(reason.name(), cause);
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }

  /** Why; each has its words in the translations under {@code launch.refused.}. */
  enum Reason {
    /** {@code iss} or {@code launch} is missing. */
    INCOMPLETE(400),
    UNKNOWN_ISSUER(403),
    /** The EHR's discovery document could not be had or is not one. */
    EHR_UNREACHABLE(502),
    EHR_UNFIT(502),
    /**
     * The state of the callback is unknown in this browser session: replayed, or cookies are
     * blocked.
     */
    STATE_UNKNOWN(400),
    /** The person, or the EHR, said no. */
    DENIED(403),
    EHR_ERROR(502),
    SIGN_IN_INVALID(502),
    USER_UNKNOWN(403),
    NO_PATIENT(403),
    /** The access audit could not be written. */
    NOT_RECORDED(503);

    private final int status;

    Reason(int status) {
      this.status = status;
    }

    int status() {
      return status;
    }
  }
}
