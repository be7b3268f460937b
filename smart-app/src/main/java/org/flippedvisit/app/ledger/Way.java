package org.flippedvisit.app.ledger;

/**
 * As what a write would reach the chart in one launch, known before it is tried.
 *
 * @param resourceType FHIR resource type
 * @param isAsMeant false where the EHR does not take the first choice
 */
public record Way(String resourceType, boolean isAsMeant) {}
