package org.flippedvisit.app.note;

import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.provenance.Author;

/**
 * What the care team did about something that was not right.
 *
 * @param about key of the {@link NotRight}
 */
public record NotRightAnswer(String about, Done done, Author by, ClinicalTime at) {

  /** What was done. */
  public enum Done {
    PUT_RIGHT,
    TALKED_ABOUT
  }
}
