package org.flippedvisit.fhir.form;

/** A questionnaire that cannot be filled in; the message says why, for whoever configured it. */
public final class UnusableForm extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnusableForm(String message) {
    super(message);
  }
}
