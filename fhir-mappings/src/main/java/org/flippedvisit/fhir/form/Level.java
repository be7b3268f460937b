package org.flippedvisit.fhir.form;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One level of a filling: the form itself, one group, or one answer with items below it. */
final class Level {
  final @Nullable Place owner;
  final @Nullable Slot slot;
  final int depth;
  final List<Place> places;

  private Level(@Nullable Place owner, @Nullable Slot slot, List<ItemRules> items, String path) {
    this.owner = owner;
    this.slot = slot;
    this.depth = owner == null ? 0 : owner.within.depth + 1;
    this.places = new ArrayList<>(items.size());
    for (ItemRules rules : items) {
      places.add(new Place(rules, this, 1, path));
      for (int number = 2;
          rules.isRepeatingGroup() && number <= rules.item().minOccurs();
          number++) {
        places.add(new Place(rules, this, number, path));
      }
    }
  }

  static Level root(List<ItemRules> items) {
    return new Level(null, null, items, "");
  }

  static Level inGroup(Place group) {
    return new Level(group, null, group.rules.children(), group.id.path() + "/");
  }

  static Level below(Place question, Slot slot) {
    String path =
        question.rules.item().isRepeating()
            ? question.id.path() + "[" + slot.number + "]/"
            : question.id.path() + "/";
    return new Level(question, slot, question.rules.children(), path);
  }

  /** Every place here and below, in the order of the form. */
  Stream<Place> all() {
    return places.stream().flatMap(Place::all);
  }

  /** All of one repeating group. */
  List<Place> of(ItemRules rules) {
    return places.stream().filter(place -> place.rules == rules).toList();
  }

  /** One more behind the last of its kind. */
  Place add(ItemRules rules) {
    List<Place> before = of(rules);
    Place last = before.getLast();
    last.highestNumber++;
    var added = new Place(rules, this, last.highestNumber, prefix(last));
    added.highestNumber = last.highestNumber;
    places.add(places.indexOf(last) + 1, added);
    return added;
  }

  /** Takes one away; the numbers of those that stay are never given again. */
  void remove(Place place) {
    int highest = place.highestNumber;
    places.remove(place);
    of(place.rules).forEach(other -> other.highestNumber = Math.max(other.highestNumber, highest));
  }

  /** Puts one that was taken away back among its kind. */
  void putBack(Place place, int index) {
    List<Place> others = of(place.rules);
    int first = places.indexOf(others.getFirst());
    places.add(first + Math.min(index, others.size()), place);
  }

  private static String prefix(Place sibling) {
    String path = sibling.id.path();
    return path.substring(0, path.lastIndexOf('/') + 1);
  }
}
