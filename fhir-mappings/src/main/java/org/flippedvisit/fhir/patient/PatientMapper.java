package org.flippedvisit.fhir.patient;

import java.util.Arrays;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.mapping.ClinicalTimeMapper;
import org.flippedvisit.fhir.mapping.CodeMapper;
import org.flippedvisit.fhir.mapping.IssueLog;
import org.flippedvisit.fhir.mapping.Mapped;
import org.flippedvisit.fhir.mapping.ResourcesMapper;
import org.flippedvisit.fhir.patient.PatientSummary.RecordNumber;
import org.flippedvisit.fhir.provenance.PersonNameMapper;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.HumanName.NameUse;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Patient.PatientCommunicationComponent;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;

/** Who the person is (US Core Patient). */
public final class PatientMapper {
  private static final String PRONOUNS =
      "http://hl7.org/fhir/StructureDefinition/individual-pronouns";
  private static final String INTERPRETER_REQUIRED =
      "http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired";
  private static final String INTERPRETER_NEEDED =
      "http://hl7.org/fhir/us/core/StructureDefinition/us-core-interpreter-needed";
  private static final String SNOMED_YES = "373066001";

  private PatientMapper() {}

  /** The first Patient. */
  public static Mapped<Optional<PatientSummary>> fromFhir(List<? extends Resource> resources) {
    return ResourcesMapper.each(resources, Patient.class, PatientMapper::read)
        .map(patients -> patients.stream().findFirst());
  }

  private static Optional<PatientSummary> read(Patient patient, IssueLog issues) {
    String id = patient.getIdElement().getIdPart();
    if (id == null) {
      issues.missing("id");
      return Optional.empty();
    }
    Optional<HumanName> current = PersonNameMapper.current(patient.getName());
    String fullName = current.flatMap(PersonNameMapper::oneLine).orElse("");
    if (fullName.isEmpty()) {
      issues.missing("name");
    }
    return Optional.of(
        new PatientSummary(
            id,
            preferredName(patient, current, fullName),
            fullName,
            birthDate(patient, issues),
            pronouns(patient),
            languageTag(patient, issues),
            isInterpreterNeeded(patient),
            recordNumbers(patient),
            isDeceased(patient)));
  }

  private static String preferredName(
      Patient patient, Optional<HumanName> current, String fullName) {
    return named(patient, NameUse.NICKNAME)
        .or(() -> named(patient, NameUse.USUAL))
        .or(() -> current.flatMap(PatientMapper::firstGiven))
        .orElse(fullName);
  }

  /** All given names: who gives a usual name means the whole of it ("Mary Ann"). */
  private static Optional<String> named(Patient patient, NameUse use) {
    return patient.getName().stream()
        .filter(name -> name.getUse() == use)
        .map(PatientMapper::allGiven)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> allGiven(HumanName name) {
    String given =
        name.getGiven().stream()
            .map(StringType::getValue)
            .filter(part -> part != null && !part.isBlank())
            .collect(Collectors.joining(" "));
    if (!given.isEmpty()) {
      return Optional.of(given);
    }
    return Optional.ofNullable(name.getText()).filter(text -> !text.isBlank());
  }

  private static Optional<String> firstGiven(HumanName name) {
    return name.getGiven().stream()
        .map(StringType::getValue)
        .filter(part -> part != null && !part.isBlank())
        .findFirst();
  }

  private static @Nullable ClinicalTime birthDate(Patient patient, IssueLog issues) {
    Optional<ClinicalTime> birthDate = ClinicalTimeMapper.fromFhir(patient.getBirthDateElement());
    if (birthDate.isEmpty() && patient.hasBirthDateElement()) {
      issues.unreadable("birthDate");
    }
    return birthDate.orElse(null);
  }

  /** LOINC answers list every form ("he/him/his/his/himself"); people say the first two. */
  private static @Nullable String pronouns(Patient patient) {
    for (Extension extension : patient.getExtensionsByUrl(PRONOUNS)) {
      Extension value = extension.getExtensionByUrl("value");
      if (value != null && value.getValue() instanceof CodeableConcept concept) {
        if (concept.hasText()) {
          return concept.getText();
        }
        return CodeMapper.plainText(concept)
            .map(text -> Arrays.stream(text.split("/")).limit(2).collect(Collectors.joining("/")))
            .orElse(null);
      }
    }
    return null;
  }

  private static @Nullable String languageTag(Patient patient, IssueLog issues) {
    List<PatientCommunicationComponent> languages = patient.getCommunication();
    Optional<PatientCommunicationComponent> preferred =
        languages.stream()
            .filter(PatientCommunicationComponent::getPreferred)
            .findFirst()
            .or(() -> languages.size() == 1 ? languages.stream().findFirst() : Optional.empty());
    if (preferred.isEmpty()) {
      return null;
    }
    for (Coding coding : preferred.get().getLanguage().getCoding()) {
      Optional<String> tag = Optional.ofNullable(coding.getCode()).flatMap(PatientMapper::tag);
      if (tag.isPresent()) {
        return tag.get();
      }
    }
    issues.unknownCode("communication.language");
    return null;
  }

  /** BCP 47; older charts carry the three letters of ISO 639-2 ("spa"). */
  private static Optional<String> tag(String code) {
    String trimmed = code.strip().replace('_', '-');
    if (trimmed.length() == 3) {
      return Arrays.stream(Locale.getISOLanguages())
          .filter(two -> Locale.of(two).getISO3Language().equalsIgnoreCase(trimmed))
          .findFirst()
          .or(() -> Optional.of(trimmed.toLowerCase(Locale.ROOT)));
    }
    try {
      String tag = new Locale.Builder().setLanguageTag(trimmed).build().toLanguageTag();
      return "und".equals(tag) ? Optional.empty() : Optional.of(tag);
    } catch (IllformedLocaleException notATag) {
      return Optional.empty();
    }
  }

  private static boolean isInterpreterNeeded(Patient patient) {
    boolean required =
        patient.getExtensionsByUrl(INTERPRETER_REQUIRED).stream()
            .anyMatch(e -> e.getValue() instanceof BooleanType b && b.booleanValue());
    return required
        || patient.getExtensionsByUrl(INTERPRETER_NEEDED).stream()
            .anyMatch(e -> e.getValue() instanceof Coding c && SNOMED_YES.equals(c.getCode()));
  }

  private static List<RecordNumber> recordNumbers(Patient patient) {
    return patient.getIdentifier().stream()
        .filter(identifier -> identifier.hasValue() && isRecordNumber(identifier))
        .map(identifier -> new RecordNumber(label(identifier), identifier.getValue()))
        .toList();
  }

  private static boolean isRecordNumber(Identifier identifier) {
    return identifier.getType().getCoding().stream().anyMatch(c -> "MR".equals(c.getCode()))
        || "medical record number".equalsIgnoreCase(identifier.getType().getText());
  }

  private static @Nullable String label(Identifier identifier) {
    if (identifier.hasAssigner() && identifier.getAssigner().hasDisplay()) {
      return identifier.getAssigner().getDisplay();
    }
    return CodeMapper.plainText(identifier.getType()).orElse(null);
  }

  private static boolean isDeceased(Patient patient) {
    return patient.getDeceased() instanceof BooleanType deceased
        ? Boolean.TRUE.equals(deceased.getValue())
        : patient.hasDeceased();
  }
}
