package org.flippedvisit.app.launch;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An EHR that may launch the app, without the secrets of its registration.
 *
 * @param id path segment of the callback, stable
 * @param name what people call it
 * @param issuer FHIR base URL without a trailing slash; {@code iss} of a launch
 * @param record EHRs with the same record share one store
 * @param frameAncestors origins that may show the app in a frame
 * @param noteType LOINC type of shared notes at this site
 * @param visitNoteType LOINC type of the note of a closed visit
 * @param urgentPhone number shown beside free text that is not read in real time; null when the
 *     site gave none
 * @param helpLines whom a person can call at once, in the order in which they are shown
 * @param writing by FHIR resource type; types not named are {@link Writing#AUTO}
 */
public record Ehr(
    String id,
    String name,
    String issuer,
    String record,
    List<String> frameAncestors,
    String noteType,
    String visitNoteType,
    @Nullable String urgentPhone,
    List<HelpLine> helpLines,
    Map<String, Writing> writing) {
  public Ehr {
    frameAncestors = List.copyOf(frameAncestors);
    helpLines = List.copyOf(helpLines);
    writing = Map.copyOf(writing);
  }

  /** Whether the app writes a type of resource at a site. */
  public enum Writing {
    /** Where the granted scopes and the CapabilityStatement allow it. */
    AUTO,
    ON,
    OFF
  }

  public Writing writing(String resourceType) {
    return writing.getOrDefault(resourceType, Writing.AUTO);
  }
}
