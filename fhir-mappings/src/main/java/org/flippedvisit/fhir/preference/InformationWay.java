package org.flippedvisit.fhir.preference;

/** How the person likes information to come. */
public enum InformationWay {
  TALK("talk"),
  READ("read"),
  PICTURES("pictures"),
  NUMBERS("numbers");

  private final String code;

  InformationWay(String code) {
    this.code = code;
  }

  /** Code in {@code https://flippedvisit.org/fhir/CodeSystem/visit}. */
  public String code() {
    return code;
  }
}
