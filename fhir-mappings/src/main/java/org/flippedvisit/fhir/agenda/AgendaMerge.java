package org.flippedvisit.fhir.agenda;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Makes one agenda of both lists. What stands on the stored agenda keeps its place, words and fate,
 * because people put it there; what is new is set into its own part. Nothing is ever lost.
 */
public final class AgendaMerge {
  private AgendaMerge() {}

  /**
   * The stored agenda with what is new.
   *
   * @param stored as it was left; returned as it is once the visit is closed
   * @param waitingFromEarlier items put off at earlier visits
   * @param fromPerson {@link PersonItems}
   * @param fromTeam {@link TeamItems}
   */
  public static Agenda of(
      Agenda stored,
      List<AgendaItem> waitingFromEarlier,
      List<AgendaItem> fromPerson,
      List<AgendaItem> fromTeam) {
    if (stored.isClosed()) {
      return stored;
    }
    var items = new ArrayList<>(stored.items());
    for (AgendaItem waiting : waitingFromEarlier) {
      if (all(items).noneMatch(item -> item.id().equals(waiting.id()))) {
        insert(items, asOfToday(waiting.carriedOver(), fromTeam));
      }
    }
    for (AgendaItem proposed : fromPerson) {
      if (all(items).noneMatch(item -> isSameSaying(item, proposed))) {
        insert(items, proposed);
      }
    }
    for (AgendaItem proposed : fromTeam) {
      if (all(items).noneMatch(item -> isSameSource(item, proposed))) {
        insert(items, proposed);
      }
    }
    return stored.withItems(items);
  }

  /**
   * Why it is here may have changed while it waited: what was due by June is overdue in December.
   */
  private static AgendaItem asOfToday(AgendaItem waiting, List<AgendaItem> fromTeam) {
    return fromTeam.stream()
        .filter(proposed -> isSameSource(waiting, proposed))
        .findFirst()
        .map(
            proposed ->
                waiting.with(proposed.why(), proposed.grounds().after(waiting.grounds().before())))
        .orElse(waiting);
  }

  /** What is joined to another is here as well. */
  private static Stream<AgendaItem> all(List<AgendaItem> items) {
    return items.stream().flatMap(AgendaItem::all);
  }

  /**
   * The person's words count, not only where they were written: what they put differently since is
   * a new item beside the old one. An answer that had no id yet when it was stored is known by its
   * words.
   */
  private static boolean isSameSaying(AgendaItem item, AgendaItem proposed) {
    boolean mayBeSame =
        isSameSource(item, proposed) || item.source() == null || proposed.source() == null;
    return mayBeSame && item.words().equals(proposed.words()) && maySaySo(item, proposed);
  }

  /** Two people may say the same; of what was stored long ago it is not known who did. */
  private static boolean maySaySo(AgendaItem item, AgendaItem proposed) {
    String one = item.grounds().saidBy();
    String other = proposed.grounds().saidBy();
    return one == null || other == null || one.equals(other);
  }

  private static boolean isSameSource(AgendaItem item, AgendaItem proposed) {
    return proposed.source() != null && proposed.source().equals(item.source());
  }

  /** Behind the last of its own part, else before the first of a later part. */
  private static void insert(List<AgendaItem> items, AgendaItem added) {
    int part = part(added);
    int place = items.size();
    for (int i = items.size() - 1; i >= 0; i--) {
      int other = part(items.get(i));
      if (other == part) {
        items.add(i + 1, added);
        return;
      }
      if (other > part) {
        place = i;
      }
    }
    items.add(place, added);
  }

  private static int part(AgendaItem item) {
    return switch (item.shownOrigin()) {
      // What is shared stays where the person put it.
      case PERSON, BOTH -> 0;
      case CARRIED_OVER -> 1;
      case TEAM -> item.bearsOnSafety() ? 2 : 3;
    };
  }

  /**
   * The items that come back at the next visit, as they stood last, the longest waiting first. What
   * was joined to another comes and goes with it.
   *
   * @param earlier agendas of earlier visits, oldest first
   */
  public static List<AgendaItem> waiting(List<Agenda> earlier) {
    Map<AgendaItemId, AgendaItem> last = new LinkedHashMap<>();
    for (Agenda agenda : earlier) {
      for (AgendaItem item : agenda.items()) {
        item.all().forEach(part -> last.remove(part.id()));
        last.put(item.id(), item);
      }
    }
    return last.values().stream()
        .filter(AgendaItem::isWaiting)
        .sorted(Comparator.comparing(AgendaItem::raisedOn))
        .toList();
  }
}
