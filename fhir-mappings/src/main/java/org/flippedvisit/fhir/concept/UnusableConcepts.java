package org.flippedvisit.fhir.concept;

/**
 * A mapping file that cannot be used; the message names the file, the line and what is wrong there.
 */
public final class UnusableConcepts extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  UnusableConcepts(String file, int line, String what) {
    super(file + ", line " + line + ": " + what);
  }
}
