package org.flippedvisit.fhir.agenda;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The agenda of one visit: one ordered list made from both sides' lists.
 *
 * @param items in the order they are talked about
 * @param closing null while the visit is open
 */
public record Agenda(List<AgendaItem> items, @Nullable Closing closing) {
  public static final Agenda EMPTY = new Agenda(List.of(), null);

  public Agenda {
    items = List.copyOf(items);
  }

  public Optional<AgendaItem> find(AgendaItemId id) {
    return items.stream().filter(item -> item.id().equals(id)).findFirst();
  }

  public Agenda withItemAdded(AgendaItem item) {
    var more = new ArrayList<>(items);
    more.add(item);
    return new Agenda(more, closing);
  }

  public Agenda withFate(AgendaItemId id, @Nullable Fate fate) {
    return withItemChanged(id, item -> item.withFate(fate));
  }

  public Agenda withWords(AgendaItemId id, String words) {
    return withItemChanged(id, item -> item.withWords(words));
  }

  /** Moves an item by {@code places} (negative is up), stopping at either end. */
  public Agenda withItemMoved(AgendaItemId id, int places) {
    var moved = new ArrayList<>(items);
    for (int from = 0; from < moved.size(); from++) {
      if (moved.get(from).id().equals(id)) {
        AgendaItem item = moved.remove(from);
        moved.add(Math.clamp((long) from + places, 0, moved.size()), item);
        return new Agenda(moved, closing);
      }
    }
    return this;
  }

  /**
   * Closes the visit.
   *
   * @throws IllegalStateException while an item has no fate
   */
  public Agenda closed(Closing how) {
    if (openCount() > 0) {
      throw new IllegalStateException(openCount() + " items have no fate");
    }
    return new Agenda(items, how);
  }

  public int openCount() {
    return (int) items.stream().filter(AgendaItem::isOpen).count();
  }

  public boolean isClosed() {
    return closing != null;
  }

  private Agenda withItemChanged(AgendaItemId id, UnaryOperator<AgendaItem> change) {
    return new Agenda(
        items.stream().map(item -> item.id().equals(id) ? change.apply(item) : item).toList(),
        closing);
  }
}
