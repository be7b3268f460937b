package org.flippedvisit.fhir.agenda;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.mapping.ClinicalTimeMapper;
import org.flippedvisit.fhir.mapping.CodeMapper;
import org.flippedvisit.fhir.mapping.IssueLog;
import org.flippedvisit.fhir.mapping.Mapped;
import org.flippedvisit.fhir.mapping.ResourcesMapper;
import org.flippedvisit.fhir.mapping.Wording;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;

/** Rule: an active order whose day has passed or comes soon. */
final class DueOrder implements TeamRule {
  @Override
  public String id() {
    return "due-order";
  }

  @Override
  public Mapped<List<TeamItem>> items(ChartFacts facts) {
    int soonDays = RuleCard.of(id()).figure("soon");
    return ResourcesMapper.each(
        facts.resources(),
        ServiceRequest.class,
        (order, issues) -> read(order, facts, soonDays, issues));
  }

  /** The orders that are still to be done; plan activities for the same thing stand back. */
  static List<ServiceRequest> active(List<? extends Resource> resources) {
    return ResourcesMapper.distinct(resources, ServiceRequest.class).stream()
        .filter(order -> order.getStatus() == ServiceRequestStatus.ACTIVE)
        .filter(order -> !order.getDoNotPerform())
        .toList();
  }

  private static Optional<TeamItem> read(
      ServiceRequest order, ChartFacts facts, int soonDays, IssueLog issues) {
    if (order.getStatus() == null) {
      issues.unknownCode("status");
      return Optional.empty();
    }
    if (order.getStatus() != ServiceRequestStatus.ACTIVE || order.getDoNotPerform()) {
      return Optional.empty();
    }
    Optional<DueDate> due =
        DueDate.of(order.getOccurrence())
            .filter(date -> date.isForThisVisit(facts.today(), soonDays));
    if (due.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> words = CodeMapper.plainText(order.getCode());
    String id = order.getIdElement().getIdPart();
    if (words.isEmpty() || id == null) {
      issues.missing(id == null ? "id" : "code");
      return Optional.empty();
    }
    String source = "ServiceRequest/" + id;
    return Optional.of(
        new TeamItem(
            words.get(),
            why(order, due.get().why(facts.today(), facts.wording())),
            source,
            false,
            due.get().until(),
            new Grounds(
                ChartFacts.topics(order.getCode()),
                List.of(evidence(order, source, facts.wording())))));
  }

  /** What the order tells the patient is written for the patient, so it may stand here. */
  private static List<String> why(ServiceRequest order, String due) {
    String instruction = Objects.requireNonNullElse(order.getPatientInstruction(), "");
    return instruction.isBlank() ? List.of(due) : List.of(due, instruction);
  }

  private static Evidence evidence(ServiceRequest order, String source, Wording wording) {
    Optional<ClinicalTime> ordered = ClinicalTimeMapper.fromFhir(order.getAuthoredOnElement());
    String text =
        ordered
            .map(at -> wording.say("order.evidence", at(at, wording)))
            .orElseGet(() -> wording.say("order.evidence.undated"));
    return new Evidence(Evidence.Kind.ORDER, text, source, ordered.orElse(null));
  }

  /** The day is enough: at what minute it was ordered matters to nobody. */
  private static String at(ClinicalTime time, Wording wording) {
    return wording.time(DueDate.toTheDay(time));
  }
}
