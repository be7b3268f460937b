package org.flippedvisit.fhir.provenance;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Who said and who wrote one resource (US Core Provenance).
 *
 * @param targetReference what was written, version-specific when the server gave a version
 * @param sourceReference the QuestionnaireResponse it came from; null when there is none
 * @param organizationReference on whose behalf staff acted; null when the visit names none
 * @param organizationName its display; used alone when there is no reference (provenance-1 asks for
 *     onBehalfOf)
 */
public record Trace(
    String patientId,
    String targetReference,
    Author saidBy,
    Author recordedBy,
    OffsetDateTime recordedAt,
    @Nullable String sourceReference,
    @Nullable String organizationReference,
    @Nullable String organizationName) {}
