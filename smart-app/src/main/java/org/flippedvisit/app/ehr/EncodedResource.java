package org.flippedvisit.app.ehr;

/**
 * A FHIR resource ready to be sent, as JSON. Features make one through {@link FhirEncoder} and
 * never see the FHIR type.
 *
 * @param patientId whom it is about; checked against the launch before anything is sent
 */
public record EncodedResource(String resourceType, String patientId, String json) {
  /** Names the type only: the body never reaches a log. */
  @Override
  public String toString() {
    return "EncodedResource[" + resourceType + "]";
  }
}
