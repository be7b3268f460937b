package org.flippedvisit.app.form;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.flippedvisit.app.ui.TypedWords;
import org.flippedvisit.fhir.form.FormAnswer;
import org.flippedvisit.fhir.form.FormNode;
import org.flippedvisit.fhir.form.FormOption;
import org.flippedvisit.fhir.form.ItemType;

/**
 * One line: words, a number, a time of day, a month or a year, an address. Whatever is typed stays,
 * also where it is no such value; the question then says so.
 */
final class LineField implements AnswerField {
  private final ItemType type;
  private final TextField field = new TextField();
  private final Span unit = new Span();
  private final Div row = new Div(field);

  LineField(ItemType type, Runnable changed) {
    this.type = type;
    field.setManualValidation(true);
    row.addClassName("fv-form-line");
    switch (type) {
      case INTEGER -> Inputs.keyboard(field, "numeric");
      case DECIMAL -> Inputs.keyboard(field, "decimal");
      case URL -> Inputs.keyboard(field, "url");
      default -> {
        // letters
      }
    }
    if (type == ItemType.STRING || type == ItemType.URL) {
      field.setWidthFull();
    }
    TypedWords.report(field, changed);
  }

  /** With buttons for one less and one more (item control "spinner"). */
  static LineField stepping(ItemType type, Runnable changed) {
    var line = new LineField(type, changed);
    line.row.addClassName("fv-form-spinner");
    line.row.add(line.step(-1, "−"), line.step(1, "+"));
    return line;
  }

  private Button step(int by, String sign) {
    var button = new Button(sign, click -> step(by));
    button.addClassName("fv-form-step");
    button.getElement().setAttribute("data-by", String.valueOf(by));
    return button;
  }

  private void step(int by) {
    BigDecimal now = TypedValue.number(field.getValue()).orElse(BigDecimal.ZERO);
    field.setValue(now.add(BigDecimal.valueOf(by)).toPlainString());
  }

  @Override
  public Component component() {
    return row;
  }

  @Override
  public List<FormAnswer> read() {
    String typed = field.getValue();
    return typed.isBlank() ? List.of() : List.of(TypedValue.of(typed, type));
  }

  @Override
  public void write(List<FormAnswer> answers) {
    field.setValue(answers.isEmpty() ? "" : text(answers.getFirst()));
  }

  /** As it can be typed again, the same in every language. */
  private static String text(FormAnswer answer) {
    return switch (answer) {
      case FormAnswer.Words words -> words.words();
      case FormAnswer.Whole whole -> String.valueOf(whole.number());
      case FormAnswer.Decimal decimal -> decimal.number().toPlainString();
      case FormAnswer.Day day -> day.on().toString();
      case FormAnswer.TimeOfDay time -> time.at().toString();
      case FormAnswer.Address address -> address.address();
      default -> "";
    };
  }

  @Override
  public void offer(FormNode node, Locale language) {
    FormOption behind = node.item().unit();
    if (behind != null) {
      unit.setText(new AnswerWords(field, language).of(behind));
      field.setSuffixComponent(unit);
    }
  }

  @Override
  public void say(FieldWords words, Locale language) {
    AnswerField.say(field, words);
    row.getChildren()
        .filter(Button.class::isInstance)
        .map(Button.class::cast)
        .forEach(
            button ->
                button.setAriaLabel(
                    "-1".equals(button.getElement().getAttribute("data-by"))
                        ? field.getTranslation(language, "form.one-less", words.name())
                        : field.getTranslation(language, "form.one-more", words.name())));
  }
}
