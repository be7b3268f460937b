package org.flippedvisit.app.form;

import com.vaadin.flow.component.html.Div;
import java.util.Locale;
import org.flippedvisit.fhir.form.FormNode;
import org.flippedvisit.fhir.form.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * One place of a form on the page. It is drawn once and then only told what has become of it: a
 * field that somebody types into is never made anew.
 */
abstract sealed class NodePart extends Div permits DisplayPart, GroupPart, QuestionPart {
  private static final long serialVersionUID = 1L;

  private final transient FormFields form;
  private final transient NodeId id;
  private final boolean isHeading;
  private final Div notes = new Div();
  private transient @Nullable FormNode shown;
  private transient @Nullable Locale spoken;
  private int seen;

  /**
   * @param isHeading true where the page has its question as the heading
   */
  NodePart(FormFields form, NodeId id, boolean isHeading) {
    this.form = form;
    this.id = id;
    this.isHeading = isHeading;
    addClassName("fv-form-part");
    notes.addClassName("fv-form-notes");
    notes.getElement().setAttribute("role", "status");
    getElement().setAttribute("tabindex", "-1");
  }

  static NodePart of(FormFields form, FormNode node, boolean isHeading) {
    return switch (node.item().type()) {
      case DISPLAY -> new DisplayPart(form, node.id(), isHeading);
      case GROUP -> new GroupPart(form, node.id(), isHeading);
      default -> new QuestionPart(form, node, isHeading);
    };
  }

  final FormFields form() {
    return form;
  }

  final NodeId id() {
    return id;
  }

  /** Where notes of the page stand; each part has its place for them. */
  final Div notes() {
    return notes;
  }

  final boolean isHeading() {
    return isHeading;
  }

  /** Draws what is different from what is shown, and nothing where nothing is. */
  final void show(FormNode node) {
    if (node.equals(shown) && form.language().equals(spoken) && form.turn() == seen) {
      return;
    }
    shown = node;
    spoken = form.language();
    seen = form.turn();
    draw(node, spoken);
    form.notesUnder(node, notes);
  }

  /** Draws again what is shown, where something around it has changed. */
  final void redraw() {
    FormNode node = shown;
    if (node != null) {
      draw(node, form.language());
      form.notesUnder(node, notes);
    }
  }

  abstract void draw(FormNode node, Locale language);
}
