package org.flippedvisit.fhir.form;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Questionnaire;

/**
 * What decides about a form as a whole.
 *
 * @param questionnaire {@code %questionnaire}, never changed
 * @param launchContexts the names that its expressions may use of the visit
 * @param hasExpressions false where conditions are all that changes
 * @param deciding the questions whose answers decide what else is shown
 * @param dependencies which answers its expressions read
 */
record FormRules(
    Questionnaire questionnaire,
    List<ItemRules> items,
    List<ItemRules.Variable> variables,
    List<ItemRules.Constraint> constraints,
    List<String> launchContexts,
    boolean hasExpressions,
    Set<String> deciding,
    Dependencies dependencies) {
  FormRules {
    items = List.copyOf(items);
    variables = List.copyOf(variables);
    constraints = List.copyOf(constraints);
    launchContexts = List.copyOf(launchContexts);
    deciding = Set.copyOf(deciding);
  }

  /** Of items with their conditions and expressions as they were read. */
  static FormRules of(
      Questionnaire questionnaire,
      List<ItemRules> items,
      List<ItemRules.Variable> variables,
      List<ItemRules.Constraint> constraints,
      List<String> launchContexts) {
    List<ItemRules> all = items.stream().flatMap(ItemRules::all).toList();
    return new FormRules(
        questionnaire,
        items,
        variables,
        constraints,
        launchContexts,
        !variables.isEmpty()
            || !constraints.isEmpty()
            || all.stream().anyMatch(item -> !item.expressions().isEmpty()),
        deciding(all),
        new Dependencies(items, variables));
  }

  /** Every question may decide where an expression does, or a condition on what one calculates. */
  private static Set<String> deciding(List<ItemRules> all) {
    Set<String> asked =
        all.stream()
            .flatMap(item -> item.conditions().stream())
            .map(Condition::question)
            .collect(Collectors.toSet());
    boolean isReckoned =
        all.stream()
            .anyMatch(
                item ->
                    item.expressions().enableWhen() != null
                        || (item.expressions().calculated() != null
                            && (asked.contains(item.linkId()) || !item.children().isEmpty())));
    return isReckoned ? all.stream().map(ItemRules::linkId).collect(Collectors.toSet()) : asked;
  }

  /** False where another answer to a question can hide nothing. */
  boolean mayHide(ItemRules question) {
    return !question.children().isEmpty() || deciding.contains(question.linkId());
  }
}
