package org.flippedvisit.app.form;

import com.vaadin.flow.component.textfield.TextArea;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.flippedvisit.app.ui.TypedWords;
import org.flippedvisit.fhir.form.FormAnswer;

/** The own words beside the choices of an open question, there while they are chosen. */
final class SomethingElse extends TextArea {
  private static final long serialVersionUID = 1L;

  SomethingElse(Runnable changed) {
    addClassName("fv-own-words");
    setWidthFull();
    setMinRows(2);
    setManualValidation(true);
    setVisible(false);
    TypedWords.report(this, changed);
  }

  Stream<FormAnswer> words() {
    return getValue().isBlank() ? Stream.empty() : Stream.of(new FormAnswer.Words(getValue()));
  }

  /** Shows the words among the answers that are none of the choices; true where there are some. */
  boolean show(List<FormAnswer> answers, Choices choices) {
    String words =
        answers.stream()
            .filter(answer -> choices.option(answer).isEmpty())
            .filter(FormAnswer.Words.class::isInstance)
            .map(answer -> ((FormAnswer.Words) answer).words())
            .findFirst()
            .orElse("");
    if (!words.isEmpty()) {
      setValue(words);
    }
    return !words.isEmpty();
  }

  void say(FieldWords words, Locale language) {
    setLabel(getTranslation(language, "form.something-else.words"));
    setAriaLabel(getTranslation(language, "form.something-else.to", words.name()));
  }
}
