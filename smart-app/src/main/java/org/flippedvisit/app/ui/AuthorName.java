package org.flippedvisit.app.ui;

import com.vaadin.flow.component.Component;
import org.flippedvisit.fhir.provenance.Author;
import org.jspecify.annotations.Nullable;

/**
 * What to call an author on the page: "Ingrid, mother", or in plain words when the EHR gave no
 * name.
 */
public final class AuthorName {
  private AuthorName() {}

  public static String of(@Nullable Author author, Component page) {
    return switch (author) {
      case null -> page.getTranslation("author.unknown");
      case Author.Patient(var id, var name) ->
          name == null ? page.getTranslation("author.patient") : OneLine.of(name);
      case Author.RelatedPerson(var id, var name, var relationship) ->
          with(name == null ? page.getTranslation("author.related") : name, relationship);
      case Author.Practitioner(var id, var name, var role) ->
          with(name == null ? page.getTranslation("author.staff") : name, role);
      case Author.Other(var reference, var name) ->
          name == null ? page.getTranslation("author.unknown") : OneLine.of(name);
    };
  }

  private static String with(String name, @Nullable String more) {
    return OneLine.of(more == null || more.isBlank() ? name : name + ", " + more);
  }
}
