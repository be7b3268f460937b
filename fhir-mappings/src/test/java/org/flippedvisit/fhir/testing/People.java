package org.flippedvisit.fhir.testing;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.mapping.WriteKey;
import org.flippedvisit.fhir.patient.PatientSummary;
import org.flippedvisit.fhir.provenance.Author;
import org.flippedvisit.fhir.visit.Visit;

/** Noah, his mother, the medical assistant and the doctor; all made up. */
public final class People {
  public static final Locale SPANISH = Locale.of("es");

  public static final Author.Patient NOAH = new Author.Patient("noah", "Noah Lindqvist");
  public static final Author.RelatedPerson INGRID =
      new Author.RelatedPerson("noah-ingrid", "Ingrid Lindqvist", "mother");
  public static final Author.Practitioner LENA =
      new Author.Practitioner("lena-ortiz", "Lena Ortiz", "medical assistant");
  public static final Author.Practitioner DOCTOR =
      new Author.Practitioner("dr-ahlgren", "Dr. Karin Ahlgren", null);

  public static final PatientSummary NOAH_SUMMARY =
      new PatientSummary(
          "noah",
          "Noah",
          "Noah Erik Lindqvist",
          ClinicalTime.of(LocalDate.of(2008, 10, 28)),
          "he/him",
          "en",
          false,
          List.of(new PatientSummary.RecordNumber("Sandbox Clinic", "SC-100117")),
          false);

  public static final OffsetDateTime NOW = OffsetDateTime.parse("2026-10-13T10:12:00-04:00");
  public static final LocalDate TODAY = NOW.toLocalDate();

  public static final Visit VISIT =
      new Visit(
          "noah-today",
          ClinicalTime.of(OffsetDateTime.parse("2026-10-13T10:00:00-04:00")),
          null,
          "Organization/sandbox-clinic",
          "Sandbox Clinic");

  public static final WriteKey KEY = new WriteKey("1a2b3c4d5e6f7a8b");

  private People() {}
}
