package org.flippedvisit.fhir.goal;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flippedvisit.fhir.concept.ChartConcepts;
import org.flippedvisit.fhir.concept.Concept;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.mapping.ClinicalTimeMapper;
import org.flippedvisit.fhir.mapping.IssueLog;
import org.flippedvisit.fhir.mapping.ReferenceMapper;
import org.flippedvisit.fhir.mapping.ResourcesMapper;
import org.flippedvisit.fhir.questionnaire.AnswerValue;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Goal;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * How sure the person is about a goal: the newest Observation that the mapping file calls
 * confidence, and that the goal has as an outcome, that is about the goal, or that is what a target
 * of the goal measures. An Observation that names no goal says nothing about one.
 */
final class GoalConfidence {
  private final List<Observation> newestFirst;

  private GoalConfidence(List<Observation> newestFirst) {
    this.newestFirst = newestFirst;
  }

  static GoalConfidence among(List<? extends Resource> resources, ChartConcepts concepts) {
    return new GoalConfidence(
        ResourcesMapper.distinct(resources, Observation.class).stream()
            .filter(GoalConfidence::isShown)
            .filter(
                found ->
                    concepts
                        .ofObservation(codes(found.getCode()))
                        .filter(concept -> concept == Concept.CONFIDENCE)
                        .isPresent())
            .filter(found -> at(found).isPresent())
            .sorted(
                (one, other) -> ClinicalTime.NEWEST_FIRST.compare(at(one).get(), at(other).get()))
            .toList());
  }

  private static boolean isShown(Observation found) {
    return found.getStatus() != null
        && switch (found.getStatus()) {
          case FINAL, AMENDED, CORRECTED -> true;
          case REGISTERED, PRELIMINARY, CANCELLED, ENTEREDINERROR, UNKNOWN, NULL -> false;
        };
  }

  private static Optional<ClinicalTime> at(Observation found) {
    return ClinicalTimeMapper.fromChoice(found.getEffective())
        .or(() -> ClinicalTimeMapper.fromFhir(found.getIssuedElement()));
  }

  private static Set<String> codes(CodeableConcept concept) {
    return concept.getCoding().stream()
        .map(code -> code.getSystem() + "|" + code.getCode())
        .collect(Collectors.toSet());
  }

  @Nullable Integer of(Goal goal, IssueLog issues) {
    Optional<Observation> newest =
        newestFirst.stream().filter(found -> isAbout(found, goal)).findFirst();
    if (newest.isEmpty()) {
      return null;
    }
    Optional<BigDecimal> number =
        AnswerValue.of(newest.get().getValue()).flatMap(AnswerValue::number);
    if (number.isEmpty()
        || number.get().stripTrailingZeros().scale() > 0
        || number.get().signum() < 0
        || number.get().compareTo(BigDecimal.TEN) > 0) {
      issues.unreadable("outcomeReference");
      return null;
    }
    return number.get().intValueExact();
  }

  private static boolean isAbout(Observation found, Goal goal) {
    String id = found.getIdElement().getIdPart();
    boolean isOutcome =
        id != null && ids(goal.getOutcomeReference(), "Observation").anyMatch(id::equals);
    String goalId = goal.getIdElement().getIdPart();
    boolean isInFocus = goalId != null && ids(found.getFocus(), "Goal").anyMatch(goalId::equals);
    Set<String> codes = codes(found.getCode());
    return isOutcome
        || isInFocus
        || !found.hasFocus()
            && goal.getTarget().stream()
                .anyMatch(target -> codes(target.getMeasure()).stream().anyMatch(codes::contains));
  }

  private static Stream<String> ids(List<Reference> references, String type) {
    return references.stream().flatMap(reference -> ReferenceMapper.idOf(reference, type).stream());
  }
}
