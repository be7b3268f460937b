package org.flippedvisit.fhir.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of the access audit (IHE BALP 1.1.4): references and kinds, never what was read, written
 * or typed.
 *
 * @param id the line's number in the app's store, so that a second export repeats and does not
 *     double it
 * @param type FHIR resource type, or the name of the page or of the app's own record
 * @param reference what was read or written, such as {@code Observation/7}; null where the EHR did
 *     not say, and for searches, whose results BALP does not record
 * @param query for a search: type and parameters, without what would say more than who, when and
 *     which kind of record
 * @param requestId {@code X-Request-Id} sent to the EHR
 * @param why for the end of a launch
 */
public record AccessEvent(
    String id,
    Instant at,
    AccessAction action,
    String type,
    AccessOutcome outcome,
    Actor actor,
    Chart chart,
    @Nullable String reference,
    @Nullable String query,
    @Nullable String requestId,
    @Nullable String why) {

  /**
   * Who did it.
   *
   * @param reference the signed-in person, such as {@code Practitioner/7}
   * @param name null where it was not known when the line was written
   * @param role as the app knows it, such as {@code CLINICIAN}
   */
  public record Actor(String launchId, String reference, @Nullable String name, String role) {}

  /**
   * Whose record it was, and where.
   *
   * @param ehr the EHR's id in the app's configuration; null in lines from before it was kept
   * @param fhirBase its FHIR base URL without a trailing slash; null likewise
   * @param tenant SMART tenant; empty when there is none
   */
  public record Chart(
      @Nullable String ehr,
      @Nullable String fhirBase,
      String tenant,
      String patientId,
      @Nullable String encounterId) {}
}
