package org.flippedvisit.fhir.agenda;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.flippedvisit.fhir.agenda.LatestResults.Result;
import org.flippedvisit.fhir.mapping.CodeMapper;
import org.flippedvisit.fhir.mapping.Wording;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Observation;

/**
 * Rule: a result the laboratory marked as critical and no newer result of the same code has
 * answered. It is never left off because it is on nobody's list (DOMAIN, "Limits to respect").
 */
final class CriticalResult {
  /** v3-ObservationInterpretation: critically high, critically low, critically abnormal. */
  private static final Set<String> CRITICAL = Set.of("HH", "LL", "AA");

  private CriticalResult() {}

  static List<TeamItem> items(List<Result> latest, LocalDate today, Wording wording) {
    return latest.stream()
        .filter(result -> isCritical(result.observation()))
        .map(result -> item(result, today, wording))
        .toList();
  }

  private static boolean isCritical(Observation found) {
    return hasCriticalCode(found.getInterpretation())
        || found.getComponent().stream()
            .anyMatch(part -> hasCriticalCode(part.getInterpretation()));
  }

  /** Any system: the codes are those of HL7 v2 table 0078 as well. */
  private static boolean hasCriticalCode(List<CodeableConcept> interpretations) {
    return interpretations.stream()
        .flatMap(interpretation -> interpretation.getCoding().stream())
        .anyMatch(coding -> CRITICAL.contains(coding.getCode() == null ? "" : coding.getCode()));
  }

  private static TeamItem item(Result result, LocalDate today, Wording wording) {
    String name =
        CodeMapper.plainText(result.observation().getCode())
            .orElseGet(() -> wording.say("critical.unnamed"));
    return new TeamItem(
        wording.say("critical.words", name),
        wording.say("critical.why", wording.shortDay(result.on(), today)),
        "Observation/" + result.observation().getIdElement().getIdPart(),
        true,
        result.on());
  }
}
