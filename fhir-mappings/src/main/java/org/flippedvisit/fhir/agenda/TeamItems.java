package org.flippedvisit.fhir.agenda;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
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
    Mapped<List<TeamItem>> orders = DueOrder.items(resources, today, wording);
    Mapped<List<TeamItem>> activities = DuePlanActivity.items(resources, today, wording);
    List<AgendaItem> items =
        Stream.of(
                SafetyAnswer.items(latest.value(), today, wording),
                CriticalResult.items(latest.value(), today, wording),
                orders.value(),
                activities.value(),
                ChangedMeasure.items(resources, today, language))
            .flatMap(List::stream)
            .sorted(TeamItem.order(today))
            .map(item -> item.toAgendaItem(newId.get(), today))
            .toList();
    return new Mapped<>(items, issues(latest, orders, activities));
  }

  /** Each resource's issues once; what a trend cannot read is told where trends are shown. */
  private static List<MappingIssue> issues(Mapped<?>... read) {
    return Arrays.stream(read).flatMap(mapped -> mapped.issues().stream()).toList();
  }
}
