package org.flippedvisit.fhir.agenda;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.flippedvisit.fhir.agenda.AgendaItem.OtherVersion;
import org.flippedvisit.fhir.agenda.AgendaItem.Privacy;
import org.jspecify.annotations.Nullable;

/**
 * The agenda of one visit: one ordered list made from both sides' lists. No operation takes an item
 * away or makes a second one of it; what must never be left stands before everything else of the
 * team's.
 *
 * @param items in the order they are talked about
 * @param closing null while the visit is open
 * @param keptApart pairs that a person said are two things, each as {@link #pair}
 */
public record Agenda(List<AgendaItem> items, @Nullable Closing closing, Set<String> keptApart) {
  public static final Agenda EMPTY = new Agenda(List.of(), null);

  public Agenda {
    items = List.copyOf(items);
    keptApart =
        keptApart == null
            ? Set.of() // rows stored before there were any
            : Collections.unmodifiableSet(new TreeSet<>(keptApart));
  }

  public Agenda(List<AgendaItem> items, @Nullable Closing closing) {
    this(items, closing, Set.of());
  }

  public Optional<AgendaItem> find(AgendaItemId id) {
    return items.stream().filter(item -> item.id().equals(id)).findFirst();
  }

  /** True when the item is here, by itself or joined to another. */
  public boolean holds(AgendaItemId id) {
    return items.stream().flatMap(AgendaItem::all).anyMatch(item -> item.id().equals(id));
  }

  public Agenda withItemAdded(AgendaItem item) {
    var more = new ArrayList<>(items);
    more.add(item);
    return withItems(more);
  }

  public Agenda withFate(AgendaItemId id, @Nullable Fate fate) {
    return withItemChanged(id, item -> item.withFate(fate));
  }

  public Agenda withWords(AgendaItemId id, String words) {
    return withItemChanged(id, item -> item.withWords(words));
  }

  /** Says who may see an item. What must never be left is seen by everybody who works with it. */
  public Agenda withPrivacy(AgendaItemId id, Privacy privacy) {
    return withItemChanged(id, item -> item.bearsOnSafety() ? item : item.withPrivacy(privacy));
  }

  /**
   * Gives a fate to an item that was seen as {@code seen}. What somebody else decided in between
   * stays, and this one beside it, until a person chooses.
   *
   * @param by who gives it, as named on the page
   */
  public Agenda withFate(AgendaItem seen, @Nullable Fate fate, String by) {
    return withItemChanged(
        seen.id(),
        now -> {
          boolean isAsSeen =
              Objects.equals(now.fate(), seen.fate()) || Objects.equals(now.fate(), fate);
          if (isAsSeen) {
            return now.withFate(fate);
          }
          return fate == null ? now : kept(now, new OtherVersion(null, fate, by));
        });
  }

  /**
   * Changes the words of an item that was seen as {@code seen}; as {@link #withFate(AgendaItem,
   * Fate, String)} where somebody else changed them in between.
   */
  public Agenda withWords(AgendaItem seen, String words, String by) {
    return withItemChanged(
        seen.id(),
        now -> {
          boolean isAsSeen = now.words().equals(seen.words()) || now.words().equals(words);
          return isAsSeen ? now.withWords(words) : kept(now, new OtherVersion(words, null, by));
        });
  }

  private static AgendaItem kept(AgendaItem item, OtherVersion version) {
    var versions = new ArrayList<>(item.otherVersions());
    if (!versions.contains(version)) {
      versions.add(version);
    }
    return item.withOtherVersions(versions);
  }

  /** Takes a version that somebody else wrote as the one that counts. */
  public Agenda withVersionChosen(AgendaItemId id, OtherVersion version) {
    return withVersionLeft(id, version)
        .withItemChanged(
            id,
            item ->
                item.withWords(Objects.requireNonNullElse(version.words(), item.words()))
                    .withFate(version.fate() == null ? item.fate() : version.fate()));
  }

  /** Leaves a version that somebody else wrote; what stands counts. */
  public Agenda withVersionLeft(AgendaItemId id, OtherVersion version) {
    return withItemChanged(
        id, item -> item.withOtherVersions(without(item.otherVersions(), version)));
  }

  /** Moves an item by {@code places} (negative is up), stopping at either end. */
  public Agenda withItemMoved(AgendaItemId id, int places) {
    int from = place(id);
    return from < 0 ? this : withItemMovedTo(id, from + places);
  }

  /** Moves an item to a place, from 0; beyond either end is at that end. */
  public Agenda withItemMovedTo(AgendaItemId id, int place) {
    int from = place(id);
    if (from < 0) {
      return this;
    }
    var moved = new ArrayList<>(items);
    AgendaItem item = moved.remove(from);
    moved.add(Math.clamp(place, 0, moved.size()), item);
    return withItems(moved);
  }

  /**
   * Makes one item of two that are the same thing. Both keep everything; the person's words lead,
   * else those that stand higher. What is private is not joined to what is not.
   */
  public Agenda withItemsJoined(AgendaItemId one, AgendaItemId other) {
    int first = Math.min(place(one), place(other));
    int second = Math.max(place(one), place(other));
    if (first < 0 || first == second || items.get(first).privacy() != items.get(second).privacy()) {
      return this;
    }
    boolean isSecondLeading =
        items.get(second).origin() == Origin.PERSON && items.get(first).origin() != Origin.PERSON;
    int leading = isSecondLeading ? second : first;
    int joining = isSecondLeading ? first : second;
    var now = new ArrayList<>(items);
    now.set(leading, items.get(leading).joining(items.get(joining), joining));
    now.remove(joining);
    return withItems(now);
  }

  /**
   * Takes an item that was joined out again, as it was and, if it was joined last, where it was.
   */
  public Agenda withItemSplit(AgendaItemId id, AgendaItemId part) {
    int place = place(id);
    if (place < 0) {
      return this;
    }
    AgendaItem whole = items.get(place);
    return whole.joined().stream()
        .filter(joined -> joined.item().id().equals(part))
        .findFirst()
        .map(
            joined -> {
              var rest = new ArrayList<>(whole.joined());
              rest.remove(joined);
              var now = new ArrayList<>(items);
              now.set(place, whole.withJoined(rest));
              now.add(Math.clamp(joined.place(), 0, now.size()), joined.item());
              return withItems(now);
            })
        .orElse(this);
  }

  /** Remembers that two items are two things, so that nobody is asked again. */
  public Agenda withKeptApart(AgendaItemId one, AgendaItemId other) {
    var pairs = new HashSet<>(keptApart);
    pairs.add(pair(one, other));
    return new Agenda(items, closing, pairs);
  }

  public boolean isKeptApart(AgendaItemId one, AgendaItemId other) {
    return keptApart.contains(pair(one, other));
  }

  /** A name for two items, whichever comes first. */
  private static String pair(AgendaItemId one, AgendaItemId other) {
    return one.value().compareTo(other.value()) < 0
        ? one.value() + " " + other.value()
        : other.value() + " " + one.value();
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
    return new Agenda(items, how, keptApart);
  }

  public int openCount() {
    return (int) items.stream().filter(AgendaItem::isOpen).count();
  }

  public boolean isClosed() {
    return closing != null;
  }

  /**
   * The same agenda with these items, what must never be left standing directly before the first
   * other item of the team's.
   */
  Agenda withItems(List<AgendaItem> now) {
    var ordered = new ArrayList<>(now);
    int firstOfTeam = 0;
    while (firstOfTeam < ordered.size() && !isOrdinaryOfTeam(ordered.get(firstOfTeam))) {
      firstOfTeam++;
    }
    if (firstOfTeam < ordered.size()) {
      List<AgendaItem> below =
          ordered.subList(firstOfTeam, ordered.size()).stream()
              .filter(Agenda::isSafetyRow)
              .toList();
      ordered.removeAll(below);
      ordered.addAll(firstOfTeam, below);
    }
    return new Agenda(ordered, closing, keptApart);
  }

  private static boolean isOrdinaryOfTeam(AgendaItem item) {
    return item.shownOrigin() == Origin.TEAM && !item.bearsOnSafety();
  }

  /** True for what stands in the safety row: not what is joined to something of the person's. */
  private static boolean isSafetyRow(AgendaItem item) {
    return item.shownOrigin() == Origin.TEAM && item.bearsOnSafety();
  }

  private int place(AgendaItemId id) {
    for (int place = 0; place < items.size(); place++) {
      if (items.get(place).id().equals(id)) {
        return place;
      }
    }
    return -1;
  }

  private Agenda withItemChanged(AgendaItemId id, UnaryOperator<AgendaItem> change) {
    return withItems(
        items.stream().map(item -> item.id().equals(id) ? change.apply(item) : item).toList());
  }

  private static List<OtherVersion> without(List<OtherVersion> versions, OtherVersion one) {
    return versions.stream().filter(version -> !version.equals(one)).toList();
  }
}
