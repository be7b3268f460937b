package org.flippedvisit.fhir.note;

import java.util.regex.Pattern;
import org.flippedvisit.fhir.mapping.Wording;
import org.flippedvisit.fhir.patient.PatientSummary;
import org.flippedvisit.fhir.provenance.Author;
import org.jspecify.annotations.Nullable;

/**
 * How people are named in a note: on one line, so that no name can begin a line that looks like
 * somebody's words, or turn round what stands beside it.
 */
final class NoteNames {
  /** Control characters, other line ends, and what changes the direction of what follows. */
  private static final Pattern TURNS =
      Pattern.compile("[\\p{Cc}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]+");

  private final PatientSummary patient;
  private final Wording wording;

  NoteNames(PatientSummary patient, Wording wording) {
    this.patient = patient;
    this.wording = wording;
  }

  /** What to call the patient. */
  String person() {
    if (!patient.preferredName().isBlank()) {
      return oneLine(patient.preferredName());
    }
    return patient.fullName().isBlank() ? wording.say("unnamed") : full();
  }

  /** The whole name; empty when there is none. */
  String full() {
    return oneLine(patient.fullName());
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
    String shown = name == null || name.isBlank() ? wording.say("unnamed") : oneLine(name);
    return as == null || as.isBlank() ? shown : wording.say("named.with", shown, oneLine(as));
  }

  private static String oneLine(String name) {
    return TURNS.matcher(name).replaceAll(" ");
  }
}
