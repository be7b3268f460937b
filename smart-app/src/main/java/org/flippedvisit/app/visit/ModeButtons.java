package org.flippedvisit.app.visit;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import org.flippedvisit.app.ui.WriteText;

/** Switches who looks at the page: a shared screen, or the clinician alone with the person. */
final class ModeButtons extends Div {
  private static final long serialVersionUID = 1L;

  private final Map<Mode, Button> buttons = new EnumMap<>(Mode.class);
  private final transient Consumer<Mode> chosen;
  private Mode now = Mode.TOGETHER;

  ModeButtons(Consumer<Mode> chosen) {
    this.chosen = chosen;
    addClassName("fv-modes");
    getElement().setAttribute("role", "group");
    getElement().setAttribute("aria-label", getTranslation("mode.title"));
    add(button(Mode.SHARED), button(Mode.ALONE));
    show();
  }

  private Button button(Mode mode) {
    var button = new Button("", click -> choose(now == mode ? Mode.TOGETHER : mode));
    button.addClassName("fv-quiet");
    button.setTestId("mode-" + WriteText.key(mode));
    buttons.put(mode, button);
    return button;
  }

  private void choose(Mode mode) {
    now = mode;
    show();
    chosen.accept(mode);
  }

  private void show() {
    buttons.forEach(
        (mode, button) -> {
          boolean isOn = mode == now;
          button.setText(
              isOn
                  ? getTranslation("mode.end." + WriteText.key(mode))
                  : getTranslation("mode.start." + WriteText.key(mode)));
          button.setVisible(isOn || now == Mode.TOGETHER);
          button.getElement().setAttribute("aria-pressed", String.valueOf(isOn));
        });
  }
}
