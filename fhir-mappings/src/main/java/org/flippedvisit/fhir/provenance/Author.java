package org.flippedvisit.fhir.provenance;

import org.jspecify.annotations.Nullable;

/**
 * A person who said or wrote something. Who said it and who typed it are always kept apart (FHIR R4
 * {@code Observation.performer}, {@code QuestionnaireResponse.source} and {@code .author}, {@code
 * Provenance.agent}).
 */
public sealed interface Author {
  /** The name to show, or null where the EHR gave none. */
  @Nullable String name();

  /**
   * The FHIR relative reference, such as {@code Patient/1}; null where the EHR gave a name only.
   */
  @Nullable String reference();

  /** The patient. */
  record Patient(String id, @Nullable String name) implements Author {
    @Override
    public String reference() {
      return "Patient/" + id;
    }
  }

  /**
   * A parent, partner or carer who speaks for or beside the patient.
   *
   * @param relationship in plain words, such as {@code mother}; null when unknown
   */
  record RelatedPerson(String id, @Nullable String name, @Nullable String relationship)
      implements Author {
    @Override
    public String reference() {
      return "RelatedPerson/" + id;
    }
  }

  /**
   * A member of the care team.
   *
   * @param role in plain words, such as {@code medical assistant}; null when unknown
   */
  record Practitioner(String id, @Nullable String name, @Nullable String role) implements Author {
    @Override
    public String reference() {
      return "Practitioner/" + id;
    }
  }

  /**
   * Somebody the EHR names without saying who that is in a way we know (Organization, Device,
   * display only).
   */
  record Other(@Nullable String reference, @Nullable String name) implements Author {}

  /** True for the patient and for who speaks for them: the person's side of the table. */
  default boolean isPersonSide() {
    return this instanceof Patient || this instanceof RelatedPerson;
  }
}
