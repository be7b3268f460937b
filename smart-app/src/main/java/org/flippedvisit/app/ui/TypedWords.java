package org.flippedvisit.app.ui;

import com.vaadin.flow.component.textfield.TextFieldBase;
import com.vaadin.flow.data.value.HasValueChangeMode;
import com.vaadin.flow.data.value.ValueChangeMode;

/** How fields report what is typed into them, so that no word is lost on the way to the server. */
public final class TypedWords {
  private TypedWords() {}

  /**
   * Reports every change at once. Not after a pause ({@link ValueChangeMode#LAZY}): where a browser
   * fires several input events for one change (words with a line break that come in one go) and a
   * button is pressed within the pause, Flow sends the event without the value, and the words are
   * gone. Seen with Vaadin 25.2.5; OneVisitIT would notice.
   */
  public static <F extends TextFieldBase<F, String> & HasValueChangeMode> void report(
      F field, Runnable typed) {
    field.setValueChangeMode(ValueChangeMode.EAGER);
    field.addValueChangeListener(change -> typed.run());
  }
}
