package org.flippedvisit.app.note;

import org.flippedvisit.app.ledger.Write;
import org.flippedvisit.fhir.note.SharedNote;
import org.jspecify.annotations.Nullable;

/**
 * A note that the person can read.
 *
 * @param write how it stands, of a note that was written through this app; null for any other
 * @param isInChart true when the chart returned it
 */
public record ReadableNote(SharedNote note, @Nullable Write write, boolean isInChart) {

  /**
   * The write key of a note of ours, else its FHIR reference: the same before and after it reached
   * the chart.
   */
  public String identity() {
    return write == null ? "DocumentReference/" + note.id() : write.key().value();
  }
}
