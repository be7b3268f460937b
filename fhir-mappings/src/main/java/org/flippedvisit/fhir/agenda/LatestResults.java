package org.flippedvisit.fhir.agenda;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.mapping.ClinicalTimeMapper;
import org.flippedvisit.fhir.mapping.IssueLog;
import org.flippedvisit.fhir.mapping.Mapped;
import org.flippedvisit.fhir.mapping.ResourcesMapper;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Resource;

/**
 * The newest result of each code within the last year: an older one has been answered by a newer
 * one, and what is more than a year old was another visit's.
 */
final class LatestResults {
  private static final int YEARS = 1;

  private LatestResults() {}

  /** A result with the day it was taken, on the chart's own clock. */
  record Result(Observation observation, LocalDate on, ClinicalTime at) {}

  static Mapped<List<Result>> of(List<? extends Resource> resources, LocalDate today) {
    LocalDate since = today.minusYears(YEARS);
    return ResourcesMapper.each(resources, Observation.class, LatestResults::read)
        .map(
            results -> {
              Map<String, Result> newest = new HashMap<>();
              for (Result result : results) {
                newest.merge(key(result.observation().getCode()), result, LatestResults::newer);
              }
              return newest.values().stream()
                  .filter(result -> !result.on().isBefore(since))
                  .toList();
            });
  }

  private static Optional<Result> read(Observation found, IssueLog issues) {
    if (found.getStatus() == null) {
      issues.unknownCode("status");
      return Optional.empty();
    }
    boolean isShown =
        switch (found.getStatus()) {
          case FINAL, AMENDED, CORRECTED, PRELIMINARY, UNKNOWN -> true;
          case REGISTERED, CANCELLED, ENTEREDINERROR, NULL -> false;
        };
    if (!isShown) {
      return Optional.empty();
    }
    Optional<ClinicalTime> at =
        ClinicalTimeMapper.fromChoice(found.getEffective())
            // A critical result is not dropped because nobody wrote when the sample was taken.
            .or(() -> ClinicalTimeMapper.fromFhir(found.getIssuedElement()));
    if (at.isEmpty()) {
      issues.missing("effective");
    }
    return at.map(time -> new Result(found, time.firstDay(ZoneOffset.UTC), time));
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
}
