package org.flippedvisit.app.form;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasAriaLabel;
import com.vaadin.flow.component.ItemLabelGenerator;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.checkbox.CheckboxGroupVariant;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.shared.HasValidationProperties;
import com.vaadin.flow.component.shared.InputField;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.flippedvisit.fhir.form.FormAnswer;
import org.flippedvisit.fhir.form.FormNode;
import org.flippedvisit.fhir.form.FormOption;
import org.jspecify.annotations.Nullable;

/**
 * Any number of several. One that excludes the others ({@code questionnaire-optionExclusive}) takes
 * their place when it is chosen, and goes when one of them is.
 */
final class ManyChoicesField<
        F extends
            Component & HasAriaLabel & HasValidationProperties & InputField<?, Set<FormOption>>>
    implements AnswerField {
  private final F field;
  private final Consumer<List<FormOption>> setItems;
  private final Consumer<ItemLabelGenerator<FormOption>> setLabels;
  private final SomethingElse other;
  private final Div place;
  private Choices choices = new Choices(List.of());
  private Set<FormOption> before = Set.of();
  private @Nullable Locale spoken;

  private ManyChoicesField(
      F field,
      Consumer<List<FormOption>> setItems,
      Consumer<ItemLabelGenerator<FormOption>> setLabels,
      Runnable changed) {
    this.field = field;
    this.setItems = setItems;
    this.setLabels = setLabels;
    field.setManualValidation(true);
    other = new SomethingElse(changed);
    place = new Div(field, other);
    place.addClassName("fv-form-choice");
    field.addValueChangeListener(
        change -> {
          Set<FormOption> kept = withoutExcluded(before, field.getValue());
          before = kept;
          if (!kept.equals(field.getValue())) {
            field.setValue(kept); // comes here again
            return;
          }
          other.setVisible(kept.contains(Choices.ELSE));
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
  public Component component() {
    return place;
  }

  @Override
  public List<FormAnswer> read() {
    Set<FormOption> chosen = field.getValue();
    return choices.options().stream()
        .filter(chosen::contains)
        .flatMap(option -> option == Choices.ELSE ? other.words() : Stream.of(option.answer()))
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
    answers.forEach(answer -> choices.option(answer).ifPresent(chosen::add));
    if (other.show(answers, choices)) {
      chosen.add(Choices.ELSE);
    }
    before = chosen; // what was kept is shown as it is, whatever excludes what
    field.setValue(chosen);
    other.setVisible(chosen.contains(Choices.ELSE));
  }

  @Override
  public void offer(FormNode node, Locale language) {
    var now = Choices.of(node.options(), node.answers(), node.item().isOpen());
    if (!now.equals(choices)) {
      Set<FormOption> chosen = field.getValue();
      choices = now;
      setItems.accept(now.options());
      before = chosen;
      field.setValue(chosen);
    }
    if (!language.equals(spoken)) {
      spoken = language;
      var words = new AnswerWords(field, language);
      setLabels.accept(
          option ->
              option == Choices.ELSE
                  ? field.getTranslation(language, "form.something-else")
                  : words.of(option));
    }
  }

  @Override
  public void say(FieldWords words, Locale language) {
    AnswerField.say(field, words);
    other.say(words, language);
  }
}
