package org.flippedvisit.fhir.concept;

import java.io.IOException;

/**
 * A mapping file that cannot be used; the message names the file and, where there is one, the line
 * and what is wrong there.
 */
public final class UnusableConcepts extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  UnusableConcepts(String file, int line, String what) {
    super(file + ", line " + line + ": " + what);
  }

  private UnusableConcepts(String sentence, IOException cause) {
    super(sentence, cause);
  }

  /** The file is not there, or may not be read. */
  public static UnusableConcepts unreadable(String file, IOException cause) {
    return new UnusableConcepts(file + " cannot be read", cause);
  }
}
