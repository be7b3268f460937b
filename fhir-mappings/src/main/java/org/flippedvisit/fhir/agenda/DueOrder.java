package org.flippedvisit.fhir.agenda;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.flippedvisit.fhir.mapping.CodeMapper;
import org.flippedvisit.fhir.mapping.IssueLog;
import org.flippedvisit.fhir.mapping.Mapped;
import org.flippedvisit.fhir.mapping.ResourcesMapper;
import org.flippedvisit.fhir.mapping.Wording;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;

/** Rule: an active order whose day has passed or comes within a month. */
final class DueOrder {
  private DueOrder() {}

  static Mapped<List<TeamItem>> items(
      List<? extends Resource> resources, LocalDate today, Wording wording) {
    return ResourcesMapper.each(
        resources, ServiceRequest.class, (order, issues) -> read(order, today, wording, issues));
  }

  /** The orders that are still to be done; plan activities for the same thing stand back. */
  static List<ServiceRequest> active(List<? extends Resource> resources) {
    return ResourcesMapper.distinct(resources, ServiceRequest.class).stream()
        .filter(order -> order.getStatus() == ServiceRequestStatus.ACTIVE)
        .filter(order -> !order.getDoNotPerform())
        .toList();
  }

  private static Optional<TeamItem> read(
      ServiceRequest order, LocalDate today, Wording wording, IssueLog issues) {
    if (order.getStatus() == null) {
      issues.unknownCode("status");
      return Optional.empty();
    }
    if (order.getStatus() != ServiceRequestStatus.ACTIVE || order.getDoNotPerform()) {
      return Optional.empty();
    }
    Optional<DueDate> due =
        DueDate.of(order.getOccurrence()).filter(date -> date.isForThisVisit(today));
    if (due.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> words = CodeMapper.plainText(order.getCode());
    String id = order.getIdElement().getIdPart();
    if (words.isEmpty() || id == null) {
      issues.missing(id == null ? "id" : "code");
      return Optional.empty();
    }
    return Optional.of(
        new TeamItem(
            words.get(),
            why(order, due.get().why(today, wording), wording),
            "ServiceRequest/" + id,
            false,
            due.get().until()));
  }

  /** What the order tells the patient is written for the patient, so it may stand here. */
  private static String why(ServiceRequest order, String due, Wording wording) {
    String instruction = Objects.requireNonNullElse(order.getPatientInstruction(), "");
    return instruction.isBlank() ? due : wording.say("due.instruction", due, instruction);
  }
}
