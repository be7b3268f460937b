package org.flippedvisit.fhir.form;

import ca.uhn.fhir.parser.DataFormatException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.flippedvisit.fhir.form.NotSupported.Consequence;
import org.hl7.fhir.r4.model.Base;
import org.jspecify.annotations.Nullable;

/**
 * Brings a filling to rest after each change: what is enabled, calculated, offered and refused by
 * its expressions.
 */
final class Settling {
  /** Calculations that feed each other settle in as many rounds as they are deep. */
  private static final int MOST_ROUNDS = 16;

  private final String canonical;
  private final FormRules rules;
  private final FormContext context;
  private final Level root;
  private final Enabling enabling;
  private final Map<String, Base> launched = new HashMap<>();
  private final Set<NotSupported> said = new LinkedHashSet<>();
  private final Set<Place> unsettled = new HashSet<>();
  private List<Map<String, String>> failedConstraints = List.of();

  Settling(Form form, FormContext context, Level root) {
    this.canonical = form.canonical();
    this.rules = form.rules();
    this.context = context;
    this.root = root;
    this.enabling = new Enabling(root);
    if (rules.hasExpressions()) {
      context.resources().forEach((name, json) -> launched.put(name, resource(name, json)));
      launched.values().removeIf(Objects::isNull);
    }
  }

  private @Nullable Base resource(String name, String json) {
    try {
      return (Base) ResponseJson.parser().parseResource(json);
    } catch (DataFormatException noResource) {
      said.add(new NotSupported("", "launchContext " + name, Consequence.IGNORED));
      return null;
    }
  }

  /** What failed so far. */
  List<NotSupported> said() {
    return List.copyOf(said);
  }

  /** The words of the form's own constraints that do not hold. */
  List<Map<String, String>> failedConstraints() {
    return failedConstraints;
  }

  /** Sets the initial values of places that are new. */
  void setInitial(List<Place> places) {
    places.stream()
        .filter(place -> !place.rules.initial().isEmpty())
        .forEach(place -> place.answer(place.rules.initial()));
    List<Place> asking =
        places.stream().filter(place -> place.rules.expressions().initial() != null).toList();
    if (!asking.isEmpty()) {
      enabling.decide();
      Evaluation evaluation = evaluation();
      asking.forEach(place -> setInitial(place, evaluation));
    }
  }

  private static void setInitial(Place place, Evaluation evaluation) {
    Expression expression = place.rules.expressions().initial();
    if (expression != null) {
      List<FormAnswer> answers = evaluation.answers(expression, place);
      if (!answers.isEmpty()) {
        place.answer(place.rules.item().isRepeating() ? answers : answers.subList(0, 1));
      }
    }
  }

  private Evaluation evaluation() {
    return new Evaluation(rules, context, launched, said, ResponseWriter.asked(canonical, root));
  }

  /**
   * What differs from what would be calculated was set by hand; the completed form does not say.
   */
  void settleWhatWasSetByHand() {
    if (!rules.hasExpressions()) {
      return;
    }
    decideWithExpressions();
    Evaluation evaluation = evaluation();
    for (Place place : root.all().toList()) {
      Expression calculated = place.rules.expressions().calculated();
      if (calculated != null && !place.rules.isReckoned() && !place.answers().isEmpty()) {
        place.isTyped |= !isSame(place.answers(), calculate(evaluation, calculated, place));
      }
    }
  }

  private void decideWithExpressions() {
    enabling.decide();
    for (int round = 0; round < MOST_ROUNDS; round++) {
      Evaluation evaluation = evaluation();
      boolean isChanged = false;
      for (Place place : root.all().toList()) {
        isChanged |= evaluateEnabled(evaluation, place);
      }
      enabling.decide();
      if (!isChanged) {
        return;
      }
    }
  }

  /** Decides what is shown and evaluates everything until nothing changes any more. */
  void settle() {
    settle(Set.of(), true);
  }

  /** The same after another answer to a question: only what that can change is evaluated. */
  void settleAfter(ItemRules question) {
    settle(question.all().map(ItemRules::linkId).collect(Collectors.toSet()), false);
  }

  private void settle(Set<String> answered, boolean isAll) {
    Set<String> flipped = enabling.decide();
    if (!rules.hasExpressions()) {
      return;
    }
    Set<String> changed = union(answered, flipped);
    Set<String> ever = new HashSet<>();
    List<Place> moved = List.of();
    for (int round = 0; round < MOST_ROUNDS; round++) {
      Set<String> wide = rules.dependencies().withAbove(changed);
      ever.addAll(wide);
      List<Place> due = due(wide, flipped, isAll && round == 0);
      if (due.isEmpty()) {
        checkConstraints(ever, isAll);
        return;
      }
      moved = evaluateAt(due);
      flipped = enabling.decide();
      changed = union(flipped, linkIds(moved));
    }
    giveUp(moved);
    checkConstraints(ever, isAll);
  }

  private static Set<String> union(Set<String> one, Set<String> other) {
    Set<String> both = new HashSet<>(one);
    both.addAll(other);
    return both;
  }

  /** Where an expression may give something else now, and where items have just come. */
  private List<Place> due(Set<String> changed, Set<String> flipped, boolean isAll) {
    return root.all()
        .filter(place -> place.rules.expressions().changes().findAny().isPresent())
        .filter(place -> !unsettled.contains(place))
        .filter(
            place ->
                isAll
                    || flipped.contains(place.rules.linkId())
                    || place
                        .rules
                        .expressions()
                        .changes()
                        .anyMatch(one -> rules.dependencies().isAffected(one, changed)))
        .toList();
  }

  private static Set<String> linkIds(List<Place> places) {
    return places.stream().map(place -> place.rules.linkId()).collect(Collectors.toSet());
  }

  /** What is otherwise now. */
  private List<Place> evaluateAt(List<Place> due) {
    Evaluation evaluation = evaluation();
    return due.stream().filter(place -> evaluateAt(evaluation, place)).toList();
  }

  /** Expressions that feed each other in a circle stay at what they were last. */
  private void giveUp(List<Place> circling) {
    unsettled.addAll(circling);
    circling.forEach(
        place ->
            said.add(
                new NotSupported(
                    place.rules.linkId(),
                    "an expression that depends on itself",
                    Consequence.IGNORED)));
  }

  private boolean evaluateAt(Evaluation evaluation, Place place) {
    boolean isChanged = evaluateEnabled(evaluation, place);
    if (place.isEnabled) {
      isChanged |= evaluateCalculated(evaluation, place);
      evaluateOffered(evaluation, place);
    }
    return isChanged;
  }

  private static boolean evaluateEnabled(Evaluation evaluation, Place place) {
    Expression expression = place.rules.expressions().enableWhen();
    if (expression == null) {
      return false;
    }
    boolean before = place.isEnabledByExpression;
    place.isEnabledByExpression = evaluation.isTrue(expression, place);
    return before != place.isEnabledByExpression;
  }

  private static boolean evaluateCalculated(Evaluation evaluation, Place place) {
    Expression expression = place.rules.expressions().calculated();
    if (expression == null || (place.isTyped && !place.rules.isReckoned())) {
      return false;
    }
    List<FormAnswer> calculated = calculate(evaluation, expression, place);
    if (isSame(calculated, place.answers())) {
      return false;
    }
    place.answer(calculated);
    return true;
  }

  private static List<FormAnswer> calculate(
      Evaluation evaluation, Expression expression, Place place) {
    List<FormAnswer> answers = evaluation.answers(expression, place);
    return place.rules.item().isRepeating() || answers.size() < 2 ? answers : answers.subList(0, 1);
  }

  private static boolean isSame(List<FormAnswer> one, List<FormAnswer> other) {
    if (one.size() != other.size()) {
      return false;
    }
    for (int i = 0; i < one.size(); i++) {
      if (!Comparison.same(one.get(i), other.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static void evaluateOffered(Evaluation evaluation, Place place) {
    ItemRules.Expressions expressions = place.rules.expressions();
    if (expressions.answers() != null) {
      place.offered =
          evaluation.answers(expressions.answers(), place).stream().map(FormOption::of).toList();
    }
    if (!expressions.toggles().isEmpty()) {
      List<FormAnswer> off =
          expressions.toggles().stream()
              .filter(toggle -> !evaluation.isTrue(toggle.expression(), place))
              .flatMap(toggle -> toggle.options().stream())
              .toList();
      place.offered =
          place.rules.item().options().stream()
              .filter(
                  option -> off.stream().noneMatch(one -> Comparison.same(one, option.answer())))
              .toList();
    }
  }

  private void checkConstraints(Set<String> changed, boolean isAll) {
    boolean isFormDue = isAll || isAffected(rules.constraints(), changed);
    List<Place> due =
        root.all()
            .filter(place -> !place.rules.expressions().constraints().isEmpty())
            .filter(
                place ->
                    isAll
                        || changed.contains(place.rules.linkId())
                        || isAffected(place.rules.expressions().constraints(), changed))
            .toList();
    if (due.isEmpty() && (!isFormDue || rules.constraints().isEmpty())) {
      return;
    }
    Evaluation evaluation = evaluation();
    if (isFormDue) {
      failedConstraints = failed(rules.constraints(), evaluation, null);
    }
    for (Place place : due) {
      place.failedConstraints =
          place.isAnsweredAndEnabled()
              ? failed(place.rules.expressions().constraints(), evaluation, place)
              : List.of();
    }
  }

  private boolean isAffected(List<ItemRules.Constraint> constraints, Set<String> changed) {
    return constraints.stream()
        .anyMatch(one -> rules.dependencies().isAffected(one.expression(), changed));
  }

  private static List<Map<String, String>> failed(
      List<ItemRules.Constraint> constraints, Evaluation evaluation, @Nullable Place place) {
    return constraints.stream()
        .filter(constraint -> !evaluation.isTrue(constraint.expression(), place))
        .map(ItemRules.Constraint::words)
        .toList();
  }
}
