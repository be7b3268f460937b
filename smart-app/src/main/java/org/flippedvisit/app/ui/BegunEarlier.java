package org.flippedvisit.app.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.BooleanSupplier;
import org.flippedvisit.fhir.mapping.ClinicalTime;

/**
 * Offers back what the signed-in person typed at another visit and did not send. Never put into a
 * form by itself.
 */
public final class BegunEarlier extends Div {
  private static final long serialVersionUID = 1L;

  private final Paragraph inTheWay = new Paragraph();

  /**
   * @param words what was typed, whole
   * @param use puts it into the form; false where something stands there already, which is not to
   *     be overwritten
   * @param discard forgets it
   */
  public BegunEarlier(Instant at, Component words, BooleanSupplier use, Runnable discard) {
    addClassNames("fv-begun");
    setTestId("begun-earlier");
    String when = Times.moment(new ClinicalTime(at.atOffset(ZoneOffset.UTC)), getLocale());
    var useIt =
        new Button(
            getTranslation("begun.use"),
            click -> {
              if (use.getAsBoolean()) {
                removeFromParent();
              } else {
                inTheWay.setVisible(true);
              }
            });
    useIt.addClassName("fv-small");
    useIt.setTestId("begun-use");
    var discardIt =
        new Button(
            getTranslation("begun.discard"),
            click -> {
              discard.run();
              removeFromParent();
            });
    discardIt.addClassName("fv-quiet");
    discardIt.setTestId("begun-discard");
    inTheWay.setText(getTranslation("begun.in-the-way"));
    inTheWay.addClassName("fv-state");
    inTheWay.getElement().setAttribute("role", "status");
    inTheWay.setVisible(false);
    var buttons = new Div(useIt, discardIt);
    buttons.addClassName("fv-save-buttons");
    add(new Paragraph(getTranslation("begun.earlier", when)), words, buttons, inTheWay);
  }
}
