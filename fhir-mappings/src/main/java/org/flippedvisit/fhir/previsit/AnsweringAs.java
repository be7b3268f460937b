package org.flippedvisit.fhir.previsit;

/** Who is answering, as they say it themselves; kept with every answer. */
public enum AnsweringAs {
  SELF("self"),
  PARENT("parent"),
  PARTNER("partner"),
  CARER("carer"),
  OTHER("other");

  private final String code;

  AnsweringAs(String code) {
    this.code = code;
  }

  /** Code in {@code https://flippedvisit.org/fhir/CodeSystem/visit}. */
  public String code() {
    return code;
  }
}
