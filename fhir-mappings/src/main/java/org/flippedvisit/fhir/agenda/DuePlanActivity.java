package org.flippedvisit.fhir.agenda;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.flippedvisit.fhir.mapping.CodeMapper;
import org.flippedvisit.fhir.mapping.IssueLog;
import org.flippedvisit.fhir.mapping.Mapped;
import org.flippedvisit.fhir.mapping.ResourcesMapper;
import org.flippedvisit.fhir.mapping.Wording;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CarePlan.CarePlanActivityComponent;
import org.hl7.fhir.r4.model.CarePlan.CarePlanActivityDetailComponent;
import org.hl7.fhir.r4.model.CarePlan.CarePlanStatus;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Resource;

/**
 * Rule: an activity of an active plan whose day has passed or comes within a month, unless an order
 * is there for the same thing.
 */
final class DuePlanActivity {
  private final Set<String> ordered;
  private final LocalDate today;
  private final Wording wording;

  private DuePlanActivity(Set<String> ordered, LocalDate today, Wording wording) {
    this.ordered = ordered;
    this.today = today;
    this.wording = wording;
  }

  static Mapped<List<TeamItem>> items(
      List<? extends Resource> resources, LocalDate today, Wording wording) {
    Set<String> ordered = new HashSet<>();
    DueOrder.active(resources).forEach(order -> ordered.addAll(keys(order.getCode())));
    var rule = new DuePlanActivity(ordered, today, wording);
    return ResourcesMapper.each(resources, CarePlan.class, rule::read)
        .map(plans -> plans.stream().flatMap(List::stream).toList());
  }

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
      read(activity, "CarePlan/" + plan.getIdElement().getIdPart() + "#" + part, issues)
          .ifPresent(items::add);
    }
    return Optional.of(items);
  }

  /** An activity that refers to a resource of its own is read from there. */
  private Optional<TeamItem> read(
      CarePlanActivityComponent activity, String source, IssueLog issues) {
    CarePlanActivityDetailComponent detail = activity.getDetail();
    if (activity.hasReference() || detail.isEmpty() || !isToDo(detail, issues)) {
      return Optional.empty();
    }
    Optional<DueDate> due =
        DueDate.of(detail.getScheduled()).filter(date -> date.isForThisVisit(today));
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
        new TeamItem(words.get(), due.get().why(today, wording), source, false, due.get().until()));
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
