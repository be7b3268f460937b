package org.flippedvisit.app.form;

import com.vaadin.flow.component.html.Div;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.flippedvisit.fhir.form.FormNode;
import org.flippedvisit.fhir.form.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * Places of a form one after the other. What stays is left where it is, with its focus and caret;
 * only what comes is made, and only what goes is taken away.
 */
final class NodeList extends Div {
  private static final long serialVersionUID = 1L;

  private final transient FormFields form;
  private final transient Map<NodeId, NodePart> parts = new HashMap<>();

  NodeList(FormFields form) {
    this.form = form;
    addClassName("fv-form-nodes");
  }

  /**
   * @param heading the one whose question is the heading of the page; null where none is
   */
  void show(List<FormNode> nodes, @Nullable NodeId heading) {
    removeAllBut(nodes, heading);
    for (int at = 0; at < nodes.size(); at++) {
      FormNode node = nodes.get(at);
      NodePart part =
          parts.computeIfAbsent(node.id(), id -> NodePart.of(form, node, id.equals(heading)));
      if (at >= getElement().getChildCount()
          || !getElement().getChild(at).equals(part.getElement())) {
        addComponentAtIndex(at, part);
      }
      part.show(node);
    }
    setVisible(!nodes.isEmpty());
  }

  private void removeAllBut(List<FormNode> nodes, @Nullable NodeId heading) {
    Set<NodeId> stay = new HashSet<>();
    nodes.forEach(node -> stay.add(node.id()));
    parts
        .values()
        .removeIf(
            part -> {
              boolean isGone =
                  !stay.contains(part.id()) || part.isHeading() != part.id().equals(heading);
              if (isGone) {
                remove(part);
              }
              return isGone;
            });
  }

  /** The part of a place here or below. */
  Optional<NodePart> find(NodeId id) {
    NodePart here = parts.get(id);
    return here != null
        ? Optional.of(here)
        : parts.values().stream()
            .flatMap(NodeList::below)
            .map(list -> list.find(id).orElse(null))
            .filter(Objects::nonNull)
            .findFirst();
  }

  private static Stream<NodeList> below(NodePart part) {
    return switch (part) {
      case GroupPart group -> Stream.of(group.children());
      case QuestionPart question -> question.children().stream();
      case DisplayPart display -> Stream.empty();
    };
  }
}
