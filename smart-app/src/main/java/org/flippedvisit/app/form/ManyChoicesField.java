package org.flippedvisit.app.form;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasAriaLabel;
import com.vaadin.flow.component.ItemLabelGenerator;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.checkbox.CheckboxGroupVariant;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.shared.HasValidationProperties;
import com.vaadin.flow.component.shared.InputField;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.flippedvisit.fhir.form.FormAnswer;
import org.flippedvisit.fhir.form.FormOption;

/**
 * Any number of several. One that excludes the others ({@code questionnaire-optionExclusive}) takes
 * their place when it is chosen, and goes when one of them is.
 */
final class ManyChoicesField<
        F extends
            Component & HasAriaLabel & HasValidationProperties & InputField<?, Set<FormOption>>>
    extends ChoiceField<Set<FormOption>, F> {
  private Set<FormOption> before = Set.of();

  private ManyChoicesField(
      F field,
      Consumer<List<FormOption>> setItems,
      Consumer<ItemLabelGenerator<FormOption>> setLabels,
      Runnable changed) {
    super(field, setItems, setLabels, changed);
    field.addValueChangeListener(
        change -> {
          Set<FormOption> kept = withoutExcluded(before, field.getValue());
          before = kept;
          if (!kept.equals(field.getValue())) {
            field.setValue(kept); // comes here again
            return;
          }
          showOther(kept.contains(Choices.ELSE));
          changed.run();
        });
  }

  static AnswerField boxes(boolean isHorizontal, Runnable changed) {
    var field = new CheckboxGroup<FormOption>();
    field.addClassName("fv-form-choices");
    if (!isHorizontal) {
      field.addThemeVariants(CheckboxGroupVariant.LUMO_VERTICAL);
    }
    return new ManyChoicesField<>(field, field::setItems, field::setItemLabelGenerator, changed);
  }

  static AnswerField search(Runnable changed) {
    var field = new MultiSelectComboBox<FormOption>();
    field.setWidthFull();
    return new ManyChoicesField<>(field, field::setItems, field::setItemLabelGenerator, changed);
  }

  private static Set<FormOption> withoutExcluded(Set<FormOption> before, Set<FormOption> now) {
    var kept = new LinkedHashSet<>(now);
    var added = new HashSet<>(now);
    added.removeAll(before);
    if (added.stream().anyMatch(FormOption::isExclusive)) {
      kept.retainAll(added.stream().filter(FormOption::isExclusive).limit(1).toList());
    } else if (!added.isEmpty()) {
      kept.removeIf(FormOption::isExclusive);
    }
    return kept;
  }

  @Override
  public List<FormAnswer> read() {
    Set<FormOption> chosen = field().getValue();
    return choices().options().stream()
        .filter(chosen::contains)
        .flatMap(option -> option == Choices.ELSE ? otherWords() : Stream.of(option.answer()))
        .toList();
  }

  @Override
  public boolean isShowing(List<FormAnswer> answers) {
    List<FormAnswer> now = read();
    return now.size() == answers.size()
        && answers.stream()
            .allMatch(one -> now.stream().anyMatch(shown -> AnswerWords.isSame(one, shown)));
  }

  @Override
  public void write(List<FormAnswer> answers) {
    var chosen = new LinkedHashSet<FormOption>();
    answers.forEach(answer -> choices().option(answer).ifPresent(chosen::add));
    if (showOther(answers)) {
      chosen.add(Choices.ELSE);
    }
    before = chosen; // what was kept is shown as it is, whatever excludes what
    field().setValue(chosen);
    showOther(chosen.contains(Choices.ELSE));
  }

  @Override
  void exchange(Runnable choices) {
    Set<FormOption> chosen = field().getValue();
    choices.run();
    before = chosen;
    field().setValue(chosen);
  }
}
