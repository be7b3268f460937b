package org.flippedvisit.fhir.agenda;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.mapping.ClinicalTimeMapper;
import org.flippedvisit.fhir.mapping.CodeMapper;
import org.flippedvisit.fhir.mapping.IssueLog;
import org.flippedvisit.fhir.mapping.Mapped;
import org.flippedvisit.fhir.mapping.ResourcesMapper;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CarePlan.CarePlanActivityComponent;
import org.hl7.fhir.r4.model.CarePlan.CarePlanActivityDetailComponent;
import org.hl7.fhir.r4.model.CarePlan.CarePlanStatus;
import org.hl7.fhir.r4.model.CodeableConcept;

/**
 * Rule: an activity of an active plan whose day has passed or comes soon, unless an order is there
 * for the same thing.
 */
final class DuePlanActivity implements TeamRule {
  @Override
  public String id() {
    return "due-plan-activity";
  }

  @Override
  public Mapped<List<TeamItem>> items(ChartFacts facts) {
    Set<String> ordered = new HashSet<>();
    DueOrder.active(facts.resources()).forEach(order -> ordered.addAll(keys(order.getCode())));
    var reader = new Reader(facts, ordered, RuleCard.of(id()).figure("soon"));
    return ResourcesMapper.each(facts.resources(), CarePlan.class, reader::read)
        .map(plans -> plans.stream().flatMap(List::stream).toList());
  }

  /**
   * Reads one plan after the other.
   *
   * @param ordered what an order is there for
   */
  private record Reader(ChartFacts facts, Set<String> ordered, int soonDays) {
    private Optional<List<TeamItem>> read(CarePlan plan, IssueLog issues) {
      if (plan.getStatus() == null) {
        issues.unknownCode("status");
        return Optional.empty();
      }
      if (plan.getStatus() != CarePlanStatus.ACTIVE) {
        return Optional.empty();
      }
      var items = new ArrayList<TeamItem>();
      for (int i = 0; i < plan.getActivity().size(); i++) {
        CarePlanActivityComponent activity = plan.getActivity().get(i);
        String part = activity.hasId() ? activity.getId() : String.valueOf(i);
        read(plan, activity, "CarePlan/" + plan.getIdElement().getIdPart() + "#" + part, issues)
            .ifPresent(items::add);
      }
      return Optional.of(items);
    }

    /** An activity that refers to a resource of its own is read from there. */
    private Optional<TeamItem> read(
        CarePlan plan, CarePlanActivityComponent activity, String source, IssueLog issues) {
      CarePlanActivityDetailComponent detail = activity.getDetail();
      if (activity.hasReference() || detail.isEmpty() || !isToDo(detail, issues)) {
        return Optional.empty();
      }
      Optional<DueDate> due =
          DueDate.of(detail.getScheduled())
              .filter(date -> date.isForThisVisit(facts.today(), soonDays));
      Optional<String> words =
          CodeMapper.plainText(detail.getCode())
              .or(() -> Optional.ofNullable(detail.getDescription()))
              .filter(text -> !text.isBlank());
      if (due.isEmpty() || keys(detail.getCode()).stream().anyMatch(ordered::contains)) {
        return Optional.empty();
      }
      if (words.isEmpty()) {
        issues.missing("activity.detail.code");
        return Optional.empty();
      }
      return Optional.of(
          new TeamItem(
              words.get(),
              List.of(due.get().why(facts.today(), facts.wording())),
              source,
              false,
              due.get().until(),
              new Grounds(topics(detail, words.get()), List.of(evidence(plan, source)))));
    }

    private Evidence evidence(CarePlan plan, String source) {
      Optional<ClinicalTime> since =
          ClinicalTimeMapper.startOf(plan.getPeriod())
              .or(() -> ClinicalTimeMapper.fromFhir(plan.getCreatedElement()));
      String text =
          since
              .map(
                  at ->
                      facts
                          .wording()
                          .say("plan.evidence", facts.wording().time(DueDate.toTheDay(at))))
              .orElseGet(() -> facts.wording().say("plan.evidence.undated"));
      return new Evidence(Evidence.Kind.PLAN, text, source, since.orElse(null));
    }
  }

  /** Of the words that are shown; what else the plan says of it explains it, and is not it. */
  private static Set<String> topics(CarePlanActivityDetailComponent detail, String words) {
    var topics = new HashSet<>(ChartFacts.topics(detail.getCode()));
    topics.addAll(Topics.inWords(words));
    return topics;
  }

  private static boolean isToDo(CarePlanActivityDetailComponent detail, IssueLog issues) {
    if (detail.getDoNotPerform()) {
      return false;
    }
    if (detail.getStatus() == null) {
      issues.unknownCode("activity.detail.status");
      return false;
    }
    return switch (detail.getStatus()) {
      case NOTSTARTED, SCHEDULED, INPROGRESS, ONHOLD, UNKNOWN -> true;
      case COMPLETED, CANCELLED, STOPPED, ENTEREDINERROR, NULL -> false;
    };
  }

  /** What makes two codes the same thing: a coding in common, or the same text. */
  private static Set<String> keys(CodeableConcept code) {
    var keys = new HashSet<String>();
    code.getCoding().stream()
        .filter(coding -> coding.hasSystem() && coding.hasCode())
        .forEach(coding -> keys.add(coding.getSystem() + "|" + coding.getCode()));
    CodeMapper.plainText(code).ifPresent(text -> keys.add(text.toLowerCase(Locale.ROOT)));
    return keys;
  }
}
