package org.flippedvisit.fhir.testing;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.LenientErrorHandler;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.flippedvisit.fhir.mapping.WithoutNarratives;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;

/** JSON in as the app reads it (nothing invalid throws), JSON out as strictly as HAPI can. */
public final class FhirJson {
  public static final FhirContext CONTEXT = FhirContext.forR4Cached();

  static {
    // HAPI drops versions from references unless told not to; Provenance.target needs its own.
    CONTEXT.getParserOptions().setDontStripVersionsFromReferencesAtPaths("Provenance.target");
  }

  private FhirJson() {}

  /** Reads what an EHR sent, however broken. */
  public static Resource read(String json) {
    IParser parser = CONTEXT.newJsonParser();
    parser.setParserErrorHandler(
        new LenientErrorHandler(false)
            .setErrorOnInvalidValue(false)
            .setErrorOnInvalidExtension(false));
    var sent = new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
    return (Resource) parser.parseResource(new WithoutNarratives(sent));
  }

  /** The resources of a Bundle. */
  public static List<Resource> entries(String bundleJson) {
    return ((Bundle) read(bundleJson))
        .getEntry().stream().map(Bundle.BundleEntryComponent::getResource).toList();
  }

  /** Writes and strictly reads back, so that nothing that we write is unknown to R4. */
  public static String write(Resource resource) {
    String json = CONTEXT.newJsonParser().setPrettyPrint(true).encodeResourceToString(resource);
    CONTEXT.newJsonParser().setParserErrorHandler(new StrictErrorHandler()).parseResource(json);
    return json;
  }
}
