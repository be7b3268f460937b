package org.flippedvisit.fhir.preference;

/** How much part the person wants in decisions: a spectrum, every point of it respected. */
public enum DecisionPart {
  YOU_RECOMMEND("you-recommend"),
  TOGETHER("together"),
  I_DECIDE("i-decide"),
  DEPENDS("depends");

  private final String code;

  DecisionPart(String code) {
    this.code = code;
  }

  /** Code in {@code https://flippedvisit.org/fhir/CodeSystem/visit}. */
  public String code() {
    return code;
  }
}
