package org.flippedvisit.app.patient;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.flippedvisit.app.ehr.Reading;
import org.flippedvisit.fhir.patient.PatientSummary;
import org.flippedvisit.fhir.provenance.Author;
import org.flippedvisit.fhir.visit.Visit;
import org.jspecify.annotations.Nullable;

/**
 * The people around one launch.
 *
 * @param patient whom the chart is about
 * @param visit the visit in context; found empty when the launch has none
 * @param related those who may speak for or beside the patient
 * @param signedIn who opened the app, with their name where the EHR gives it
 */
public record People(
    Reading<Optional<PatientSummary>> patient,
    Reading<Optional<Visit>> visit,
    List<Author.RelatedPerson> related,
    Author signedIn) {
  public People {
    related = List.copyOf(related);
  }

  public Optional<PatientSummary> patientIfKnown() {
    return patient.orElse(Optional.empty());
  }

  public Optional<Visit> visitIfKnown() {
    return visit.orElse(Optional.empty());
  }

  /** Whose words something may be: the patient's, or of who may speak for or beside them. */
  public List<Author> voices(PatientSummary of) {
    var voices = new ArrayList<Author>();
    voices.add(new Author.Patient(of.id(), of.preferredName()));
    voices.addAll(related);
    return List.copyOf(voices);
  }

  /** The same author with the best name known here. */
  public Author named(Author author) {
    return switch (author) {
      case Author.Patient(var id, var name) ->
          new Author.Patient(
              id,
              patientIfKnown()
                  .filter(patient -> patient.id().equals(id))
                  .map(PatientSummary::preferredName)
                  .orElse(name));
      case Author.RelatedPerson(var id, var name, var relationship) ->
          related.stream()
              .filter(one -> one.id().equals(id))
              .findFirst()
              .map(
                  one ->
                      new Author.RelatedPerson(
                          id, first(one.name(), name), first(one.relationship(), relationship)))
              .orElseGet(() -> new Author.RelatedPerson(id, name, relationship));
      case Author.Practitioner(var id, var name, var role) ->
          signedIn instanceof Author.Practitioner me && me.id().equals(id)
              ? new Author.Practitioner(id, first(me.name(), name), first(me.role(), role))
              : author;
      case Author.Other ignored -> author;
    };
  }

  private static @Nullable String first(@Nullable String one, @Nullable String other) {
    return one != null ? one : other;
  }
}
