package org.flippedvisit.fhir.concern;

/** What the person called their concern; always optional beside the words. */
public enum ConcernKind {
  SYMPTOM("symptom"),
  WORRY("worry"),
  LIFE_EVENT("life-event"),
  NOTHING("nothing");

  private final String code;

  ConcernKind(String code) {
    this.code = code;
  }

  /** Code in {@code https://flippedvisit.org/fhir/CodeSystem/visit}. */
  public String code() {
    return code;
  }
}
