package org.flippedvisit.app.form;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.util.UUID;

/** Several inputs that answer one question together: named, described and found wrong as one. */
final class FieldGroup extends Div {
  private static final long serialVersionUID = 1L;

  private final Span label = new Span();
  private final Paragraph hint = new Paragraph();
  private final Paragraph problem = new Paragraph();

  FieldGroup(Component... inputs) {
    addClassName("fv-form-together");
    getElement().setAttribute("role", "group");
    label.addClassName("fv-form-label");
    hint.addClassName("fv-form-hint");
    problem.addClassName("fv-form-problem");
    String id = "form-" + UUID.randomUUID();
    hint.setId(id + "-hint");
    problem.setId(id + "-problem");
    getElement().setAttribute("aria-describedby", id + "-hint " + id + "-problem");
    add(label);
    add(inputs);
    add(hint, problem);
  }

  void say(FieldWords words) {
    getElement().setAttribute("aria-label", words.name());
    label.setText(words.name());
    label.setVisible(words.isNameShown());
    hint.setText(words.hint());
    hint.setVisible(!words.hint().isEmpty());
    problem.setText(words.problem());
    problem.setVisible(!words.problem().isEmpty());
  }
}
