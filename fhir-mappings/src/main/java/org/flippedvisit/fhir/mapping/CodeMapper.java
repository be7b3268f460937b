package org.flippedvisit.fhir.mapping;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.jspecify.annotations.Nullable;

/** Words and codes of a CodeableConcept; a code list may come as text only (US Core CONF-0022). */
public final class CodeMapper {
  public static final String LOINC = "http://loinc.org";

  private CodeMapper() {}

  /** What a person would read, without the white space around it. */
  public static Optional<String> plainText(@Nullable CodeableConcept concept) {
    return words(concept).map(String::strip);
  }

  /** What a person would read, verbatim: the text, else the first display. Never a bare code. */
  public static Optional<String> words(@Nullable CodeableConcept concept) {
    if (concept == null) {
      return Optional.empty();
    }
    return Stream.concat(
            Stream.ofNullable(concept.getText()),
            concept.getCoding().stream().map(Coding::getDisplay))
        .filter(text -> text != null && !text.isBlank())
        .findFirst();
  }

  /** The first code of {@code system}. */
  public static Optional<String> codeOf(@Nullable CodeableConcept concept, String system) {
    if (concept == null) {
      return Optional.empty();
    }
    return concept.getCoding().stream()
        .filter(coding -> system.equals(coding.getSystem()) && coding.hasCode())
        .map(Coding::getCode)
        .findFirst();
  }

  public static boolean has(@Nullable CodeableConcept concept, String system, String code) {
    return concept != null
        && concept.getCoding().stream()
            .anyMatch(coding -> system.equals(coding.getSystem()) && code.equals(coding.getCode()));
  }

  public static boolean anyHas(List<CodeableConcept> concepts, String system, String code) {
    return concepts.stream().anyMatch(concept -> has(concept, system, code));
  }

  /** A concept of one coding. */
  public static CodeableConcept concept(String system, String code) {
    return new CodeableConcept(new Coding().setSystem(system).setCode(code));
  }
}
