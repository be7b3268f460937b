package org.flippedvisit.fhir.previsit;

/** How things have been since the last visit, best first. */
public enum HowOverall {
  MUCH_BETTER("much-better"),
  BETTER("better"),
  SAME("same"),
  WORSE("worse"),
  MUCH_WORSE("much-worse");

  private final String code;

  HowOverall(String code) {
    this.code = code;
  }

  /** Code in {@code https://flippedvisit.org/fhir/CodeSystem/visit}. */
  public String code() {
    return code;
  }
}
