package org.flippedvisit.app.ehr;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.LenientErrorHandler;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Observation;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The one FHIR context: made once, warmed at start so that the first clinician does not wait for
 * it.
 */
@Configuration(proxyBeanMethods = false)
class FhirConfiguration {
  @Bean
  FhirContext fhirContext() {
    FhirContext fhir = FhirContext.forR4();
    // One bad value must not lose the whole Bundle; mappers say what they could not read.
    fhir.setParserErrorHandler(new LenientErrorHandler(false).setErrorOnInvalidValue(false));
    // A Provenance names the version it is about; HAPI would strip it.
    fhir.getParserOptions().setDontStripVersionsFromReferencesAtPaths("Provenance.target");
    var bundle = new Bundle();
    bundle.addEntry().setResource(new Observation());
    fhir.newJsonParser().parseResource(fhir.newJsonParser().encodeResourceToString(bundle));
    return fhir;
  }
}
