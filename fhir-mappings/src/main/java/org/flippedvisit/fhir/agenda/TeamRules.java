package org.flippedvisit.fhir.agenda;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** All rules, in the order in which they are asked: a later one leaves out what an earlier has. */
final class TeamRules {
  private static final List<TeamRule> IN_ORDER =
      List.of(
          new SafetyAnswer(),
          new CriticalResult(),
          new DueOrder(),
          new DuePlanActivity(),
          new ChangedMeasure(),
          new MeasureOutOfBand(),
          new UnfinishedResult(),
          new NewResult(),
          new MedicineToReview());

  private TeamRules() {}

  static List<TeamRule> inOrder() {
    return IN_ORDER;
  }

  /**
   * Checks what a site wants switched off.
   *
   * @throws IllegalArgumentException if a rule is not known, or must never be switched off
   */
  static void check(Collection<String> switchedOff) {
    Set<String> switchable =
        IN_ORDER.stream()
            .map(TeamRule::id)
            .filter(id -> !RuleCard.of(id).isSafety())
            .collect(Collectors.toCollection(TreeSet::new));
    for (String id : switchedOff) {
      if (switchable.contains(id)) {
        continue;
      }
      boolean isSafety = IN_ORDER.stream().anyMatch(rule -> rule.id().equals(id));
      throw new IllegalArgumentException(
          (isSafety ? "the rule " + id + " is about safety and stays on" : "there is no rule " + id)
              + "; rules that can be switched off: "
              + String.join(", ", switchable));
    }
  }
}
