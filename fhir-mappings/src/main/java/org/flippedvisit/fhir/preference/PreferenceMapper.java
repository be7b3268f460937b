package org.flippedvisit.fhir.preference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.mapping.ClinicalTimeMapper;
import org.flippedvisit.fhir.mapping.CodeMapper;
import org.flippedvisit.fhir.mapping.FhirText;
import org.flippedvisit.fhir.mapping.IssueLog;
import org.flippedvisit.fhir.mapping.Mapped;
import org.flippedvisit.fhir.mapping.MappingIssue;
import org.flippedvisit.fhir.mapping.ReferenceMapper;
import org.flippedvisit.fhir.mapping.ResourcesMapper;
import org.flippedvisit.fhir.mapping.VisitCodes;
import org.flippedvisit.fhir.mapping.WriteKey;
import org.flippedvisit.fhir.provenance.Author;
import org.flippedvisit.fhir.provenance.AuthorMapper;
import org.flippedvisit.fhir.provenance.PatientSupplied;
import org.flippedvisit.fhir.provenance.ProvenanceMapper;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;

/**
 * The partnering preference, both ways: US Core Care Experience Preference (LOINC 95541-9, US
 * Core), and the shared note where an EHR does not take the Observation.
 */
public final class PreferenceMapper {
  /** LOINC "Care experience preference". */
  public static final String CARE_EXPERIENCE_PREFERENCE = "95541-9";

  /** LOINC "Patient Goals, preferences, and priorities for care experience", a document type. */
  static final String NOTE_TYPE = "81338-6";

  /** LOINC "Patient Note": only where the patient, or who speaks for them, is the author. */
  public static final String PATIENT_NOTE_TYPE = "51855-5";

  private static final String PROFILE =
      "http://hl7.org/fhir/us/core/StructureDefinition/us-core-care-experience-preference";
  private static final String CATEGORY = "http://hl7.org/fhir/us/core/CodeSystem/us-core-category";
  private static final String CATEGORY_CODE = "care-experience-preference";

  private PreferenceMapper() {}

  /**
   * Every preference on file, newest first. A note, an answered questionnaire or a message counts
   * only where no Observation was written for the same visit or on the same day in the same
   * person's words: both say the same thing.
   */
  public static Mapped<List<PreferenceOnFile>> fromFhir(List<? extends Resource> resources) {
    Map<String, Author> recorders = ProvenanceMapper.recordersByTarget(resources);
    Mapped<List<Found>> entries =
        ResourcesMapper.each(
            resources, Observation.class, (found, issues) -> read(found, recorders, issues));
    Mapped<List<Found>> noted = PreferenceNoteReader.read(resources);
    Mapped<List<Found>> messages = PreferenceNoteReader.readMessages(resources);
    Mapped<List<Found>> answers =
        ResourcesMapper.each(resources, QuestionnaireResponse.class, PreferenceAnswersMapper::read);
    List<Found> others =
        Stream.of(noted, messages, answers).flatMap(one -> one.value().stream()).toList();
    List<Found> coded = entries.value().stream().map(one -> one.heardIn(others)).toList();
    List<PreferenceOnFile> all =
        Stream.concat(
                coded.stream(),
                others.stream().filter(note -> coded.stream().noneMatch(note::isSameAs)))
            .map(Found::preference)
            .sorted(Comparator.comparing(PreferenceOnFile::saidAt, ClinicalTime.NEWEST_FIRST))
            .toList();
    List<MappingIssue> issues = new ArrayList<>(entries.issues());
    Stream.of(noted, messages, answers).forEach(one -> issues.addAll(one.issues()));
    return new Mapped<>(all, issues);
  }

  /** A preference with the visit by which its note and its Observation are known as one. */
  record Found(PreferenceOnFile preference, Optional<String> encounterId) {
    boolean isSameAs(Found other) {
      return isAtTheTimeOf(other)
          && Voice.mayBeOne(preference.saidBy(), other.preference().saidBy());
    }

    private boolean isAtTheTimeOf(Found other) {
      boolean sameVisit = encounterId.isPresent() && encounterId.equals(other.encounterId());
      return sameVisit || day(preference).equals(day(other.preference()));
    }

    /**
     * Where an EHR has dropped who said a coded entry, the note beside it knows: a mother's words
     * would count as her son's. Not where two people said the same.
     */
    Found heardIn(List<Found> notes) {
      if (preference.saidBy() != null) {
        return this;
      }
      List<Author> voices =
          notes.stream()
              .filter(this::isAtTheTimeOf)
              .map(Found::preference)
              .filter(note -> preference.line().startsWith(note.line()))
              .map(PreferenceOnFile::saidBy)
              .filter(Objects::nonNull)
              .distinct()
              .toList();
      return voices.size() == 1
          ? new Found(preference.inTheWordsOf(voices.getFirst()), encounterId)
          : this;
    }

    private static String day(PreferenceOnFile preference) {
      String time = preference.saidAt().toString();
      return time.substring(0, Math.min(10, time.length()));
    }
  }

  private static Optional<Found> read(
      Observation found, Map<String, Author> recorders, IssueLog issues) {
    if (!isPreference(found) || !isShown(found, issues)) {
      return Optional.empty();
    }
    Optional<String> line = line(found);
    if (line.isEmpty()) {
      if (!found.hasDataAbsentReason()) {
        issues.missing("value");
      }
      return Optional.empty();
    }
    Optional<ClinicalTime> saidAt = ClinicalTimeMapper.fromChoice(found.getEffective());
    if (saidAt.isEmpty()) {
      issues.missing("effective");
      saidAt =
          ClinicalTimeMapper.fromFhir(found.getIssuedElement())
              .or(() -> ClinicalTimeMapper.fromFhir(found.getMeta().getLastUpdatedElement()));
    }
    String id = found.getIdElement().getIdPart();
    String source = id == null ? null : "Observation/" + id;
    Author saidBy =
        found.getPerformer().stream()
            .flatMap(performer -> AuthorMapper.fromReference(performer).stream())
            .findFirst()
            .orElse(null);
    Author recordedBy = source == null ? null : recorders.get(source);
    return saidAt.map(
        at ->
            new Found(
                new PreferenceOnFile(line.get(), saidBy, recordedBy, at, source),
                ReferenceMapper.idOf(found.getEncounter(), "Encounter")));
  }

  private static boolean isPreference(Observation found) {
    return CodeMapper.has(found.getCode(), CodeMapper.LOINC, CARE_EXPERIENCE_PREFERENCE)
        || CodeMapper.anyHas(found.getCategory(), CATEGORY, CATEGORY_CODE);
  }

  private static boolean isShown(Observation found, IssueLog issues) {
    if (found.getStatus() == null) {
      if (found.hasStatusElement()) {
        issues.unknownCode("status");
        return false;
      }
      issues.missing("status");
      return true;
    }
    return found.getStatus() != ObservationStatus.ENTEREDINERROR
        && found.getStatus() != ObservationStatus.CANCELLED;
  }

  private static Optional<String> line(Observation found) {
    Optional<String> value =
        switch (found.getValue()) {
          case CodeableConcept concept -> CodeMapper.words(concept);
          case PrimitiveType<?> words -> Optional.ofNullable(words.getValueAsString());
          case null, default -> Optional.empty();
        };
    return value
        .filter(words -> !words.isBlank())
        .or(
            () ->
                found.getNote().stream()
                    .map(note -> note.getText())
                    .filter(Objects::nonNull)
                    .filter(text -> !text.isBlank())
                    .findFirst());
  }

  /** US Core Care Experience Preference, in the person's words. */
  public static Observation toObservation(RecordedPreference recorded, WriteKey key) {
    var observation = new Observation();
    observation.getMeta().addProfile(PROFILE);
    PatientSupplied.mark(observation.getMeta(), recorded.saidBy());
    observation.setLanguage(recorded.language().toLanguageTag());
    observation.addIdentifier(ReferenceMapper.identifier(key));
    observation.setStatus(ObservationStatus.FINAL);
    observation.addCategory(CodeMapper.concept(CATEGORY, CATEGORY_CODE));
    observation.setCode(code(recorded.language()));
    observation.setSubject(ReferenceMapper.to("Patient", recorded.patient().id()));
    if (recorded.visit() != null) {
      observation.setEncounter(ReferenceMapper.to("Encounter", recorded.visit().id()));
    }
    observation.setEffective(ClinicalTimeMapper.toDateTime(recorded.saidAt()));
    observation.addPerformer(AuthorMapper.toReference(recorded.saidBy()));
    observation.setValue(
        new StringType(FhirText.of(line(recorded.preference(), recorded.language()))));
    return observation;
  }

  private static CodeableConcept code(Locale language) {
    CodeableConcept code = CodeMapper.concept(CodeMapper.LOINC, CARE_EXPERIENCE_PREFERENCE);
    code.addCoding().setSystem(VisitCodes.SYSTEM).setCode(VisitCodes.PARTNER_STYLE);
    return code.setText(VisitCodes.display(VisitCodes.PARTNER_STYLE, language));
  }

  /** The language a resource says it is in; English where it says none. */
  static Locale languageOf(Resource found) {
    return found.hasLanguage() ? Locale.forLanguageTag(found.getLanguage()) : Locale.ENGLISH;
  }

  /** The preference as one text: the person's words first, verbatim, then their choices. */
  public static String line(PartneringPreference preference, Locale language) {
    return String.join(" · ", parts(preference, language));
  }

  /** The same part by part. */
  public static List<String> parts(PartneringPreference preference, Locale language) {
    var parts = new ArrayList<String>();
    if (!preference.words().isBlank()) {
      parts.add(preference.words());
    }
    if (preference.decisionPart() != null) {
      parts.add(VisitCodes.display(preference.decisionPart().code(), language));
    }
    if (!preference.informationWays().isEmpty()) {
      parts.add(
          preference.informationWays().stream()
              .map(way -> VisitCodes.display(way.code(), language))
              .collect(Collectors.joining(", ")));
    }
    preference
        .topics()
        .forEach(
            (topic, words) -> parts.add(VisitCodes.display(topic.code(), language) + ": " + words));
    return parts;
  }
}
