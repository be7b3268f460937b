package org.flippedvisit.app.form;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.flippedvisit.fhir.form.FormItem;
import org.flippedvisit.fhir.form.FormNode;
import org.flippedvisit.fhir.form.ItemControl;
import org.flippedvisit.fhir.form.ItemType;
import org.flippedvisit.fhir.form.NodeId;

/**
 * What stands together where a form is shown one thing at a time.
 *
 * @param main what its heading asks; a display only where there is no question
 * @param nodes all that is shown, {@code main} among them, in the order of the form
 * @param within the groups around it, outermost first
 */
record FormStep(FormNode main, List<FormNode> nodes, List<FormNode> within) {
  /** A group with more questions than these does not fit on a phone. */
  private static final int SMALL_GROUP = 6;

  FormStep {
    nodes = List.copyOf(nodes);
    within = List.copyOf(within);
  }

  /**
   * The steps of a form as it is shown now: each top-level item, or each child of a page or of a
   * large group; displays go with what follows them, and all of a repeating group stays together.
   */
  static List<FormStep> of(List<FormNode> nodes) {
    List<FormStep> steps = new ArrayList<>();
    add(nodes, List.of(), steps);
    return steps;
  }

  private static void add(List<FormNode> nodes, List<FormNode> within, List<FormStep> steps) {
    int first = steps.size();
    List<FormNode> before = new ArrayList<>();
    for (FormNode node : nodes) {
      if (node.item().type() == ItemType.DISPLAY) {
        before.add(node);
      } else if (isSplit(node.item())) {
        addParts(node, within, steps, before);
      } else if (isMoreOfTheLast(node, first, steps)) {
        steps.add(steps.removeLast().with(before, node));
        before.clear();
      } else if (!isEmptyGroup(node)) {
        steps.add(new FormStep(node, joined(before, List.of(node)), within));
        before.clear();
      }
    }
    addAfter(before, within, first, steps);
  }

  private static void addParts(
      FormNode group, List<FormNode> within, List<FormStep> steps, List<FormNode> before) {
    int first = steps.size();
    add(group.children(), joined(within, List.of(group)), steps);
    if (steps.size() > first) {
      FormStep begins = steps.get(first);
      steps.set(
          first, new FormStep(begins.main(), joined(before, begins.nodes()), begins.within()));
      before.clear();
    }
  }

  private static void addAfter(
      List<FormNode> displays, List<FormNode> within, int first, List<FormStep> steps) {
    if (displays.isEmpty()) {
      return;
    }
    if (steps.size() > first) {
      FormStep last = steps.removeLast();
      steps.add(new FormStep(last.main(), joined(last.nodes(), displays), last.within()));
    } else {
      steps.add(new FormStep(displays.getFirst(), displays, within));
    }
  }

  private FormStep with(List<FormNode> displays, FormNode another) {
    return new FormStep(main, joined(joined(nodes, displays), List.of(another)), within);
  }

  private static boolean isMoreOfTheLast(FormNode node, int first, List<FormStep> steps) {
    return node.item().isRepeating()
        && node.item().type() == ItemType.GROUP
        && steps.size() > first
        && steps.getLast().main().item().linkId().equals(node.item().linkId());
  }

  private static boolean isEmptyGroup(FormNode node) {
    return node.item().type() == ItemType.GROUP && node.children().isEmpty() && !node.mayAdd();
  }

  private static boolean isSplit(FormItem item) {
    if (item.type() != ItemType.GROUP || item.isRepeating()) {
      return false;
    }
    return item.control() == ItemControl.PAGE
        || item.items().stream().anyMatch(child -> child.control() == ItemControl.PAGE)
        || questions(item) > SMALL_GROUP;
  }

  private static long questions(FormItem item) {
    return item.items().stream()
        .mapToLong(child -> (child.type().isQuestion() ? 1 : 0) + questions(child))
        .sum();
  }

  /** What the page makes its heading; empty where there is no question. */
  String heading(Locale language) {
    return main.item().type() == ItemType.DISPLAY
        ? ""
        : new QuestionWords(main.item(), language).heading();
  }

  /** The titles of the groups around it. */
  List<String> part(Locale language) {
    return within.stream()
        .map(group -> new QuestionWords(group.item(), language).heading())
        .filter(title -> !title.isBlank())
        .toList();
  }

  Stream<NodeId> ids() {
    return nodes.stream().flatMap(FormStep::below).map(FormNode::id);
  }

  boolean holds(NodeId id) {
    return ids().anyMatch(id::equals) || within.stream().anyMatch(group -> group.id().equals(id));
  }

  /** A place and all below it. */
  static Stream<FormNode> below(FormNode node) {
    return Stream.concat(Stream.of(node), node.children().stream().flatMap(FormStep::below));
  }

  private static List<FormNode> joined(List<FormNode> one, List<FormNode> other) {
    return Stream.concat(one.stream(), other.stream()).toList();
  }
}
