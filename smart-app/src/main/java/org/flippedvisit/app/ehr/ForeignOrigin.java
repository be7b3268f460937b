package org.flippedvisit.app.ehr;

/**
 * A request was about to leave for a server that is not the launch's EHR; it was stopped. Never
 * holds the URL.
 */
final class ForeignOrigin extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ForeignOrigin() {
    super("a link led away from the EHR of this launch");
  }
}
