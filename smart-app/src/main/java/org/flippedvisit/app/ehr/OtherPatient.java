package org.flippedvisit.app.ehr;

/**
 * Something about another patient than the one of the launch was about to be sent; it was stopped.
 */
public final class OtherPatient extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OtherPatient() {
    super("a resource is not about the patient of this launch");
  }
}
