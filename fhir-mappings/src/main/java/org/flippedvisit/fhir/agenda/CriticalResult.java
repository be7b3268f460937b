package org.flippedvisit.fhir.agenda;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.flippedvisit.fhir.mapping.Mapped;
import org.flippedvisit.fhir.mapping.Wording;

/**
 * Rule: a result the laboratory marked as critical and no newer result of the same code has
 * answered. It is never left off because it is on nobody's list (DOMAIN, "Limits to respect").
 */
final class CriticalResult implements TeamRule {
  /**
   * v3-ObservationInterpretation: critically high, critically low, critically abnormal. Any system:
   * the codes are those of HL7 v2 table 0078 as well.
   */
  private static final Set<String> CRITICAL = Set.of("HH", "LL", "AA");

  @Override
  public String id() {
    return "critical-result";
  }

  @Override
  public Mapped<List<TeamItem>> items(ChartFacts facts) {
    LocalDate since = facts.today().minusMonths(RuleCard.of(id()).figure("still-counts"));
    return Mapped.of(
        Result.newestOfEach(facts.results().value()).stream()
            .filter(result -> result.isSince(since) && isCritical(result))
            .map(result -> item(result, facts.today(), facts.wording()))
            .toList());
  }

  static boolean isCritical(Result result) {
    return result.interpretations().stream().anyMatch(CRITICAL::contains);
  }

  private static TeamItem item(Result result, LocalDate today, Wording wording) {
    String name = result.name(wording);
    String day = wording.shortDay(result.on(), today);
    return new TeamItem(
        wording.say("critical.words", name),
        List.of(wording.say("critical.why", day)),
        result.source(),
        true,
        result.on(),
        new Grounds(
            ChartFacts.topics(result.observation().getCode()),
            List.of(result.evidence(wording.say("critical.evidence", name, day)))));
  }
}
