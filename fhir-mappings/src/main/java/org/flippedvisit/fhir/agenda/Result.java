package org.flippedvisit.fhir.agenda;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.mapping.ClinicalTimeMapper;
import org.flippedvisit.fhir.mapping.CodeMapper;
import org.flippedvisit.fhir.mapping.IssueLog;
import org.flippedvisit.fhir.mapping.Mapped;
import org.flippedvisit.fhir.mapping.ResourcesMapper;
import org.flippedvisit.fhir.mapping.Wording;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Resource;

/**
 * An Observation that may be shown.
 *
 * @param on the day it was taken, on the chart's own clock
 * @param at when it was taken; else when it was made known
 * @param knownAt when it was made known; else when it was taken
 */
record Result(Observation observation, LocalDate on, ClinicalTime at, ClinicalTime knownAt) {

  static Mapped<List<Result>> read(List<? extends Resource> resources) {
    return ResourcesMapper.each(resources, Observation.class, Result::read);
  }

  private static Optional<Result> read(Observation found, IssueLog issues) {
    if (found.getStatus() == null) {
      issues.unknownCode("status");
      return Optional.empty();
    }
    boolean isShown =
        switch (found.getStatus()) {
          case FINAL, AMENDED, CORRECTED, PRELIMINARY, UNKNOWN -> true;
          // Nothing is there yet, unless somebody filled it in and left the status.
          case REGISTERED -> found.hasValue() || found.hasComponent();
          case CANCELLED, ENTEREDINERROR, NULL -> false;
        };
    if (!isShown) {
      return Optional.empty();
    }
    Optional<ClinicalTime> taken = ClinicalTimeMapper.fromChoice(found.getEffective());
    Optional<ClinicalTime> issued = ClinicalTimeMapper.fromFhir(found.getIssuedElement());
    // A critical result is not dropped because nobody wrote when the sample was taken.
    Optional<ClinicalTime> at = taken.or(() -> issued);
    if (at.isEmpty()) {
      issues.missing("effective");
    }
    return at.map(
        time -> new Result(found, time.firstDay(ZoneOffset.UTC), time, issued.orElse(time)));
  }

  /** The newest of each code: an older one has been answered by it. */
  static List<Result> newestOfEach(List<Result> results) {
    Map<String, Result> newest = new HashMap<>();
    for (Result result : results) {
      newest.merge(key(result.observation().getCode()), result, Result::newer);
    }
    // In the order of the chart: a map has none.
    return results.stream().filter(newest::containsValue).distinct().toList();
  }

  private static Result newer(Result one, Result other) {
    return ClinicalTime.NEWEST_FIRST.compare(one.at(), other.at()) <= 0 ? one : other;
  }

  private static String key(CodeableConcept code) {
    return code.getCoding().stream()
        .filter(coding -> coding.hasCode())
        .map(coding -> coding.getSystem() + "|" + coding.getCode())
        .findFirst()
        .orElseGet(() -> String.valueOf(code.getText()));
  }

  /** The reference, such as {@code Observation/7}. */
  String source() {
    return "Observation/" + observation.getIdElement().getIdPart();
  }

  /** What the chart calls it, in words; never a bare code. */
  String name(Wording wording) {
    return CodeMapper.plainText(observation.getCode())
        .orElseGet(() -> wording.say("result.unnamed"));
  }

  boolean isSince(LocalDate day) {
    return !on.isBefore(day);
  }

  /** The codes of an interpretation, those of its parts included, whatever their system. */
  List<String> interpretations() {
    return Stream.concat(
            observation.getInterpretation().stream(),
            observation.getComponent().stream().flatMap(part -> part.getInterpretation().stream()))
        .flatMap(interpretation -> interpretation.getCoding().stream())
        .filter(coding -> coding.hasCode())
        .map(coding -> coding.getCode())
        .toList();
  }

  Evidence evidence(String text) {
    return new Evidence(Evidence.Kind.RESULT, text, source(), at);
  }
}
