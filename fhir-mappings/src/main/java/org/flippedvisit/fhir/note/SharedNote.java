package org.flippedvisit.fhir.note;

import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.provenance.Author;
import org.jspecify.annotations.Nullable;

/**
 * A note both sides can read (US Core DocumentReference, text/plain).
 *
 * @param id logical id in the EHR; null before it is there
 * @param typeCode LOINC document type, such as 81338-6
 * @param text the whole note; complete and readable as plain text
 * @param author the signed-in person who wrote it
 * @param replaces FHIR reference of the note it replaces; null when it replaces none
 */
public record SharedNote(
    @Nullable String id,
    String typeCode,
    String title,
    String text,
    @Nullable Author author,
    ClinicalTime writtenAt,
    @Nullable String encounterId,
    @Nullable String replaces) {}
