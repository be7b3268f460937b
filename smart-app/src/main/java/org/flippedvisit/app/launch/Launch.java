package org.flippedvisit.app.launch;

import java.time.Instant;
import java.time.ZoneId;
import org.flippedvisit.app.audit.AuditSubject;
import org.flippedvisit.app.store.PatientKey;
import org.jspecify.annotations.Nullable;

/**
 * One launch: one signed-in person, one patient, one tab. Everything read or written names the
 * launch it belongs to, so that two charts open in one browser never meet. Holds no token.
 *
 * @param tenant SMART {@code tenant}; empty when the EHR has none
 * @param patientId the patient in context; reads and writes of anyone else are refused
 * @param encounterId the visit in context; null when the EHR gave none
 * @param isBannerNeeded false only when the EHR said that it shows the patient itself
 */
public record Launch(
    LaunchId id,
    Ehr ehr,
    String tenant,
    String patientId,
    @Nullable String encounterId,
    FhirUser fhirUser,
    Role role,
    Scopes scopes,
    boolean isBannerNeeded,
    Instant startedAt) {

  /**
   * Stands before every action of the care team's, whatever page it was called from.
   *
   * @throws NotForThisRole when a patient or proxy opened this launch
   */
  public void requireStaff() {
    if (!role.isStaff()) {
      throw new NotForThisRole();
    }
  }

  /** The same launch, by the person that the one who signed in turned out to be. */
  Launch by(FhirUser user) {
    return new Launch(
        id, ehr, tenant, patientId, encounterId, user, role, scopes, isBannerNeeded, startedAt);
  }

  /** The same launch in a role. */
  Launch in(Role other) {
    return new Launch(
        id,
        ehr,
        tenant,
        patientId,
        encounterId,
        fhirUser,
        other,
        scopes,
        isBannerNeeded,
        startedAt);
  }

  /** Path below the app's root of a page of this launch. */
  public String path(String page) {
    return "visit/" + id.value() + "/" + page;
  }

  /** The page this role lands on. */
  public String firstPath() {
    return path(
        switch (role) {
          case CLINICIAN -> "agenda";
          case MEDICAL_ASSISTANT -> "rooming";
          case PATIENT, PROXY -> "before";
        });
  }

  /** Whose rows of the app's own store belong to this launch. */
  public PatientKey patientKey() {
    return new PatientKey(ehr.record(), tenant, patientId);
  }

  /** The visit as the store keys it: the encounter, or the day where the EHR gave no encounter. */
  public String visitKey() {
    return encounterId == null
        ? "on-" + startedAt.atZone(ZoneId.systemDefault()).toLocalDate()
        : encounterId;
  }

  /** What the audit trail keeps of who acts on whose record. */
  public AuditSubject auditSubject() {
    return new AuditSubject(
        ehr.record(),
        tenant,
        patientId,
        id.value(),
        fhirUser.reference(),
        role.name(),
        ehr.id(),
        ehr.issuer(),
        encounterId);
  }

  /** Names the launch only: safe in a log. */
  @Override
  public String toString() {
    return "Launch[" + id + "]";
  }
}
