package org.flippedvisit.fhir.agenda;

import java.time.LocalDate;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Something the team's side brings, before it has an identity on an agenda.
 *
 * @param dueOn when it is or was due; null for what is not due on a day
 */
record TeamItem(
    String words, String why, String source, boolean isSafety, @Nullable LocalDate dueOn) {

  /** What must never be left, then the most overdue, then what changed, then what is due soon. */
  static Comparator<TeamItem> order(LocalDate today) {
    return Comparator.comparing((TeamItem item) -> !item.isSafety())
        .thenComparing(
            item -> item.dueOn() == null ? today : item.dueOn(), Comparator.naturalOrder());
  }

  AgendaItem toAgendaItem(AgendaItemId id, LocalDate today) {
    return new AgendaItem(id, Origin.TEAM, words, why, source, null, today, isSafety, false);
  }
}
