package org.flippedvisit.app.rooming;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.server.VaadinSession;
import org.flippedvisit.app.launch.HandOvers;
import org.flippedvisit.app.launch.Launch;

/** Hands the screen to the person: behind a code, so that the chart's pages stay with staff. */
final class HandOverButton extends Button {
  private static final long serialVersionUID = 1L;

  private final transient Launch launch;
  private final transient HandOvers handOvers;

  HandOverButton(Launch launch, HandOvers handOvers) {
    super();
    this.launch = launch;
    this.handOvers = handOvers;
    setText(getTranslation("hand-over.button"));
    setTestId("hand-over");
    addClassNames("fv-quiet", "fv-hand-over");
    addClickListener(click -> askForCode());
  }

  private void askForCode() {
    var dialog = new Dialog();
    dialog.setHeaderTitle(getTranslation("hand-over.button"));
    var code = new PasswordField(getTranslation("hand-over.code", HandOvers.DIGITS));
    code.setAllowedCharPattern("[0-9]");
    code.setMaxLength(12);
    code.setWidthFull();
    code.setRevealButtonVisible(false);
    code.setTestId("hand-over-code");
    code.getElement().setAttribute("autocomplete", "off");
    code.getElement().setAttribute("inputmode", "numeric");
    var give = new Button(getTranslation("hand-over.give"), click -> handOver(code));
    give.addThemeName("primary");
    give.setTestId("hand-over-give");
    give.addClickShortcut(Key.ENTER);
    var stay = new Button(getTranslation("hand-over.cancel"), click -> dialog.close());
    stay.addClassName("fv-quiet");
    dialog.add(new Paragraph(getTranslation("hand-over.explain")), code);
    dialog.getFooter().add(stay, give);
    dialog.open();
    code.focus();
  }

  private void handOver(PasswordField code) {
    if (HandOvers.isCode(code.getValue())) {
      handOvers.handOver(
          launch, code.getValue(), VaadinSession.getCurrent().getSession()::getAttribute);
    } else {
      code.setErrorMessage(getTranslation("hand-over.code", HandOvers.DIGITS));
      code.setInvalid(true);
      code.focus();
    }
  }
}
