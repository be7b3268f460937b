package org.flippedvisit.fhir.form;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.flippedvisit.fhir.form.NotSupported.Consequence;

/**
 * Finds conditions that depend on themselves, such as two questions that are each shown once the
 * other is answered, and conditions on questions that are not there.
 */
final class EnableCircles {
  private final Map<String, Set<String>> dependsOn = new HashMap<>();
  private final List<NotSupported> notSupported;

  private EnableCircles(List<NotSupported> notSupported) {
    this.notSupported = notSupported;
  }

  /** The items, with the conditions marked that close a circle. */
  static List<ItemRules> resolve(List<ItemRules> items, List<NotSupported> notSupported) {
    var circles = new EnableCircles(notSupported);
    items.forEach(item -> circles.read(item, Set.of()));
    return items.stream().map(circles::resolved).toList();
  }

  private void read(ItemRules item, Set<String> above) {
    Set<String> needed = new HashSet<>(above);
    item.conditions().forEach(condition -> needed.add(condition.question()));
    dependsOn.put(item.linkId(), needed);
    item.children().forEach(child -> read(child, Set.of(item.linkId())));
  }

  private ItemRules resolved(ItemRules item) {
    return item.with(
        item.conditions().stream().map(condition -> resolved(item, condition)).toList(),
        item.children().stream().map(this::resolved).toList());
  }

  private Condition resolved(ItemRules item, Condition condition) {
    if (!dependsOn.containsKey(condition.question())) {
      say(item, "enableWhen of a question that is not there");
      return condition;
    }
    if (needed(condition.question()).contains(item.linkId())) {
      say(item, "enableWhen that depends on itself");
      return condition.circular();
    }
    return condition;
  }

  private void say(ItemRules item, String feature) {
    notSupported.add(new NotSupported(item.linkId(), feature, Consequence.IGNORED));
  }

  /** The question and everything that must be known before it is. */
  private Set<String> needed(String question) {
    Set<String> found = new HashSet<>();
    var open = new ArrayDeque<>(List.of(question));
    while (!open.isEmpty()) {
      String next = open.pop();
      if (found.add(next)) {
        Stream.ofNullable(dependsOn.get(next)).flatMap(Set::stream).forEach(open::push);
      }
    }
    return found;
  }
}
