package org.flippedvisit.app.launch;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The signed-in person, from the {@code fhirUser} claim of a validated id_token: absolute or
 * relative (SMART App Launch 2.2).
 *
 * @param type Patient, RelatedPerson, Practitioner, PractitionerRole or Person
 * @param id logical id on the EHR's FHIR server
 */
public record FhirUser(String type, String id) {
  private static final Pattern REFERENCE =
      Pattern.compile(
          "(?:^|/)(Patient|RelatedPerson|Practitioner|PractitionerRole|Person)/([A-Za-z0-9.-]{1,64})$");

  /** Empty when the claim names nobody we know what to do with. */
  public static Optional<FhirUser> parse(String claim, String fhirBase) {
    boolean foreign = claim.contains("://") && !claim.startsWith(fhirBase + "/");
    Matcher reference = REFERENCE.matcher(claim);
    if (foreign || !reference.find()) {
      return Optional.empty();
    }
    return Optional.of(new FhirUser(reference.group(1), reference.group(2)));
  }

  public String reference() {
    return type + "/" + id;
  }
}
