package org.flippedvisit.fhir.preference;

import org.flippedvisit.fhir.mapping.ClinicalTime;

/**
 * The shared note that a new one replaces.
 *
 * @param reference such as {@code DocumentReference/7}
 * @param writtenAt so that the new one can name it to people
 */
public record FormerNote(String reference, ClinicalTime writtenAt) {}
