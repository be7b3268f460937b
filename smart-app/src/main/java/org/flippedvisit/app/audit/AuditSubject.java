package org.flippedvisit.app.audit;

/**
 * Who acted on whose record, in which launch.
 *
 * @param record store the EHR belongs to
 * @param user FHIR reference of the signed-in person
 */
public record AuditSubject(
    String record, String tenant, String patientId, String launchId, String user, String role) {}
