package org.flippedvisit.app.launch;

/**
 * Who opened the app, from the type of {@code fhirUser} and the launch {@code intent}, never from
 * the path alone.
 */
public enum Role {
  CLINICIAN,
  MEDICAL_ASSISTANT,
  PATIENT,
  PROXY;

  public boolean isStaff() {
    return this == CLINICIAN || this == MEDICAL_ASSISTANT;
  }
}
