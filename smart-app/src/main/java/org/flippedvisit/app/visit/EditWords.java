package org.flippedvisit.app.visit;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextArea;
import java.util.function.Consumer;
import org.flippedvisit.app.draft.TypedForm;
import org.flippedvisit.app.store.Drafts.Draft;
import org.flippedvisit.app.ui.TypedWords;

/** New words for an item, kept while they are typed. */
final class EditWords extends Div {
  private static final long serialVersionUID = 1L;

  private final TextArea field = new TextArea();

  /**
   * @param now the words that stand
   * @param typed where what is typed is kept until it counts
   * @param changed gets words that are not blank
   * @param back leaves the field; what was typed is kept
   */
  EditWords(String now, TypedForm<String> typed, Consumer<String> changed, Runnable back) {
    addClassName("fv-fate-form");
    field.setLabel(getTranslation("agenda.edit.words"));
    field.setWidthFull();
    field.setValue(typed.here().map(Draft::value).orElse(now));
    TypedWords.report(
        field, () -> typed.keep(field.getValue().equals(now) ? "" : field.getValue()));
    var keep =
        new Button(
            getTranslation("fate.form.keep"),
            click -> {
              boolean isFilled = !field.getValue().isBlank();
              field.setInvalid(!isFilled);
              field.setErrorMessage(getTranslation("fate.form.needed"));
              if (isFilled) {
                changed.accept(field.getValue());
              }
            });
    keep.addThemeName("primary");
    keep.setTestId("words-keep");
    add(field, keep, new Button(getTranslation("fate.form.back"), click -> back.run()));
  }

  void focus() {
    field.focus();
  }
}
