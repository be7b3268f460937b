package org.flippedvisit.app.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;

/**
 * Copies a note to the clipboard, for EHRs that do not take it, and says whether the browser
 * allowed it.
 */
public final class CopyText extends Div {
  private static final long serialVersionUID = 1L;

  public CopyText(String text) {
    var state = new Span();
    state.getElement().setAttribute("role", "status");
    var copy =
        new Button(
            getTranslation("copy"),
            click ->
                getElement()
                    .executeJs(
                        "return navigator.clipboard.writeText($0).then(() => true, () => false)",
                        text)
                    .then(
                        Boolean.class,
                        copied ->
                            state.setText(
                                getTranslation(
                                    Boolean.TRUE.equals(copied) ? "copy.done" : "copy.failed"))));
    copy.addClassName("fv-quiet");
    add(copy, state);
  }
}
