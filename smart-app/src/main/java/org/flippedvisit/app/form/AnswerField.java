package org.flippedvisit.app.form;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasAriaLabel;
import com.vaadin.flow.component.HasHelper;
import com.vaadin.flow.component.HasLabel;
import com.vaadin.flow.component.shared.HasValidationProperties;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.flippedvisit.fhir.form.FormAnswer;
import org.flippedvisit.fhir.form.FormNode;

/**
 * A field in which one question is answered. It is drawn once; what changes about it while the
 * person fills in the form is told to it, so that it never loses the caret.
 */
interface AnswerField {
  Component component();

  /** What stands in it now; words where it cannot be read as what the question asks for. */
  List<FormAnswer> read();

  /** Puts answers into it. What it cannot show is left out, and {@link #read} tells so. */
  void write(List<FormAnswer> answers);

  /** True where exactly these answers stand in it. */
  default boolean isShowing(List<FormAnswer> answers) {
    List<FormAnswer> now = read();
    return now.size() == answers.size()
        && IntStream.range(0, now.size())
            .allMatch(i -> AnswerWords.isSame(now.get(i), answers.get(i)));
  }

  /** Says its name, hints and problems, and all that is of its own, in one language. */
  void say(FieldWords words, Locale language);

  /** The choices, units and limits that the question has now. */
  default void offer(FormNode node, Locale language) {}

  /** True where an answer, once given, can only be taken away by a button beside it. */
  default boolean isStuck() {
    return false;
  }

  /** Says it at one of Vaadin's own fields, which ties name, hint and problem to its input. */
  static <F extends Component & HasLabel & HasAriaLabel & HasHelper & HasValidationProperties>
      void say(F field, FieldWords words) {
    field.setLabel(words.isNameShown() ? words.name() : null);
    field.setAriaLabel(words.isNameShown() ? null : words.name());
    field.setHelperText(words.hint());
    field.setErrorMessage(words.problem());
    field.setInvalid(!words.problem().isEmpty());
  }
}
