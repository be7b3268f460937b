package org.flippedvisit.fhir.provenance;

import java.util.Optional;
import org.flippedvisit.fhir.mapping.FhirText;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/** References to people, both ways. */
public final class AuthorMapper {
  private AuthorMapper() {}

  /**
   * Who is meant: by type and id, with the display as name; empty when the reference says nothing.
   */
  public static Optional<Author> fromReference(@Nullable Reference reference) {
    if (reference == null) {
      return Optional.empty();
    }
    String name = blankToNull(reference.getDisplay());
    String text = blankToNull(reference.getReference());
    if (text == null) {
      return name == null ? Optional.empty() : Optional.of(new Author.Other(null, name));
    }
    if (text.startsWith("#") || text.startsWith("urn:")) {
      return Optional.of(new Author.Other(null, name));
    }
    return Optional.of(fromId(new IdType(text), name, text));
  }

  private static Author fromId(IdType id, @Nullable String name, String text) {
    String type = id.getResourceType();
    String idPart = id.getIdPart();
    if (type == null || idPart == null) {
      return new Author.Other(text, name);
    }
    return switch (type) {
      case "Patient" -> new Author.Patient(idPart, name);
      case "RelatedPerson" -> new Author.RelatedPerson(idPart, name, null);
      case "Practitioner" -> new Author.Practitioner(idPart, name, null);
      default -> new Author.Other(type + "/" + idPart, name);
    };
  }

  /** A relative reference with the name as display, which lasts where EHRs drop the reference. */
  public static Reference toReference(Author author) {
    return new Reference()
        .setReference(author.reference())
        .setDisplay(FhirText.ofNullable(author.name()));
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }
}
