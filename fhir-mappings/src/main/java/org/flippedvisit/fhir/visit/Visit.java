package org.flippedvisit.fhir.visit;

import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.jspecify.annotations.Nullable;

/**
 * The visit in launch context (FHIR Encounter).
 *
 * @param id Encounter id
 * @param start when it began or is planned
 * @param end when it ended or is planned to
 * @param organizationReference {@code Encounter.serviceProvider}, for {@code
 *     Provenance.agent.onBehalfOf}
 * @param organizationName its display
 */
public record Visit(
    String id,
    @Nullable ClinicalTime start,
    @Nullable ClinicalTime end,
    @Nullable String organizationReference,
    @Nullable String organizationName) {}
