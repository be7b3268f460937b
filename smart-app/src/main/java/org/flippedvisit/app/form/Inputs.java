package org.flippedvisit.app.form;

import com.vaadin.flow.component.Component;

/** What a browser can do for an input and Vaadin's fields have no method for. */
final class Inputs {
  private static final String INPUT_MODE =
      """
      customElements.whenDefined(this.localName).then(() => requestAnimationFrame(
          () => this.querySelector('input')?.setAttribute('inputmode', $0)));
      """;

  /** The chosen one of several, else the first; where there is none, the place itself. */
  private static final String FOCUS =
      """
      requestAnimationFrame(() => {
        const inputs = [...this.querySelectorAll(
            'input:not([type=file]), textarea, [role=button], button, summary, vaadin-button')]
          .filter(one => !one.disabled && one.checkVisibility());
        const to = inputs.find(one => one.checked) ?? inputs[0] ?? this;
        to.focus({preventScroll: true});
        this.scrollIntoView({block: 'nearest'});
      });
      """;

  private Inputs() {}

  /**
   * Asks a phone for another keyboard; what can be typed stays the same.
   *
   * @param mode {@code numeric}, {@code decimal} or {@code url}
   */
  static void keyboard(Component field, String mode) {
    field.addAttachListener(attached -> field.getElement().executeJs(INPUT_MODE, mode));
  }

  /** Puts the keyboard's focus on the first input in a place, and the place on the screen. */
  static void focusIn(Component place) {
    place.getElement().executeJs(FOCUS);
  }
}
