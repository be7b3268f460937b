package org.flippedvisit.fhir.agenda;

/**
 * Two items that may be the same thing seen from two sides. A person decides.
 *
 * @param one the person's item
 * @param other an item of another origin
 * @param topic id of what both are about
 * @param reason one sentence, in the language asked for
 */
public record JoinSuggestion(AgendaItemId one, AgendaItemId other, String topic, String reason) {}
