package org.flippedvisit.app.form;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.util.Locale;
import org.flippedvisit.fhir.form.FormItem;
import org.flippedvisit.fhir.form.FormNode;
import org.flippedvisit.fhir.form.NodeId;

/** Questions that belong together; one of several, where the group repeats. */
final class GroupPart extends NodePart {
  private static final long serialVersionUID = 1L;

  private final Span title = new Span();
  private final RichTextBlocks text = new RichTextBlocks();
  private final BesideQuestion beside = new BesideQuestion();
  private final Paragraph problem = new Paragraph();
  private final NodeList children;
  private final Button remove = new Button();
  private final Button another = new Button();
  private final Span removed = new Span();
  private final Button putBack = new Button();
  private final Div undo = new Div(removed, putBack);

  GroupPart(FormFields form, NodeId id, boolean isHeading) {
    super(form, id, isHeading);
    children = new NodeList(form);
    addClassName("fv-form-group");
    getElement().setAttribute("role", "group");
    title.addClassName("fv-form-legend");
    title.getElement().setAttribute("dir", "auto");
    problem.addClassName("fv-form-problem");
    remove.addClassName("fv-quiet");
    remove.addClickListener(click -> form.remove(id));
    another.addClassName("fv-quiet");
    another.addClickListener(click -> form.addAnother(id));
    putBack.addClassName("fv-quiet");
    putBack.addClickListener(click -> form.putBack());
    undo.addClassName("fv-form-undo");
    add(title, text, beside, notes(), problem, children, remove, undo, another);
  }

  NodeList children() {
    return children;
  }

  @Override
  void draw(FormNode node, Locale language) {
    FormItem item = node.item();
    var words = new QuestionWords(item, language);
    String name = words.name();
    getElement().setAttribute("aria-label", numbered(name, language));
    boolean isTitled = !isHeading() && words.isPlain();
    boolean isOneOfSeveral = form().numberOf(id()) > 0;
    title.setText(numbered(name, language));
    title.setVisible((isTitled || isOneOfSeveral) && !name.isBlank());
    text.show(isHeading() ? words.more() : words.isPlain() ? words.none() : words.whole());
    beside.show(item, language);
    getElement().getClassList().set("fv-form-card", item.isRepeating());
    children.show(node.children(), null);
    showProblems(node, language);
    showRepeating(node, name, language);
  }

  private String numbered(String name, Locale language) {
    int number = form().numberOf(id());
    return number == 0 ? name : getTranslation(language, "form.numbered", name, number);
  }

  private void showProblems(FormNode node, Locale language) {
    String said = form().problemsOf(node, language);
    problem.setText(said);
    problem.setVisible(!said.isEmpty());
  }

  private void showRepeating(FormNode node, String name, Locale language) {
    remove.setVisible(node.mayRemove());
    remove.setText(getTranslation(language, "form.remove"));
    remove.setAriaLabel(getTranslation(language, "form.remove-this", numbered(name, language)));
    another.setVisible(node.mayAdd());
    another.setText(getTranslation(language, "form.another"));
    another.setAriaLabel(getTranslation(language, "form.another-to", name));
    undo.setVisible(form().isUndoneAt(id()));
    removed.setText(getTranslation(language, "form.removed"));
    putBack.setText(getTranslation(language, "form.put-back"));
  }

  void focusUndo() {
    Inputs.focusIn(undo);
  }
}
