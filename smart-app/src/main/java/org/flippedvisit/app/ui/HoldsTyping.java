package org.flippedvisit.app.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;

/**
 * From a press until it is answered nothing can be typed into fields that the answer may take away:
 * on a slow line the words would go with them.
 */
public final class HoldsTyping {
  private HoldsTyping() {}

  /**
   * Makes a button hold fields while it acts.
   *
   * @param around what the fields are in; it stays on the page when they go
   */
  public static void whileActing(Button button, Component around, Runnable act) {
    button
        .getElement()
        .executeJs(
            "this.addEventListener('click', () => { if ($0) { $0.inert = true; } })",
            around.getElement());
    button.addClickListener(
        click -> {
          // First of all: what is inert takes no focus, and acting may set it.
          around.getElement().executeJs("this.inert = false");
          act.run();
        });
  }
}
