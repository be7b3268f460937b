package org.flippedvisit.fhir.agenda;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flippedvisit.fhir.agenda.LatestResults.Result;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.mapping.CodeMapper;
import org.flippedvisit.fhir.mapping.Wording;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/**
 * Rule: the newest answer to question 9 of the PHQ-9 (LOINC 44260-8) is above zero. The words name
 * no answer, because others may be looking at the same screen.
 */
final class SafetyAnswer {
  private static final String QUESTION = "44260-8";

  /** LOINC answers of the PHQ-9 with their points. */
  private static final Map<String, Integer> POINTS =
      Map.of("LA6568-5", 0, "LA6569-3", 1, "LA6570-1", 2, "LA6571-9", 3);

  private SafetyAnswer() {}

  static List<TeamItem> items(List<Result> latest, LocalDate today, Wording wording) {
    return latest.stream()
        .filter(result -> answer(result.observation()).isPresent())
        .min(Comparator.comparing(Result::at, ClinicalTime.NEWEST_FIRST))
        .filter(result -> answer(result.observation()).orElse(0) > 0)
        .map(result -> List.of(item(result, today, wording)))
        .orElse(List.of());
  }

  private static TeamItem item(Result result, LocalDate today, Wording wording) {
    return new TeamItem(
        wording.say("safety.words"),
        wording.say("safety.why", wording.shortDay(result.on(), today)),
        "Observation/" + result.observation().getIdElement().getIdPart(),
        true,
        result.on());
  }

  /** The points of the answer, given by itself or within the panel. */
  private static Optional<Integer> answer(Observation found) {
    if (CodeMapper.has(found.getCode(), CodeMapper.LOINC, QUESTION)) {
      return Optional.ofNullable(points(found.getValue()));
    }
    return found.getComponent().stream()
        .filter(part -> CodeMapper.has(part.getCode(), CodeMapper.LOINC, QUESTION))
        .map(part -> points(part.getValue()))
        .filter(points -> points != null)
        .findFirst();
  }

  private static @Nullable Integer points(@Nullable Type value) {
    return switch (value) {
      case IntegerType whole -> whole.getValue();
      case DecimalType decimal -> sign(decimal.getValue());
      case Quantity quantity -> sign(quantity.getValue());
      case CodeableConcept concept ->
          CodeMapper.codeOf(concept, CodeMapper.LOINC).map(POINTS::get).orElse(null);
      case null, default -> null;
    };
  }

  /** Only above zero or not is asked. */
  private static @Nullable Integer sign(@Nullable BigDecimal number) {
    return number == null ? null : number.signum();
  }
}
