package org.flippedvisit.fhir.patient;

import java.time.LocalDate;
import java.time.Period;
import java.time.Year;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.jspecify.annotations.Nullable;

/**
 * Who the person is, as the banner says it (US Core Patient).
 *
 * @param id logical id in the EHR
 * @param preferredName what to call them: {@code name.use = usual | nickname}, else the given name,
 *     else the full name
 * @param fullName official name as one line
 * @param birthDate as precise as the chart has it
 * @param pronouns from the individual-pronouns extension, as text
 * @param languageTag BCP 47 tag of the preferred language
 * @param interpreterNeeded from the patient-interpreterRequired extension
 * @param recordNumbers medical record numbers, for the banner
 */
public record PatientSummary(
    String id,
    String preferredName,
    String fullName,
    @Nullable ClinicalTime birthDate,
    @Nullable String pronouns,
    @Nullable String languageTag,
    boolean interpreterNeeded,
    List<RecordNumber> recordNumbers,
    boolean isDeceased) {
  public PatientSummary {
    recordNumbers = List.copyOf(recordNumbers);
  }

  /** A medical record number with the label of who gave it. */
  public record RecordNumber(@Nullable String label, String value) {}

  /**
   * The language notes are written in for them: their own where the app speaks it, else English.
   */
  public Locale languageOfNotes() {
    return languageTag != null && "es".equals(Locale.forLanguageTag(languageTag).getLanguage())
        ? Locale.of("es")
        : Locale.ENGLISH;
  }

  /**
   * Whole years on {@code today}; empty when the birth date is missing or not known to the day or
   * month.
   */
  public OptionalInt ageOn(LocalDate today) {
    if (birthDate == null || birthDate.value() instanceof Year) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(Period.between(birthDate.firstDay(ZoneId.of("UTC")), today).getYears());
  }
}
