package org.flippedvisit.fhir.agenda;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.flippedvisit.fhir.mapping.Mapped;
import org.flippedvisit.fhir.mapping.MappingIssue;
import org.flippedvisit.fhir.mapping.Wording;
import org.hl7.fhir.r4.model.Resource;

/**
 * Proposals for the team's part of the agenda, from what the chart says is due, has changed by more
 * than what matters, or must not be left. People decide what stays.
 */
public final class TeamItems {
  private TeamItems() {}

  /**
   * Reads ServiceRequests, CarePlans and Observations.
   *
   * @param today the day of the visit
   * @param language of the reasons given
   */
  public static Mapped<List<AgendaItem>> fromFhir(
      List<? extends Resource> resources,
      LocalDate today,
      Locale language,
      Supplier<AgendaItemId> newId) {
    Wording wording = Wording.of(TeamItems.class, "TeamItems", language);
    Mapped<List<LatestResults.Result>> latest = LatestResults.of(resources, today);
    List<Mapped<List<TeamItem>>> rules =
        List.of(
            latest.map(results -> SafetyAnswer.items(results, today, wording)),
            latest.map(results -> CriticalResult.items(results, today, wording)),
            DueOrder.items(resources, today, wording),
            DuePlanActivity.items(resources, today, wording),
            ChangedMeasure.items(resources, today, language));
    List<AgendaItem> items =
        rules.stream()
            .flatMap(rule -> rule.value().stream())
            .sorted(TeamItem.order(today))
            .map(item -> item.toAgendaItem(newId.get(), today))
            .toList();
    return new Mapped<>(items, issues(rules));
  }

  /** Rules that read the same resources meet the same issues; each is told once. */
  private static List<MappingIssue> issues(List<Mapped<List<TeamItem>>> rules) {
    return rules.stream().flatMap(rule -> rule.issues().stream()).distinct().toList();
  }
}
