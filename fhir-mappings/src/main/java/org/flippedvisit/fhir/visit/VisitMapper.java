package org.flippedvisit.fhir.visit;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.mapping.ClinicalTimeMapper;
import org.flippedvisit.fhir.mapping.IssueLog;
import org.flippedvisit.fhir.mapping.Mapped;
import org.flippedvisit.fhir.mapping.ReferenceMapper;
import org.flippedvisit.fhir.mapping.ResourcesMapper;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Resource;

/** The visit in launch context (US Core Encounter). */
public final class VisitMapper {
  private VisitMapper() {}

  /** The first Encounter that was not entered in error. */
  public static Mapped<Optional<Visit>> fromFhir(List<? extends Resource> resources) {
    return ResourcesMapper.each(resources, Encounter.class, VisitMapper::read)
        .map(visits -> visits.stream().findFirst());
  }

  /** The visit that comes first, of those that are planned or under way. */
  public static Mapped<Optional<Visit>> nextFromFhir(List<? extends Resource> resources) {
    List<? extends Resource> coming =
        resources.stream()
            .filter(one -> one instanceof Encounter encounter && isComing(encounter))
            .toList();
    return ResourcesMapper.each(coming, Encounter.class, VisitMapper::read)
        .map(
            visits ->
                visits.stream()
                    .filter(visit -> visit.start() != null)
                    .max(Comparator.comparing(Visit::start, ClinicalTime.NEWEST_FIRST)));
  }

  private static boolean isComing(Encounter encounter) {
    return switch (encounter.getStatus()) {
      case PLANNED, ARRIVED, TRIAGED, INPROGRESS -> true;
      case null, default -> false;
    };
  }

  private static Optional<Visit> read(Encounter encounter, IssueLog issues) {
    String id = encounter.getIdElement().getIdPart();
    if (id == null) {
      issues.missing("id");
      return Optional.empty();
    }
    if (encounter.getStatus() == EncounterStatus.ENTEREDINERROR) {
      return Optional.empty();
    }
    return Optional.of(
        new Visit(
            id,
            ClinicalTimeMapper.startOf(encounter.getPeriod()).orElse(null),
            ClinicalTimeMapper.endOf(encounter.getPeriod()).orElse(null),
            ReferenceMapper.relative(encounter.getServiceProvider()).orElse(null),
            encounter.getServiceProvider().getDisplay()));
  }
}
