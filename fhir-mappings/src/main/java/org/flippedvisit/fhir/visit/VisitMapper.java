package org.flippedvisit.fhir.visit;

import java.util.List;
import java.util.Optional;
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
