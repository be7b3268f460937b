package org.flippedvisit.app.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import java.util.function.Consumer;

/**
 * Asks for the reason before something is asked a second time: nobody is asked twice without one.
 * One tap for the usual reasons, a field for any other.
 */
public final class WhyAgain extends Div {
  private static final long serialVersionUID = 1L;
  private static final List<String> USUAL = List.of("changed", "wish", "unwell", "long-ago");

  private final Button open;
  private final Div reasons = new Div();

  /**
   * @param again opens the question, with the reason in the language of the page
   */
  public WhyAgain(Consumer<String> again) {
    addClassName("fv-why-again");
    open = new Button(getTranslation("again.ask"), click -> showReasons());
    open.addClassName("fv-quiet");
    open.setTestId("ask-again");
    reasons.addClassName("fv-reasons");
    reasons.getElement().setAttribute("role", "group");
    reasons.getElement().setAttribute("aria-label", getTranslation("again.why"));
    reasons.setVisible(false);
    reasons.add(new Paragraph(getTranslation("again.why")));
    for (String reason : USUAL) {
      String text = getTranslation("again.because." + reason);
      var button = new Button(text, click -> again.accept(text));
      button.addClassName("fv-small");
      button.setTestId("again-" + reason);
      reasons.add(button);
    }
    reasons.add(other(again));
    add(open, reasons);
  }

  private Div other(Consumer<String> again) {
    var field = new TextField(getTranslation("again.other"));
    field.setMaxLength(200);
    var ask =
        new Button(
            getTranslation("again.ask-now"),
            click -> {
              if (field.getValue().isBlank()) {
                field.focus();
              } else {
                again.accept(field.getValue().strip());
              }
            });
    ask.addClassName("fv-small");
    var row = new Div(field, ask);
    row.addClassName("fv-other-reason");
    return row;
  }

  private void showReasons() {
    open.setVisible(false);
    reasons.setVisible(true);
  }
}
