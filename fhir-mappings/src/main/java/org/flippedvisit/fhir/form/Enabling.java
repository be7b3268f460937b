package org.flippedvisit.fhir.form;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which items are enabled, by conditions and by what their expressions last said. */
final class Enabling {
  private final Level root;
  private Map<String, List<Place>> byLinkId = Map.of();

  Enabling(Level root) {
    this.root = root;
  }

  /**
   * Decides anew which items are enabled; the order of places is what "nearest" is counted by.
   *
   * @return the linkIds of those that are otherwise than before
   */
  Set<String> decide() {
    var index = new HashMap<String, List<Place>>();
    List<Place> places = root.all().toList();
    for (int i = 0; i < places.size(); i++) {
      Place place = places.get(i);
      place.position = i;
      place.isDecided = false;
      index.computeIfAbsent(place.rules.linkId(), linkId -> new ArrayList<>(1)).add(place);
    }
    byLinkId = index;
    var changed = new HashSet<String>();
    boolean[] before = new boolean[places.size()];
    places.forEach(place -> before[place.position] = place.isEnabled);
    for (Place place : places) {
      if (before[place.position] != isEnabled(place)) {
        changed.add(place.rules.linkId());
      }
    }
    return changed;
  }

  private boolean isEnabled(Place place) {
    if (!place.isDecided) {
      place.isEnabled = isAboveEnabled(place) && meetsConditions(place);
      place.isDecided = true;
    }
    return place.isEnabled;
  }

  /** What stands below a question needs an answer to belong to, text to read apart. */
  private boolean isAboveEnabled(Place place) {
    Level within = place.within;
    if (within.owner == null) {
      return true;
    }
    boolean hasAnswer =
        within.slot == null || within.slot.answer != null || place.rules.type() == ItemType.DISPLAY;
    return hasAnswer && isEnabled(within.owner);
  }

  private boolean meetsConditions(Place place) {
    if (place.rules.expressions().enableWhen() != null) {
      return place.isEnabledByExpression;
    }
    List<Condition> conditions = place.rules.conditions();
    if (conditions.isEmpty()) {
      return true;
    }
    return place.rules.needsAll()
        ? conditions.stream().allMatch(condition -> isMet(condition, place))
        : conditions.stream().anyMatch(condition -> isMet(condition, place));
  }

  private boolean isMet(Condition condition, Place place) {
    List<FormAnswer> answers =
        Nearest.to(
                place,
                byLinkId.getOrDefault(condition.question(), List.of()),
                question ->
                    !question.answers().isEmpty()
                        && (condition.isCircular() || isEnabled(question)))
            .map(Place::answers)
            .orElse(List.of());
    return condition.isMet(answers);
  }
}
