package org.flippedvisit.fhir.note;

import org.flippedvisit.fhir.mapping.Wording;
import org.flippedvisit.fhir.patient.PatientSummary;
import org.flippedvisit.fhir.provenance.Author;
import org.jspecify.annotations.Nullable;

/** How people are named in a note. */
final class NoteNames {
  private final PatientSummary patient;
  private final Wording wording;

  NoteNames(PatientSummary patient, Wording wording) {
    this.patient = patient;
    this.wording = wording;
  }

  /** What to call the patient. */
  String person() {
    if (!patient.preferredName().isBlank()) {
      return patient.preferredName();
    }
    return patient.fullName().isBlank() ? wording.say("unnamed") : patient.fullName();
  }

  /** Name, with relationship or role where it is known. */
  String of(Author author) {
    return switch (author) {
      case Author.Patient self ->
          named(self.name() == null ? patient.fullName() : self.name(), null);
      case Author.RelatedPerson related -> named(related.name(), related.relationship());
      case Author.Practitioner staff -> named(staff.name(), staff.role());
      case Author.Other other -> named(other.name(), null);
    };
  }

  private String named(@Nullable String name, @Nullable String as) {
    String shown = name == null || name.isBlank() ? wording.say("unnamed") : name;
    return as == null || as.isBlank() ? shown : wording.say("named.with", shown, as);
  }
}
