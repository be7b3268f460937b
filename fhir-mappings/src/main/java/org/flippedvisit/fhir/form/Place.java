package org.flippedvisit.fhir.form;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An item where it stands in a filling: once, or once for each of its repeating group. */
final class Place {
  final ItemRules rules;
  final Level within;
  final NodeId id;
  final @Nullable Level inside;
  int highestNumber;
  boolean isEnabled;
  boolean isDecided;

  /** Set by hand, so that nothing calculates over it. */
  boolean isTyped;

  /** What its {@code enableWhenExpression} last said. */
  boolean isEnabledByExpression;

  /** Where it stands among all, for the nearest question. */
  int position;

  @Nullable List<FormOption> offered;
  List<Map<String, String>> failedConstraints = List.of();
  private List<Slot> slots = List.of();
  private List<Slot> withdrawn = List.of();

  Place(ItemRules rules, Level within, int number, String path) {
    this.rules = rules;
    this.within = within;
    this.highestNumber = number;
    String name = path + escaped(rules.linkId());
    this.id = new NodeId(rules.isRepeatingGroup() ? name + "[" + number + "]" : name);
    this.inside = rules.type() == ItemType.GROUP ? Level.inGroup(this) : null;
    if (rules.type().isQuestion() && !rules.children().isEmpty()) {
      slots = new ArrayList<>(List.of(slot(1, null)));
    }
  }

  /** LinkIds may hold a slash, as those that are paths of LOINC codes. */
  private static String escaped(String linkId) {
    return linkId.replace("%", "%25").replace("/", "%2F").replace("[", "%5B");
  }

  private Slot slot(int number, @Nullable FormAnswer answer) {
    var slot = new Slot(number, answer);
    if (!rules.children().isEmpty()) {
      slot.below = Level.below(this, slot);
    }
    return slot;
  }

  List<FormAnswer> answers() {
    return slots.stream().map(slot -> slot.answer).filter(Objects::nonNull).toList();
  }

  /** The choices offered now. */
  List<FormOption> options() {
    return offered == null ? rules.item().options() : offered;
  }

  List<Slot> slots() {
    return slots;
  }

  List<Slot> withdrawn() {
    return withdrawn;
  }

  /** What stands here, for {@link #restore}. */
  record Answered(
      List<Slot> slots,
      List<Optional<FormAnswer>> answers,
      List<Slot> withdrawn,
      boolean isTyped) {}

  Answered remember() {
    return new Answered(
        slots,
        slots.stream().map(slot -> Optional.ofNullable(slot.answer)).toList(),
        withdrawn,
        isTyped);
  }

  void restore(Answered before) {
    slots = before.slots();
    for (int i = 0; i < slots.size(); i++) {
      slots.get(i).answer = before.answers().get(i).orElse(null);
    }
    withdrawn = before.withdrawn();
    isTyped = before.isTyped();
  }

  /**
   * Sets the answers. What stands below an answer stays with it: with the same answer, else with
   * the one in its place; that of an answer taken away comes back with the answer.
   */
  void answer(List<FormAnswer> answers) {
    if (rules.children().isEmpty()) {
      slots = answers.stream().map(answer -> new Slot(1, answer)).toList();
    } else if (rules.item().isRepeating()) {
      answerSeveral(answers);
    } else {
      answerOne(answers);
    }
  }

  private void answerOne(List<FormAnswer> answers) {
    Slot first = slots.getFirst();
    first.answer = answers.isEmpty() ? null : answers.getFirst();
    var now = new ArrayList<Slot>(List.of(first));
    for (int i = 1; i < answers.size(); i++) {
      now.add(slot(i + 1, answers.get(i)));
    }
    slots = now;
  }

  private void answerSeveral(List<FormAnswer> answers) {
    var free = new ArrayList<Slot>(slots);
    var aside = new ArrayList<Slot>(withdrawn);
    var now = new Slot[answers.size()];
    for (int i = 0; i < now.length; i++) {
      now[i] = taken(free, answers.get(i));
      if (now[i] == null) {
        now[i] = taken(aside, answers.get(i));
      }
    }
    int highest =
        Stream.concat(slots.stream(), withdrawn.stream())
            .mapToInt(slot -> slot.number)
            .max()
            .orElse(0);
    boolean isEdited = answers.size() == slots.size();
    for (int i = 0; i < now.length; i++) {
      if (now[i] == null) {
        Slot reused = reusable(free, isEdited);
        now[i] = reused == null ? slot(++highest, answers.get(i)) : reused;
        now[i].answer = answers.get(i);
      }
    }
    free.stream().filter(slot -> slot.answer != null && slot.isTouched()).forEach(aside::add);
    slots = new ArrayList<>(List.of(now));
    if (slots.isEmpty()) {
      slots.add(
          free.stream()
              .filter(slot -> slot.answer == null)
              .findFirst()
              .orElse(slot(highest + 1, null)));
    }
    withdrawn = aside;
  }

  private static @Nullable Slot taken(List<Slot> from, FormAnswer answer) {
    for (Slot slot : from) {
      if (slot.answer != null && Comparison.same(slot.answer, answer)) {
        from.remove(slot);
        return slot;
      }
    }
    return null;
  }

  /**
   * An empty place, or that of words that were changed, which is when there are as many as before.
   */
  private static @Nullable Slot reusable(List<Slot> free, boolean isEdited) {
    for (Slot slot : free) {
      if (slot.answer == null || isEdited) {
        free.remove(slot);
        return slot;
      }
    }
    return null;
  }

  /** Puts an answer that was taken away before back aside, when a filling is resumed. */
  Slot withdraw(FormAnswer answer) {
    int highest =
        Stream.concat(slots.stream(), withdrawn.stream())
            .mapToInt(slot -> slot.number)
            .max()
            .orElse(0);
    Slot slot = slot(highest + 1, answer);
    withdrawn = new ArrayList<>(withdrawn);
    withdrawn.add(slot);
    return slot;
  }

  /** The levels below: of the group, or of each answer. */
  Stream<Level> levels() {
    return inside != null
        ? Stream.of(inside)
        : slots.stream().map(slot -> slot.below).filter(Objects::nonNull);
  }

  /** This place and all below it, in the order of the form. */
  Stream<Place> all() {
    return Stream.concat(Stream.of(this), levels().flatMap(Level::all));
  }

  /** True where it, or anything below it, is answered. */
  boolean isAnswered() {
    return all().anyMatch(place -> !place.answers().isEmpty());
  }

  /** True where it, or anything below it, is not as it was in the beginning. */
  boolean isTouched() {
    return !answers().isEmpty()
        || (isTyped && rules.expressions().calculated() != null)
        || withdrawn.stream().anyMatch(Slot::isTouched)
        || (rules.isRepeatingGroup()
            && within.of(rules).size() > Math.max(1, rules.item().minOccurs()))
        || levels().flatMap(level -> level.places.stream()).anyMatch(Place::isTouched);
  }

  /** True where anything that would be sent is answered here or below. */
  boolean isAnsweredAndEnabled() {
    return isEnabled
        && (!answers().isEmpty()
            || levels()
                .flatMap(level -> level.places.stream())
                .anyMatch(Place::isAnsweredAndEnabled));
  }

  /** True where a person sees it, hidden items and what is in them apart. */
  boolean isShown() {
    return isEnabled && isVisible();
  }

  private boolean isVisible() {
    return !rules.item().isHidden()
        && !rules.isLeftOut()
        && (within.owner == null || within.owner.isVisible());
  }
}
