package org.flippedvisit.fhir.agenda;

import java.time.LocalDate;
import java.util.List;
import org.flippedvisit.fhir.mapping.Mapped;
import org.flippedvisit.fhir.mapping.Wording;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;

/** Rule: a result that has a value and that nobody has signed off for some days. */
final class UnfinishedResult implements TeamRule {
  @Override
  public String id() {
    return "unfinished-result";
  }

  @Override
  public Mapped<List<TeamItem>> items(ChartFacts facts) {
    RuleCard card = RuleCard.of(id());
    LocalDate until = facts.today().minusDays(card.figure("after"));
    LocalDate since = facts.today().minusMonths(card.figure("at-most"));
    return Mapped.of(
        Result.newestOfEach(facts.results().value()).stream()
            .filter(result -> isUnfinished(result) && result.isSince(since))
            .filter(result -> !result.on().isAfter(until) && !facts.isProposed(result.source()))
            .map(result -> item(result, facts.today(), facts.wording()))
            .toList());
  }

  /** A result without a value is on its way, which is nothing amiss. */
  static boolean isUnfinished(Result result) {
    ObservationStatus status = result.observation().getStatus();
    boolean isDraft =
        status == ObservationStatus.PRELIMINARY || status == ObservationStatus.REGISTERED;
    return isDraft && (result.observation().hasValue() || result.observation().hasComponent());
  }

  private static TeamItem item(Result result, LocalDate today, Wording wording) {
    String name = result.name(wording);
    String day = wording.shortDay(result.on(), today);
    return new TeamItem(
        wording.say("unfinished.words", name),
        List.of(wording.say("unfinished.why", day)),
        result.source(),
        false,
        null,
        new Grounds(
            ChartFacts.topics(result.observation().getCode()),
            List.of(result.evidence(wording.say("unfinished.evidence", name, day)))));
  }
}
