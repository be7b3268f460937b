package org.flippedvisit.app.preference;

import org.flippedvisit.app.ledger.Write;

/**
 * What became of saving a preference.
 *
 * @param note the shared note
 * @param coded the coded entry
 * @param text the note as plain text, to copy where the EHR does not take it
 */
public record PreferenceSaved(Write note, Write coded, String text) {
  /** The same with one of the writes as it stands now. */
  PreferenceSaved with(Write settled) {
    return settled.id().equals(note.id())
        ? new PreferenceSaved(settled, coded, text)
        : new PreferenceSaved(note, settled, text);
  }
}
