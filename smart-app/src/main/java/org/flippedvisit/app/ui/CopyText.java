package org.flippedvisit.app.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import java.util.function.Supplier;
import org.flippedvisit.fhir.mapping.FhirText;

/**
 * Copies a note to the clipboard, for EHRs that do not take it. Where the browser does not allow
 * that, as in many frames, it says so and shows the text to be copied by hand.
 */
public final class CopyText extends Div {
  private static final long serialVersionUID = 1L;

  private final transient Supplier<String> text;
  private final Span state = new Span();
  private final Pre byHand = new Pre();

  /**
   * @param text as it stands when the button is pressed
   */
  public CopyText(Supplier<String> text) {
    this.text = text;
    addClassName("fv-copy");
    state.getElement().setAttribute("role", "status");
    byHand.addClassName("fv-note-text");
    byHand.setVisible(false);
    var copy = new Button(getTranslation("copy"), click -> copy());
    copy.addClassName("fv-quiet");
    copy.setTestId("copy-text");
    add(copy, state, byHand);
  }

  private void copy() {
    String now = FhirText.of(text.get()); // as in the chart, character by character
    getElement()
        .executeJs("return navigator.clipboard.writeText($0).then(() => true, () => false)", now)
        .then(
            Boolean.class,
            copied -> say(Boolean.TRUE.equals(copied), now),
            noClipboard -> say(false, now));
  }

  private void say(boolean copied, String now) {
    state.setText(getTranslation(copied ? "copy.done" : "copy.failed"));
    byHand.setText(now);
    byHand.setVisible(!copied);
  }
}
