package org.flippedvisit.app.form;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.flippedvisit.app.ui.NamedSelect;
import org.flippedvisit.app.ui.TypedWords;
import org.flippedvisit.fhir.form.FormAnswer;
import org.flippedvisit.fhir.form.FormAnswer.Amount;
import org.flippedvisit.fhir.form.FormItem;
import org.flippedvisit.fhir.form.FormNode;
import org.flippedvisit.fhir.form.FormOption;
import org.jspecify.annotations.Nullable;

/** A number with its unit: the one that the question has, or one of several. */
final class AmountField implements AnswerField {
  private final TextField number = new TextField();
  private final NamedSelect<FormOption> units = new NamedSelect<>();
  private final Span unit = new Span();
  private final FieldGroup group;
  private final List<FormOption> offered;
  private @Nullable Locale spoken;

  AmountField(FormItem item, Runnable changed) {
    number.setManualValidation(true);
    units.setManualValidation(true);
    Inputs.keyboard(number, "decimal");
    TypedWords.report(number, changed);
    FormOption own = item.unit();
    offered = item.unitOptions().isEmpty() && own != null ? List.of(own) : item.unitOptions();
    units.setItems(offered);
    units.setVisible(offered.size() > 1);
    if (own != null && AnswerWords.isAmong(own.answer(), offered)) {
      choose(own.answer());
    } else if (offered.size() == 1) {
      units.setValue(offered.getFirst());
    }
    units.addValueChangeListener(change -> changed.run());
    var row = new Div(number, units);
    row.addClassName("fv-form-amount");
    group = new FieldGroup(row);
  }

  private void choose(FormAnswer coded) {
    offered.stream()
        .filter(option -> AnswerWords.isSame(option.answer(), coded))
        .findFirst()
        .ifPresent(units::setValue);
  }

  @Override
  public Component component() {
    return group;
  }

  @Override
  public List<FormAnswer> read() {
    String typed = number.getValue();
    if (typed.isBlank()) {
      return List.of();
    }
    Optional<BigDecimal> value = TypedValue.number(typed);
    return List.of(value.isPresent() ? amount(value.get()) : new FormAnswer.Words(typed));
  }

  private FormAnswer amount(BigDecimal value) {
    FormOption in = units.getValue();
    return in != null && in.answer() instanceof FormAnswer.Choice coded
        ? new Amount(value, coded.display(), coded.system(), coded.code())
        : new Amount(value, null, null, null);
  }

  @Override
  public void write(List<FormAnswer> answers) {
    FormAnswer answer = answers.isEmpty() ? null : answers.getFirst();
    number.setValue(
        switch (answer) {
          case Amount amount -> amount.number().toPlainString();
          case FormAnswer.Words words -> words.words();
          case null, default -> "";
        });
    if (answer instanceof Amount amount) {
      choose(new FormAnswer.Choice(amount.system(), amount.code(), amount.unit()));
    }
  }

  @Override
  public void offer(FormNode node, Locale language) {
    if (language.equals(spoken)) {
      return;
    }
    spoken = language;
    var words = new AnswerWords(group, language);
    units.setItemLabelGenerator(words::of);
    if (offered.size() == 1) {
      unit.setText(words.of(offered.getFirst()));
      number.setSuffixComponent(unit);
    }
  }

  @Override
  public void say(FieldWords words, Locale language) {
    group.say(words);
    number.setAriaLabel(words.name());
    number.setInvalid(!words.problem().isEmpty());
    units.setAriaLabel(units.getTranslation(language, "form.unit"));
  }
}
