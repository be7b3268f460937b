package org.flippedvisit.app.ui;

import com.vaadin.flow.component.textfield.TextFieldBase;
import com.vaadin.flow.data.value.HasValueChangeMode;
import com.vaadin.flow.data.value.ValueChangeMode;

/** How fields report what is typed into them, so that no word is lost on the way to the server. */
public final class TypedWords {
  /** About ten printed pages; many such fields still fit into one row of the store. */
  static final int MOST = 30_000;

  private static final String REFUSE_TOO_MUCH =
      """
      this.addEventListener('beforeinput', event => {
        const field = event.target;
        const added = event.data ?? event.dataTransfer?.getData('text/plain') ?? '';
        const kept = field.value.length - (field.selectionEnd - field.selectionStart);
        if (added && kept + added.length > $0) {
          event.preventDefault();
          this.dispatchEvent(new CustomEvent('too-much'));
        }
      });
      """;

  private TypedWords() {}

  /**
   * Reports every change at once, and takes no more than a field can keep. Not after a pause
   * ({@link ValueChangeMode#LAZY}): where a browser fires several input events for one change
   * (words with a line break that come in one go) and a button is pressed within the pause, Flow
   * sends the event without the value, and the words are gone. Seen with Vaadin 25.2.5; OneVisitIT
   * would notice.
   */
  public static <F extends TextFieldBase<F, String> & HasValueChangeMode> void report(
      F field, Runnable typed) {
    field.setValueChangeMode(ValueChangeMode.EAGER);
    limit(field);
    field.addValueChangeListener(change -> typed.run());
  }

  /**
   * Takes at most {@value #MOST} characters. What would make more of them is not put in at all, and
   * the field says so: a browser's own {@code maxlength} cuts off the end of what is pasted,
   * without a word.
   */
  private static <F extends TextFieldBase<F, String>> void limit(F field) {
    field.addAttachListener(attached -> field.getElement().executeJs(REFUSE_TOO_MUCH, MOST));
    field
        .getElement()
        .addEventListener(
            "too-much",
            refused -> field.setHelperText(field.getTranslation("field.too-much", MOST)));
    field.addValueChangeListener(change -> field.setHelperText(""));
  }
}
