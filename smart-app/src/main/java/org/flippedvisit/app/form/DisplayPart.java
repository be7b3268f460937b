package org.flippedvisit.app.form;

import java.util.Locale;
import org.flippedvisit.fhir.form.FormNode;
import org.flippedvisit.fhir.form.NodeId;

/** Words of the questionnaire between its questions. */
final class DisplayPart extends NodePart {
  private static final long serialVersionUID = 1L;

  private final RichTextBlocks text = new RichTextBlocks();
  private final BesideQuestion beside = new BesideQuestion();

  DisplayPart(FormFields form, NodeId id, boolean isHeading) {
    super(form, id, isHeading);
    addClassName("fv-form-display");
    add(text, beside, notes());
  }

  @Override
  void draw(FormNode node, Locale language) {
    text.show(node.item().text(language));
    beside.show(node.item(), language);
  }
}
