package org.flippedvisit.app.form;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasAriaLabel;
import com.vaadin.flow.component.ItemLabelGenerator;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.shared.HasValidationProperties;
import com.vaadin.flow.component.shared.InputField;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.flippedvisit.fhir.form.FormAnswer;
import org.flippedvisit.fhir.form.FormNode;
import org.flippedvisit.fhir.form.FormOption;
import org.jspecify.annotations.Nullable;

/**
 * What fields share in which one chooses: the choices there are now, in the person's language, and
 * something else in own words.
 *
 * @param <V> what Vaadin's field holds
 */
abstract class ChoiceField<
        V, F extends Component & HasAriaLabel & HasValidationProperties & InputField<?, V>>
    implements AnswerField {
  private final F field;
  private final Consumer<List<FormOption>> setItems;
  private final Consumer<ItemLabelGenerator<FormOption>> setLabels;
  private final Runnable changed;
  private final Div place;
  private @Nullable SomethingElse other;
  private Choices choices = new Choices(List.of());
  private @Nullable Locale spoken;

  ChoiceField(
      F field,
      Consumer<List<FormOption>> setItems,
      Consumer<ItemLabelGenerator<FormOption>> setLabels,
      Runnable changed) {
    this.field = field;
    this.setItems = setItems;
    this.setLabels = setLabels;
    field.setManualValidation(true);
    this.changed = changed;
    place = new Div(field);
    place.addClassName("fv-form-choice");
  }

  final F field() {
    return field;
  }

  /** What stands in the field for own words, where the question has one. */
  final Stream<FormAnswer> otherWords() {
    return Stream.ofNullable(other).flatMap(SomethingElse::words);
  }

  /** Shows the words among the answers that are none of the choices; true where there are some. */
  final boolean showOther(List<FormAnswer> answers) {
    return other != null && other.show(answers, choices);
  }

  final void showOther(boolean isChosen) {
    if (other != null) {
      other.setVisible(isChosen);
    }
  }

  final Choices choices() {
    return choices;
  }

  @Override
  public final Component component() {
    return place;
  }

  /** Puts other choices into the field, and what was chosen before back into it. */
  abstract void exchange(Runnable choices);

  @Override
  public final void offer(FormNode node, Locale language) {
    var now = Choices.of(node.options(), node.answers(), node.item().isOpen());
    if (other == null && now.options().contains(Choices.ELSE)) {
      other = new SomethingElse(changed);
      place.add(other);
    }
    if (!now.equals(choices)) {
      exchange(
          () -> {
            choices = now;
            setItems.accept(now.options());
          });
    }
    if (!language.equals(spoken)) {
      spoken = language;
      var words = new AnswerWords(field, language);
      setLabels.accept(option -> label(option, words));
      if (field instanceof Select<?> select) {
        select.setEmptySelectionCaption(field.getTranslation(language, "form.no-answer"));
      }
    }
  }

  /**
   * @param option null for a list's own empty line
   */
  private String label(@Nullable FormOption option, AnswerWords words) {
    if (option == null) {
      return field.getTranslation(words.language(), "form.no-answer");
    }
    return option == Choices.ELSE
        ? field.getTranslation(words.language(), "form.something-else")
        : words.of(option);
  }

  @Override
  public final void say(FieldWords words, Locale language) {
    AnswerField.say(field, words);
    if (other != null) {
      other.say(words, language);
    }
  }
}
