package org.flippedvisit.fhir.previsit;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.flippedvisit.fhir.mapping.CodeMapper;
import org.flippedvisit.fhir.mapping.IssueLog;
import org.flippedvisit.fhir.mapping.Mapped;
import org.flippedvisit.fhir.mapping.ResourcesMapper;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Resource;

/**
 * Which {@link ConditionPacks} fit what a chart says that a person lives with: US Core's problems
 * and health concerns that are active and not in doubt. A diagnosis of one encounter does not
 * count, nor one that is only considered: the person may not have heard of it.
 */
public final class FittingPacksMapper {
  private static final String CLINICAL = "http://terminology.hl7.org/CodeSystem/condition-clinical";
  private static final String VERIFICATION =
      "http://terminology.hl7.org/CodeSystem/condition-ver-status";
  private static final String CATEGORY = "http://terminology.hl7.org/CodeSystem/condition-category";
  private static final String US_CORE_CATEGORY =
      "http://hl7.org/fhir/us/core/CodeSystem/condition-category";
  private static final Set<String> ACTIVE = Set.of("active", "recurrence", "relapse");

  private FittingPacksMapper() {}

  /** At most two, in the order of the packs. */
  public static Mapped<List<String>> fromFhir(List<? extends Resource> resources) {
    return ResourcesMapper.each(resources, Condition.class, FittingPacksMapper::lived)
        .map(
            conditions ->
                ConditionPacks.mostTelling(
                    ConditionPacks.names().stream()
                        .filter(pack -> conditions.stream().anyMatch(one -> isFor(pack, one)))
                        .collect(Collectors.toSet())));
  }

  private static Optional<CodeableConcept> lived(Condition found, IssueLog issues) {
    if (!found.hasClinicalStatus()) {
      issues.missing("clinicalStatus");
      return Optional.empty();
    }
    boolean isLived =
        isListed(found.getCategory())
            && isActive(found.getClinicalStatus())
            && isCertain(found.getVerificationStatus());
    return isLived ? Optional.of(found.getCode()) : Optional.empty();
  }

  private static boolean isListed(Collection<CodeableConcept> categories) {
    return categories.stream()
        .anyMatch(
            one ->
                CodeMapper.has(one, CATEGORY, "problem-list-item")
                    || CodeMapper.has(one, US_CORE_CATEGORY, "health-concern"));
  }

  private static boolean isActive(CodeableConcept status) {
    return CodeMapper.codeOf(status, CLINICAL).filter(ACTIVE::contains).isPresent();
  }

  private static boolean isCertain(CodeableConcept status) {
    return status.isEmpty() || CodeMapper.has(status, VERIFICATION, "confirmed");
  }

  private static boolean isFor(String pack, CodeableConcept condition) {
    return condition.getCoding().stream()
        .filter(coding -> coding.hasSystem() && coding.hasCode())
        .anyMatch(
            (Coding coding) -> ConditionPacks.isFor(pack, coding.getSystem(), coding.getCode()));
  }
}
