package org.flippedvisit.app.preference;

import org.flippedvisit.app.ledger.Write;

/**
 * What became of saving a preference.
 *
 * @param note the shared note
 * @param coded the coded entry
 * @param text the note as plain text, to copy where the EHR does not take it
 */
public record PreferenceSaved(Write note, Write coded, String text) {}
