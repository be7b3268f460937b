package org.flippedvisit.fhir.treatment;

import java.util.Comparator;
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
import org.flippedvisit.fhir.mapping.ReferenceMapper;
import org.flippedvisit.fhir.mapping.ResourcesMapper;
import org.hl7.fhir.r4.model.Dosage;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/** Medicines from MedicationRequests, with the Medications they refer to. */
public final class TreatmentMapper {
  /** What goes on first, then the latest; what has no date comes last. */
  private static final Comparator<Treatment> ORDER =
      Comparator.comparing(Treatment::status)
          .thenComparing(Treatment::from, Comparator.nullsLast(ClinicalTime.NEWEST_FIRST));

  private TreatmentMapper() {}

  /** All that somebody takes or took; what was never taken is left out. */
  public static Mapped<List<Treatment>> fromFhir(List<? extends Resource> resources) {
    Map<String, Medication> medications = medications(resources);
    return ResourcesMapper.each(
            resources,
            MedicationRequest.class,
            (MedicationRequest request, IssueLog issues) -> read(request, medications, issues))
        .map(treatments -> treatments.stream().sorted(ORDER).toList());
  }

  private static Map<String, Medication> medications(List<? extends Resource> resources) {
    Map<String, Medication> byId = new HashMap<>();
    for (Medication one : ResourcesMapper.distinct(resources, Medication.class)) {
      if (one.getIdElement().getIdPart() != null) {
        byId.put(one.getIdElement().getIdPart(), one);
      }
    }
    return byId;
  }

  private static Optional<Treatment> read(
      MedicationRequest request, Map<String, Medication> medications, IssueLog issues) {
    Optional<Treatment.Status> status = status(request, issues);
    if (status.isEmpty() || request.getDoNotPerform()) {
      return Optional.empty();
    }
    Optional<String> name = name(request, medications);
    if (name.isEmpty()) {
      issues.missing("medication");
      return Optional.empty();
    }
    String id = request.getIdElement().getIdPart();
    return Optional.of(
        new Treatment(
            id == null ? null : "MedicationRequest/" + id,
            name.get(),
            from(request).orElse(null),
            periods(request)
                .map(ClinicalTimeMapper::endOf)
                .flatMap(Optional::stream)
                .min(ClinicalTime.NEWEST_FIRST)
                .orElse(null),
            status.get()));
  }

  private static Optional<Treatment.Status> status(MedicationRequest request, IssueLog issues) {
    if (request.getStatus() == null) {
      if (request.hasStatusElement()) {
        issues.unknownCode("status");
      } else {
        issues.missing("status");
      }
      return Optional.empty();
    }
    return switch (request.getStatus()) {
      case ACTIVE -> Optional.of(Treatment.Status.ACTIVE);
      case ONHOLD -> Optional.of(Treatment.Status.ON_HOLD);
      case STOPPED -> Optional.of(Treatment.Status.STOPPED);
      case COMPLETED -> Optional.of(Treatment.Status.COMPLETED);
      case UNKNOWN -> Optional.of(Treatment.Status.UNKNOWN);
      // Cancelled is withdrawn before anything was taken (FHIR R4 medicationrequest-status).
      case CANCELLED, DRAFT, ENTEREDINERROR, NULL -> Optional.empty();
    };
  }

  private static Optional<String> name(
      MedicationRequest request, Map<String, Medication> medications) {
    Type medication = request.getMedication();
    return medication instanceof Reference reference
        ? referred(request, reference, medications)
        : request.hasMedicationCodeableConcept()
            ? CodeMapper.words(request.getMedicationCodeableConcept())
            : Optional.empty();
  }

  private static Optional<String> referred(
      MedicationRequest request, Reference reference, Map<String, Medication> medications) {
    return contained(request, reference)
        .or(() -> ReferenceMapper.idOf(reference, "Medication").map(medications::get))
        .flatMap(medication -> CodeMapper.words(medication.getCode()))
        .or(() -> Optional.ofNullable(reference.getDisplay()).filter(words -> !words.isBlank()));
  }

  private static Optional<Medication> contained(MedicationRequest request, Reference reference) {
    String wanted = reference.getReference();
    if (wanted == null || !wanted.startsWith("#")) {
      return reference.getResource() instanceof Medication resolved
          ? Optional.of(resolved)
          : Optional.empty();
    }
    return request.getContained().stream()
        .filter(Medication.class::isInstance)
        .map(Medication.class::cast)
        .filter(one -> wanted.equals("#" + withoutHash(one.getId())))
        .findFirst();
  }

  private static @Nullable String withoutHash(@Nullable String id) {
    return id != null && id.startsWith("#") ? id.substring(1) : id;
  }

  private static Optional<ClinicalTime> from(MedicationRequest request) {
    return periods(request)
        .map(ClinicalTimeMapper::startOf)
        .flatMap(Optional::stream)
        .max(ClinicalTime.NEWEST_FIRST)
        .or(() -> ClinicalTimeMapper.fromFhir(request.getAuthoredOnElement()));
  }

  private static Stream<Period> periods(MedicationRequest request) {
    return request.getDosageInstruction().stream()
        .map(Dosage::getTiming)
        .filter(timing -> timing.getRepeat().hasBoundsPeriod())
        .map(timing -> timing.getRepeat().getBoundsPeriod());
  }
}
