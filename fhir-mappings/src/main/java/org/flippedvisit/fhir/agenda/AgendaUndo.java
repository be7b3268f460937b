package org.flippedvisit.fhir.agenda;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes back one change of one person, and nothing that others did since. An item that the change
 * added goes; everything it touched is as it was.
 */
public final class AgendaUndo {
  private AgendaUndo() {}

  /**
   * The agenda without a change.
   *
   * @param now as it stands
   * @param before as it stood before the change
   * @param after as the change left it
   * @return empty when somebody has changed the same things since, or the visit is closed
   */
  public static Optional<Agenda> of(Agenda now, Agenda before, Agenda after) {
    if (now.isClosed() || !isUntouched(now, before, after)) {
      return Optional.empty();
    }
    Set<String> keptApart = keptApart(now, before, after);
    if (now.items().equals(after.items())) {
      return Optional.of(new Agenda(before.items(), null, keptApart));
    }
    if (isMove(before, after)) {
      return Optional.empty(); // others have changed the order as well: whose is meant, is unclear
    }
    var items = new ArrayList<>(now.items());
    for (AgendaItemId id : changed(before, after)) {
      replace(items, id, before);
    }
    return Optional.of(new Agenda(List.of(), null, keptApart).withItems(items));
  }

  /** What others said to be two things stays said. */
  private static Set<String> keptApart(Agenda now, Agenda before, Agenda after) {
    var pairs = new HashSet<>(now.keptApart());
    pairs.removeIf(pair -> after.keptApart().contains(pair) && !before.keptApart().contains(pair));
    return pairs;
  }

  /** True while everything that the change touched stands as it left it. */
  private static boolean isUntouched(Agenda now, Agenda before, Agenda after) {
    return changed(before, after).stream()
        .allMatch(id -> Objects.equals(item(now, id), item(after, id)));
  }

  private static boolean isMove(Agenda before, Agenda after) {
    return changed(before, after).isEmpty() && !before.items().equals(after.items());
  }

  private static Set<AgendaItemId> changed(Agenda before, Agenda after) {
    var ids = new LinkedHashSet<AgendaItemId>();
    before.items().forEach(item -> ids.add(item.id()));
    after.items().forEach(item -> ids.add(item.id()));
    ids.removeIf(id -> Objects.equals(item(before, id), item(after, id)));
    return ids;
  }

  private static void replace(List<AgendaItem> items, AgendaItemId id, Agenda before) {
    int place = ids(items).indexOf(id);
    AgendaItem former = item(before, id);
    if (place >= 0 && former != null) {
      items.set(place, former);
    } else if (place >= 0) {
      items.remove(place);
    } else if (former != null) {
      items.add(Math.min(ids(before.items()).indexOf(id), items.size()), former);
    }
  }

  private static @Nullable AgendaItem item(Agenda agenda, AgendaItemId id) {
    return agenda.find(id).orElse(null);
  }

  private static List<AgendaItemId> ids(List<AgendaItem> items) {
    return items.stream().map(AgendaItem::id).toList();
  }
}
