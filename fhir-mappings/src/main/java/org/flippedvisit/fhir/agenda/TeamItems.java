package org.flippedvisit.fhir.agenda;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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
   * Reads ServiceRequests, CarePlans, Observations, MedicationRequests, Encounters and the Patient.
   *
   * @param today the day of the visit
   * @param language of the reasons given
   * @param switchedOff rules that this site does not want, as {@link #check} takes them
   */
  public static Mapped<List<AgendaItem>> fromFhir(
      List<? extends Resource> resources,
      LocalDate today,
      Locale language,
      Supplier<AgendaItemId> newId,
      Set<String> switchedOff) {
    check(switchedOff);
    ChartFacts facts =
        ChartFacts.of(resources, today, Wording.of(TeamItems.class, "TeamItems", language));
    var issues = new ArrayList<MappingIssue>(facts.results().issues());
    Map<String, TeamItem> proposed = new LinkedHashMap<>();
    for (TeamRule rule : TeamRules.inOrder()) {
      if (switchedOff.contains(rule.id())) {
        continue;
      }
      Mapped<List<TeamItem>> items = rule.items(facts);
      issues.addAll(items.issues());
      items.value().forEach(item -> proposed.merge(item.source(), item, TeamItem::with));
      facts = facts.after(items.value());
    }
    return new Mapped<>(
        proposed.values().stream()
            .sorted(TeamItem.order(today))
            .map(item -> item.toAgendaItem(newId.get(), today))
            .toList(),
        issues);
  }

  /**
   * Checks which rules a site wants switched off.
   *
   * @throws IllegalArgumentException if one is not known, or is about safety; says which there are
   */
  public static void check(Collection<String> switchedOff) {
    TeamRules.check(switchedOff);
  }
}
