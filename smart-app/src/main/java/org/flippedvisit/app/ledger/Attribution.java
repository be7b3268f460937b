package org.flippedvisit.app.ledger;

import org.flippedvisit.fhir.provenance.Author;
import org.flippedvisit.fhir.visit.Visit;
import org.jspecify.annotations.Nullable;

/**
 * Whose words, who typed them, and at which visit; becomes a Provenance beside what is written.
 *
 * @param visit null when the launch has no encounter, or it could not be read
 */
public record Attribution(Author saidBy, Author recordedBy, @Nullable Visit visit) {}
