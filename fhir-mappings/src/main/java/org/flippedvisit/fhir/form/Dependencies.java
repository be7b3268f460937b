package org.flippedvisit.fhir.form;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which expressions of a form have to be evaluated again after which answers. */
final class Dependencies {
  private final Map<String, Set<String>> above = new HashMap<>();
  private final Map<String, Set<Expression>> variables = new HashMap<>();

  Dependencies(List<ItemRules> items, List<ItemRules.Variable> ofForm) {
    ofForm.forEach(this::put);
    items.forEach(item -> read(item, Set.of()));
  }

  private void read(ItemRules item, Set<String> parents) {
    var here = new HashSet<>(parents);
    here.add(item.linkId());
    above.put(item.linkId(), here);
    item.expressions().variables().forEach(this::put);
    item.children().forEach(child -> read(child, here));
  }

  private void put(ItemRules.Variable variable) {
    variables.computeIfAbsent(variable.name(), name -> new HashSet<>()).add(variable.expression());
  }

  /** These items and all that they are in: what is said of an item is said of its group. */
  Set<String> withAbove(Set<String> linkIds) {
    Set<String> all = new HashSet<>();
    linkIds.forEach(linkId -> all.addAll(above.getOrDefault(linkId, Set.of(linkId))));
    return all;
  }

  /**
   * Whether an expression can give something else now; never where nothing has changed.
   *
   * @param changed as {@link #withAbove} gives them
   */
  boolean isAffected(Expression expression, Set<String> changed) {
    if (changed.isEmpty()) {
      return false;
    }
    Set<Expression> seen = new HashSet<>();
    var open = new ArrayDeque<>(List.of(expression));
    while (!open.isEmpty()) {
      Expression next = open.pop();
      if (!seen.add(next)) {
        continue;
      }
      if (next.reads().isEverything()
          || next.reads().linkIds().stream().anyMatch(changed::contains)) {
        return true;
      }
      next.reads().variables().forEach(name -> open.addAll(variables.getOrDefault(name, Set.of())));
    }
    return false;
  }
}
