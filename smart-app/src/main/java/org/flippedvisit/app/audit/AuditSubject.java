package org.flippedvisit.app.audit;

import org.jspecify.annotations.Nullable;

/**
 * Who acted on whose record, in which launch.
 *
 * @param record store the EHR belongs to
 * @param user FHIR reference of the signed-in person
 * @param ehr id of the EHR in the configuration; the record, for what an operator does to the store
 * @param fhirBase its FHIR base URL without a trailing slash; null for what an operator does
 * @param encounterId the visit in context; null when the EHR gave none
 */
public record AuditSubject(
    String record,
    String tenant,
    String patientId,
    String launchId,
    String user,
    String role,
    String ehr,
    @Nullable String fhirBase,
    @Nullable String encounterId) {}
