package org.flippedvisit.fhir.form;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemComponent;
import org.jspecify.annotations.Nullable;

/**
 * An item with all that decides about it while a form is filled in.
 *
 * @param definition the Questionnaire's own item, {@code %qitem}
 * @param conditions {@code enableWhen}
 * @param needsAll whether all conditions must be met, or any
 * @param initial answers that it begins with
 * @param children the items below it, without what is its help
 * @param isLeftOut true where it cannot be shown and answered here
 * @param translations the plain text by language
 */
record ItemRules(
    FormItem item,
    QuestionnaireItemComponent definition,
    List<Condition> conditions,
    boolean needsAll,
    List<FormAnswer> initial,
    Expressions expressions,
    List<ItemRules> children,
    boolean isLeftOut,
    Map<String, String> translations) {

  /** The expressions of an item; null where it has none of that kind. */
  record Expressions(
      @Nullable Expression enableWhen,
      @Nullable Expression calculated,
      @Nullable Expression initial,
      @Nullable Expression answers,
      List<Variable> variables,
      List<Constraint> constraints,
      List<Toggle> toggles) {
    /** Those whose value changes what is shown, answered or offered; constraints only judge. */
    Stream<Expression> changes() {
      return Stream.concat(
          Stream.of(enableWhen, calculated, answers).filter(Objects::nonNull),
          toggles.stream().map(Toggle::expression));
    }

    boolean isEmpty() {
      return enableWhen == null
          && calculated == null
          && initial == null
          && answers == null
          && variables.isEmpty()
          && constraints.isEmpty()
          && toggles.isEmpty();
    }
  }

  /** {@code variable}: known on the item that has it and below it. */
  record Variable(String name, Expression expression) {}

  /**
   * {@code questionnaire-constraint} or {@code targetConstraint} of severity error.
   *
   * @param words what a person is told, by language
   */
  record Constraint(Expression expression, Map<String, String> words) {}

  /** {@code answerOptionsToggleExpression}: these options are offered only while it holds. */
  record Toggle(List<FormAnswer> options, Expression expression) {}

  String linkId() {
    return item.linkId();
  }

  ItemType type() {
    return item.type();
  }

  boolean isRepeatingGroup() {
    return type() == ItemType.GROUP && item.isRepeating();
  }

  /** True for a value that nobody but the questionnaire sets. */
  boolean isReckoned() {
    return expressions.calculated() != null && (item.isReadOnly() || item.isHidden());
  }

  /** This item and all below it. */
  Stream<ItemRules> all() {
    return Stream.concat(Stream.of(this), children.stream().flatMap(ItemRules::all));
  }

  ItemRules with(List<Condition> changed, List<ItemRules> below) {
    return new ItemRules(
        item, definition, changed, needsAll, initial, expressions, below, isLeftOut, translations);
  }
}
