package org.flippedvisit.fhir.form;

/**
 * What stands between an answer and a completed form.
 *
 * @param limit the number, text or example that the answer must keep to; for a constraint of the
 *     questionnaire its own words; empty where there is nothing to say
 */
public record FormProblem(NodeId at, Kind kind, String limit) {
  /** What is wrong. */
  public enum Kind {
    MISSING,
    TOO_FEW,
    TOO_MANY,
    TOO_SHORT,
    TOO_LONG,
    TOO_SMALL,
    TOO_BIG,
    TOO_MANY_DECIMALS,
    WRONG_FORM,
    NOT_A_CHOICE,
    NOT_WITH_ANOTHER,
    WRONG_TYPE,
    WRONG_CONTENT_TYPE,
    FILE_TOO_BIG,
    CONSTRAINT
  }
}
