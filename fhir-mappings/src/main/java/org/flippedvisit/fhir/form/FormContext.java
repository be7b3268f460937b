package org.flippedvisit.fhir.form;

import java.time.ZonedDateTime;
import java.util.Map;

/**
 * What expressions of a form may know of the visit (SDC {@code launchContext}).
 *
 * @param resources FHIR JSON by name: patient, user, encounter
 * @param now for {@code now()} and {@code today()}
 */
public record FormContext(Map<String, String> resources, ZonedDateTime now) {
  public FormContext {
    resources = Map.copyOf(resources);
  }
}
