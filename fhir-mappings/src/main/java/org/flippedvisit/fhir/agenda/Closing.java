package org.flippedvisit.fhir.agenda;

import java.time.Instant;
import org.flippedvisit.fhir.provenance.Author;

/**
 * The end of a visit: "Was everything you came with covered? Anything else?", answered by the
 * patient.
 *
 * @param coveredAnswer what the person answered
 * @param personsRemark their words, verbatim; empty when they added none
 * @param closedBy the staff member signed in
 */
public record Closing(
    Covered coveredAnswer, String personsRemark, Author closedBy, Instant closedAt) {
  /** The person's answer to the closing question. */
  public enum Covered {
    YES,
    PARTLY,
    NO,
    NOT_ASKED
  }
}
