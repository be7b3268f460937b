package org.flippedvisit.app.form;

import java.util.List;
import java.util.Optional;
import org.flippedvisit.fhir.form.FormFilling;
import org.flippedvisit.fhir.form.FormNode;
import org.flippedvisit.fhir.form.NodeId;

/**
 * One of a repeating group that somebody has taken away, with all that was answered in it.
 *
 * @param as how it stood on the page
 */
record RemovedGroup(FormNode as) {
  /**
   * Puts it back behind the others of its group.
   *
   * @param like another of them
   * @return where it is now
   */
  NodeId putBack(FormFilling filling, NodeId like) {
    NodeId again = filling.addGroup(like);
    answer(filling, as, again);
    answer(filling, as, again); // what depends on an answer that stands below it
    return again;
  }

  private static void answer(FormFilling filling, FormNode was, NodeId now) {
    if (!was.answers().isEmpty()) {
      filling.answer(now, was.answers());
    }
    for (FormNode child : was.children()) {
      List<FormNode> alike = like(was, child);
      int number = alike.indexOf(child);
      instance(filling, now, child, number).ifPresent(id -> answer(filling, child, id));
    }
  }

  private static Optional<NodeId> instance(
      FormFilling filling, NodeId parent, FormNode child, int number) {
    List<FormNode> there = there(filling, parent, child);
    while (!there.isEmpty() && there.size() <= number && there.getLast().mayAdd()) {
      filling.addGroup(there.getLast().id());
      there = there(filling, parent, child);
    }
    return number < there.size() ? Optional.of(there.get(number).id()) : Optional.empty();
  }

  private static List<FormNode> there(FormFilling filling, NodeId parent, FormNode child) {
    return filling.node(parent).map(node -> like(node, child)).orElse(List.of());
  }

  private static List<FormNode> like(FormNode parent, FormNode child) {
    return parent.children().stream()
        .filter(one -> one.item().linkId().equals(child.item().linkId()))
        .toList();
  }
}
