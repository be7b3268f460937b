package org.flippedvisit.app.ehr;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.util.List;
import java.util.function.Function;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.fhir.mapping.Mapped;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;

/**
 * Turns records into FHIR JSON through a mapper's {@code toFhir}, so that features never import a
 * FHIR type.
 */
@Component
public final class FhirEncoder {
  private final FhirContext fhir;

  FhirEncoder(FhirContext fhir) {
    this.fhir = fhir;
  }

  /**
   * Encodes one resource about the patient of {@code launch}.
   *
   * @throws OtherPatient when the mapper made it about anybody else; nothing was sent
   */
  public <T> EncodedResource encode(
      Launch launch, T value, Function<T, ? extends Resource> toFhir) {
    Resource resource = toFhir.apply(value);
    if (!PatientPin.isAbout(resource, launch)) {
      throw new OtherPatient();
    }
    return new EncodedResource(
        resource.fhirType(),
        launch.patientId(),
        fhir.newJsonParser()
            .setParserErrorHandler(new StrictErrorHandler())
            .encodeResourceToString(resource));
  }

  /** Reads back what was encoded, such as a note that the EHR does not hold. */
  public <T> Mapped<T> decode(
      EncodedResource encoded, Function<List<Resource>, Mapped<T>> fromFhir) {
    return fromFhir.apply(List.of((Resource) fhir.newJsonParser().parseResource(encoded.json())));
  }
}
