package org.flippedvisit.fhir.form;

import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import java.util.Optional;
import org.flippedvisit.fhir.mapping.Mapped;
import org.hl7.fhir.r4.model.Resource;

/** Keeps a resource of the launch for the expressions of forms (SDC 4.0, launchContext). */
public final class FormContextMapper {
  private static final FhirContext FHIR = FhirContext.forR4Cached();

  private FormContextMapper() {}

  /** The first resource, for {@link FormContext#resources}. */
  public static Mapped<Optional<String>> fromFhir(List<? extends Resource> resources) {
    return Mapped.of(
        resources.stream()
            .findFirst()
            .map(resource -> FHIR.newJsonParser().encodeResourceToString(resource)));
  }
}
