package org.flippedvisit.app.note;

import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.provenance.Author;

/**
 * What a person says is not right about a note. It names the note by itself, so that it can be read
 * where the note cannot.
 *
 * @param note identity of the note, see {@link ReadableNote#identity}
 * @param title of the note; empty where it has none
 * @param writtenAt when the note was written
 * @param words exactly as typed
 */
public record NotRight(
    String note,
    String title,
    ClinicalTime writtenAt,
    String words,
    Author saidBy,
    ClinicalTime saidAt) {}
