package org.flippedvisit.fhir.previsit;

/** How much health gets in the way of what the person wants to do, least first. */
public enum InTheWay {
  NOT_AT_ALL("not-at-all"),
  A_LITTLE("a-little"),
  SOME("some"),
  A_LOT("a-lot");

  private final String code;

  InTheWay(String code) {
    this.code = code;
  }

  /** Code in {@code https://flippedvisit.org/fhir/CodeSystem/visit}. */
  public String code() {
    return code;
  }
}
