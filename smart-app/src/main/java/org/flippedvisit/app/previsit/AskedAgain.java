package org.flippedvisit.app.previsit;

import java.time.Instant;
import org.flippedvisit.fhir.provenance.Author;

/**
 * Somebody asked again what was answered already.
 *
 * @param reason in the words of who asked
 */
public record AskedAgain(String reason, Author by, Instant at) {}
