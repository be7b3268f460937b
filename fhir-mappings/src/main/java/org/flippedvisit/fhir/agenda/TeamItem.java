package org.flippedvisit.fhir.agenda;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.flippedvisit.fhir.agenda.AgendaItem.Privacy;
import org.jspecify.annotations.Nullable;

/**
 * Something the team's side brings, before it has an identity on an agenda.
 *
 * @param why sentences
 * @param dueOn when it is or was due; null for what is not due on a day
 */
record TeamItem(
    String words,
    List<String> why,
    String source,
    boolean isSafety,
    @Nullable LocalDate dueOn,
    Grounds grounds) {
  TeamItem {
    why = List.copyOf(why);
  }

  /** What must never be left, then the most overdue, then what changed, then what is due soon. */
  static Comparator<TeamItem> order(LocalDate today) {
    return Comparator.comparing((TeamItem item) -> !item.isSafety())
        .thenComparing(
            item -> item.dueOn() == null ? today : item.dueOn(), Comparator.naturalOrder());
  }

  /** One item of two that rest on the same: every reason and all evidence once. */
  TeamItem with(TeamItem other) {
    return new TeamItem(
        words,
        List.copyOf(once(why, other.why)),
        source,
        isSafety || other.isSafety,
        dueOn == null ? other.dueOn : dueOn,
        new Grounds(
            once(grounds.topics(), other.grounds.topics()),
            List.copyOf(once(grounds.evidence(), other.grounds.evidence()))));
  }

  private static <T> Set<T> once(Iterable<T> some, Iterable<T> others) {
    var all = new LinkedHashSet<T>();
    some.forEach(all::add);
    others.forEach(all::add);
    return all;
  }

  AgendaItem toAgendaItem(AgendaItemId id, LocalDate today) {
    return new AgendaItem(
        id,
        Origin.TEAM,
        words,
        String.join(" ", why),
        source,
        null,
        today,
        isSafety,
        false,
        grounds,
        Privacy.OPEN,
        List.of(),
        List.of());
  }
}
