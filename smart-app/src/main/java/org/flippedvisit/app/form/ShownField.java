package org.flippedvisit.app.form;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.flippedvisit.fhir.form.FormAnswer;
import org.flippedvisit.fhir.form.FormNode;

/** An answer that is calculated or given: to read, and said aloud when it changes. */
final class ShownField implements AnswerField {
  private final Span value = new Span();
  private final FieldGroup group;
  private List<FormAnswer> answers = List.of();

  ShownField() {
    value.addClassName("fv-form-shown");
    value.getElement().setAttribute("dir", "auto");
    var live = new Div(value);
    live.getElement().setAttribute("role", "status");
    group = new FieldGroup(live);
  }

  @Override
  public Component component() {
    return group;
  }

  @Override
  public List<FormAnswer> read() {
    return answers;
  }

  @Override
  public void write(List<FormAnswer> now) {
    answers = List.copyOf(now);
  }

  @Override
  public void offer(FormNode node, Locale language) {
    var words = new AnswerWords(group, language);
    String text =
        node.answers().stream()
            .map(answer -> words.of(answer, node.options()))
            .collect(Collectors.joining(", "));
    boolean isNumber = node.answers().stream().anyMatch(ShownField::isBareNumber);
    var unit = node.item().unit();
    String shown = unit == null || !isNumber ? text : text + " " + words.of(unit);
    value.setText(shown.isBlank() ? group.getTranslation(language, "form.nothing-yet") : shown);
  }

  private static boolean isBareNumber(FormAnswer answer) {
    return answer instanceof FormAnswer.Whole || answer instanceof FormAnswer.Decimal;
  }

  @Override
  public void say(FieldWords words, Locale language) {
    group.say(words);
  }
}
