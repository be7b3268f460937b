package org.flippedvisit.app.preference;

import java.util.List;
import java.util.Objects;
import org.flippedvisit.fhir.patient.PatientSummary;
import org.flippedvisit.fhir.preference.Telling;
import org.flippedvisit.fhir.provenance.Author;
import org.flippedvisit.fhir.visit.Visit;
import org.jspecify.annotations.Nullable;

/**
 * How a preference is being asked.
 *
 * @param voices whose words it may be, at least one, the likeliest first
 * @param recordedBy the signed-in person
 * @param visit null when the launch has no encounter, or it could not be read
 */
public record Asking(
    PatientSummary patient,
    List<? extends Author> voices,
    Author recordedBy,
    @Nullable Visit visit,
    Telling telling) {
  static final String PREFERENCE = "preference";
  static final String HANDED_OVER = "preference-handed-over";

  public Asking {
    voices = List.copyOf(voices);
  }

  /** True where the person reads the questions themselves, on their own device or a handed one. */
  boolean isRead() {
    return telling.isTypedThemselves()
        || Objects.equals(voices.getFirst().reference(), recordedBy.reference());
  }

  /**
   * Name of the form in which it is typed: what a person types on a handed-over screen never meets
   * what staff began.
   */
  public String form() {
    return telling.isTypedThemselves() ? HANDED_OVER : PREFERENCE;
  }
}
