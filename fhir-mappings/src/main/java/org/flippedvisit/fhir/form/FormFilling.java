package org.flippedvisit.fhir.form;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.LenientErrorHandler;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flippedvisit.fhir.form.FormProblem.Kind;
import org.flippedvisit.fhir.form.NotSupported.Consequence;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.jspecify.annotations.Nullable;

/**
 * A form while one person fills it in: which items are shown, what is calculated, what is missing.
 * Nothing that was typed is forgotten while it goes on: an answer whose question is no longer shown
 * comes back with it, and only {@link #completed} leaves it out (SDC 4.0, QuestionnaireResponse).
 *
 * <p>Not safe for several threads: it belongs to one page.
 */
public final class FormFilling {
  /** Calculations that feed each other settle in as many rounds as they are deep. */
  private static final int MOST_ROUNDS = 16;

  private final Form form;
  private final FormRules rules;
  private final FormContext context;
  private final Level root;
  private final Map<String, Base> launched = new HashMap<>();
  private final Set<NotSupported> said = new LinkedHashSet<>();
  private final Set<Place> unsettled = new HashSet<>();
  private Map<String, List<Place>> byLinkId = Map.of();
  private List<String> failedConstraints = List.of();
  private List<QuestionnaireResponseItemComponent> aside = List.of();
  private @Nullable Removed removed;

  private FormFilling(Form form, FormContext context) {
    this.form = form;
    this.rules = form.rules();
    this.context = context;
    this.root = Level.root(rules.items());
    if (rules.hasExpressions()) {
      context.resources().forEach((name, json) -> launched.put(name, resource(name, json)));
      launched.values().removeIf(Objects::isNull);
    }
  }

  /** Begins with the initial values. */
  public static FormFilling begin(Form form, FormContext context) {
    var filling = new FormFilling(form, context);
    filling.setInitial(filling.places());
    filling.settle();
    return filling;
  }

  /**
   * Goes on with what was kept or sent before. Initial values are not set again; answers that fit
   * no question any more, as when the questionnaire has changed, are kept aside and returned by
   * {@link #kept} again.
   *
   * @param kept from {@link #kept} or {@link #completed}
   * @throws IllegalArgumentException where it is no QuestionnaireResponse
   */
  public static FormFilling resume(Form form, String kept, FormContext context) {
    var filling = new FormFilling(form, context);
    filling.aside = ResponseReader.read(response(kept).getItem(), filling.root);
    filling.settleWhatWasSetByHand();
    filling.settle();
    return filling;
  }

  private static QuestionnaireResponse response(String kept) {
    try {
      return parser().parseResource(QuestionnaireResponse.class, kept);
    } catch (DataFormatException noResponse) {
      throw new IllegalArgumentException("no QuestionnaireResponse", noResponse);
    }
  }

  private @Nullable Base resource(String name, String json) {
    try {
      return (Base) parser().parseResource(json);
    } catch (DataFormatException noResource) {
      said.add(new NotSupported("", "launchContext " + name, Consequence.IGNORED));
      return null;
    }
  }

  private static IParser parser() {
    return FhirContext.forR4Cached()
        .newJsonParser()
        .setParserErrorHandler(new LenientErrorHandler(false).setErrorOnInvalidValue(false));
  }

  public Form form() {
    return form;
  }

  /** What failed while it was filled in, beside {@link Form#notSupported}. */
  public List<NotSupported> notSupported() {
    return List.copyOf(said);
  }

  /** What is shown now, in order. */
  public List<FormNode> nodes() {
    return nodes(root);
  }

  /** One place, where it is shown now. */
  public Optional<FormNode> node(NodeId id) {
    return places().stream()
        .filter(place -> place.id.equals(id) && place.isShown())
        .findFirst()
        .map(this::node);
  }

  /**
   * Answers a question; an empty list takes the answer away. What is wrong with an answer is a
   * problem of its node, never a reason to refuse or to forget it.
   *
   * @throws IllegalArgumentException where there is no such question
   */
  public void answer(NodeId question, List<FormAnswer> answers) {
    Place place = question(question);
    List<FormAnswer> given = given(place, answers);
    if (given.equals(place.answers())) {
      return;
    }
    place.answer(given);
    place.isTyped = true;
    settle();
  }

  private static List<FormAnswer> given(Place place, List<FormAnswer> answers) {
    return answers.stream()
        .filter(answer -> !isBlank(answer))
        .map(answer -> Options.asOffered(options(place), answer))
        .toList();
  }

  /** FHIR holds no string of white space alone, and nobody has said anything by it. */
  private static boolean isBlank(FormAnswer answer) {
    return switch (answer) {
      case FormAnswer.Words words -> words.words().isBlank();
      case FormAnswer.Address address -> address.address().isBlank();
      default -> false;
    };
  }

  /**
   * The questions with answers that would no longer be shown, and so not be sent, if this were
   * answered: a page asks first.
   */
  public List<FormNode> wouldHide(NodeId question, List<FormAnswer> answers) {
    Place place = question(question);
    Map<NodeId, FormNode> before =
        answeredAndShown()
            .filter(one -> one != place)
            .collect(Collectors.toMap(one -> one.id, this::leaf));
    List<NodeId> order = places().stream().map(one -> one.id).toList();
    Place.Answered then = place.remember();
    place.answer(given(place, answers));
    settle();
    Set<NodeId> after = answeredAndShown().map(one -> one.id).collect(Collectors.toSet());
    place.restore(then);
    settle();
    return order.stream()
        .filter(id -> !after.contains(id))
        .map(before::get)
        .filter(Objects::nonNull)
        .toList();
  }

  private Stream<Place> answeredAndShown() {
    return places().stream().filter(place -> place.isShown() && !place.answers().isEmpty());
  }

  /** One more of a repeating group, behind the last. */
  public NodeId addGroup(NodeId group) {
    Place place = repeating(group);
    Place added = place.within.add(place.rules);
    setInitial(added.all().toList());
    settle();
    return added.id;
  }

  /**
   * Takes one of a repeating group away, with its answers. The last of all is emptied instead: an
   * empty one stands in its place. {@link #putBack} undoes it.
   */
  public void removeGroup(NodeId group) {
    Place place = repeating(group);
    Level level = place.within;
    List<Place> all = level.of(place.rules);
    @Nullable Place instead = all.size() == 1 ? level.add(place.rules) : null;
    removed = new Removed(place, all.indexOf(place), instead);
    level.remove(place);
    settle();
  }

  /**
   * Puts the group that was taken away last back where it was, with its answers.
   *
   * @throws IllegalArgumentException where it is not the one that was taken away last
   */
  public void putBack(NodeId group) {
    Removed last = removed;
    if (last == null || !last.place().id.equals(group)) {
      throw new IllegalArgumentException("not taken away last: " + group);
    }
    Level level = last.place().within;
    level.putBack(last.place(), last.index());
    if (last.instead() != null && !last.instead().isAnswered()) {
      level.remove(last.instead());
    }
    removed = null;
    settle();
  }

  private record Removed(Place place, int index, @Nullable Place instead) {}

  private Place question(NodeId id) {
    return place(id)
        .filter(place -> place.rules.type().isQuestion())
        .orElseThrow(() -> new IllegalArgumentException("no question " + id));
  }

  private Place repeating(NodeId id) {
    return place(id)
        .filter(place -> place.rules.isRepeatingGroup())
        .orElseThrow(() -> new IllegalArgumentException("no repeating group " + id));
  }

  private Optional<Place> place(NodeId id) {
    return places().stream().filter(place -> place.id.equals(id)).findFirst();
  }

  /** Everything that stands between this and a completed form, in the order of the form. */
  public List<FormProblem> problems() {
    var problems = new ArrayList<FormProblem>();
    failedConstraints.forEach(
        words -> problems.add(new FormProblem(new NodeId(""), Kind.CONSTRAINT, words)));
    places().stream()
        .filter(place -> place.isEnabled)
        .map(this::problems)
        .forEach(problems::addAll);
    return List.copyOf(problems);
  }

  /** True where nothing is answered but what was there from the beginning. */
  public boolean isUntouched() {
    return kept().equals(begin(form, context).kept());
  }

  /** Everything typed so far, as an in-progress QuestionnaireResponse in FHIR JSON. */
  public String kept() {
    return EveryCharacter.written(
        parser().encodeResourceToString(ResponseWriter.kept(form.canonical(), root, aside)));
  }

  /**
   * The completed QuestionnaireResponse in FHIR JSON: only enabled items, in the questionnaire's
   * order, each with the questionnaire's text and, as a translation, what the person read. Who,
   * when and whose chart is added by whoever sends it.
   *
   * @throws IllegalStateException while there are {@link #problems}
   */
  public String completed(Locale language) {
    if (!problems().isEmpty()) {
      throw new IllegalStateException("there are problems left");
    }
    return parser()
        .encodeResourceToString(ResponseWriter.completed(form.canonical(), root, language));
  }

  private List<Place> places() {
    return root.places.stream().flatMap(Place::all).toList();
  }

  private List<FormNode> nodes(Level level) {
    return level.places.stream().filter(Place::isShown).map(this::node).toList();
  }

  private FormNode node(Place place) {
    return node(place, place.levels().flatMap(level -> nodes(level).stream()).toList());
  }

  private FormNode leaf(Place place) {
    return node(place, List.of());
  }

  private FormNode node(Place place, List<FormNode> children) {
    FormItem item = place.rules.item();
    int count = place.rules.isRepeatingGroup() ? place.within.of(place.rules).size() : 1;
    boolean isLast =
        place.rules.isRepeatingGroup() && place.within.of(place.rules).getLast() == place;
    Integer most = item.maxOccurs();
    return new FormNode(
        place.id,
        item,
        place.answers(),
        options(place),
        item.isReadOnly(),
        problems(place),
        children,
        isLast && !item.isReadOnly() && (most == null || count < most),
        count > Math.max(1, item.minOccurs()) && !item.isReadOnly());
  }

  private static List<FormOption> options(Place place) {
    return place.offered == null ? place.rules.item().options() : place.offered;
  }

  private List<FormProblem> problems(Place place) {
    var problems = new ArrayList<FormProblem>();
    ItemType type = place.rules.type();
    boolean mayBeMissing = isInEmptyRepetition(place);
    if (type.isQuestion()) {
      problems.addAll(
          AnswerChecks.of(
              place.id, place.rules.item(), options(place), place.answers(), mayBeMissing));
    } else if (type == ItemType.GROUP) {
      groupProblem(place, mayBeMissing).ifPresent(problems::add);
    }
    place.failedConstraints.forEach(
        words -> problems.add(new FormProblem(place.id, Kind.CONSTRAINT, words)));
    return problems;
  }

  private static Optional<FormProblem> groupProblem(Place place, boolean mayBeMissing) {
    FormItem item = place.rules.item();
    List<Place> all = place.within.of(place.rules);
    if (all.getFirst() != place || mayBeMissing || all.stream().noneMatch(FormFilling::asks)) {
      return Optional.empty();
    }
    long answered = all.stream().filter(Place::isAnsweredAndEnabled).count();
    Integer most = item.isRepeating() ? item.maxOccurs() : Integer.valueOf(1);
    if (answered == 0) {
      return item.isRequired() || item.minOccurs() > 0
          ? Optional.of(new FormProblem(place.id, Kind.MISSING, ""))
          : Optional.empty();
    }
    if (answered < item.minOccurs()) {
      return Optional.of(
          new FormProblem(place.id, Kind.TOO_FEW, Integer.toString(item.minOccurs())));
    }
    return most != null && answered > most
        ? Optional.of(new FormProblem(place.id, Kind.TOO_MANY, most.toString()))
        : Optional.empty();
  }

  /** A group with nothing to answer in it cannot be missing. */
  private static boolean asks(Place group) {
    return group.all().anyMatch(place -> place.isEnabled && place.rules.type().isQuestion());
  }

  /** One more of a group that need not be there, and in which nothing is said, asks for nothing. */
  private static boolean isInEmptyRepetition(Place place) {
    for (Place at = place.within.owner; at != null; at = at.within.owner) {
      FormItem item = at.rules.item();
      if (at.rules.isRepeatingGroup() && !at.isAnsweredAndEnabled()) {
        int answered =
            (int) at.within.of(at.rules).stream().filter(Place::isAnsweredAndEnabled).count();
        int needed = Math.max(item.minOccurs(), item.isRequired() ? 1 : 0);
        return answered >= needed || at.within.of(at.rules).indexOf(at) >= needed;
      }
    }
    return false;
  }

  private void setInitial(List<Place> places) {
    places.stream()
        .filter(place -> !place.rules.initial().isEmpty())
        .forEach(place -> place.answer(place.rules.initial()));
    List<Place> asking =
        places.stream().filter(place -> place.rules.expressions().initial() != null).toList();
    if (!asking.isEmpty()) {
      decide();
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
    return new Evaluation(
        rules, context, launched, said, ResponseWriter.asked(form.canonical(), root));
  }

  /**
   * What differs from what would be calculated was set by hand; the completed form does not say.
   */
  private void settleWhatWasSetByHand() {
    if (!rules.hasExpressions()) {
      return;
    }
    decideWithExpressions();
    Evaluation evaluation = evaluation();
    for (Place place : places()) {
      Expression calculated = place.rules.expressions().calculated();
      if (calculated != null && !place.rules.isReckoned() && !place.answers().isEmpty()) {
        place.isTyped |= !isSame(place.answers(), calculate(evaluation, calculated, place));
      }
    }
  }

  private void decideWithExpressions() {
    decide();
    for (int round = 0; round < MOST_ROUNDS; round++) {
      Evaluation evaluation = evaluation();
      boolean isChanged = false;
      for (Place place : places()) {
        isChanged |= evaluateEnabled(evaluation, place);
      }
      decide();
      if (!isChanged) {
        return;
      }
    }
  }

  /** Decides what is shown and calculates until nothing changes any more. */
  private void settle() {
    decide();
    if (!rules.hasExpressions()) {
      return;
    }
    var changed = new HashSet<Place>();
    for (int round = 0; round < MOST_ROUNDS; round++) {
      changed.clear();
      Evaluation evaluation = evaluation();
      for (Place place : places()) {
        if (evaluateAt(evaluation, place)) {
          changed.add(place);
        }
      }
      decide();
      if (changed.isEmpty()) {
        checkConstraints(evaluation);
        return;
      }
    }
    giveUp(changed);
    checkConstraints(evaluation());
  }

  /** Expressions that feed each other in a circle stay at what they were last. */
  private void giveUp(Set<Place> circling) {
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
    if (place.rules.expressions().isEmpty() || unsettled.contains(place)) {
      return false;
    }
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

  private void checkConstraints(Evaluation evaluation) {
    failedConstraints = failed(rules.constraints(), evaluation, null);
    for (Place place : places()) {
      List<ItemRules.Constraint> constraints = place.rules.expressions().constraints();
      if (!constraints.isEmpty()) {
        place.failedConstraints =
            place.isAnsweredAndEnabled() ? failed(constraints, evaluation, place) : List.of();
      }
    }
  }

  private static List<String> failed(
      List<ItemRules.Constraint> constraints, Evaluation evaluation, @Nullable Place place) {
    return constraints.stream()
        .filter(constraint -> !evaluation.isTrue(constraint.expression(), place))
        .map(ItemRules.Constraint::words)
        .toList();
  }

  /** Decides anew which items are enabled; the order of places is what "nearest" is counted by. */
  private void decide() {
    var index = new HashMap<String, List<Place>>();
    List<Place> places = places();
    for (int i = 0; i < places.size(); i++) {
      Place place = places.get(i);
      place.position = i;
      place.isDecided = false;
      index.computeIfAbsent(place.rules.linkId(), linkId -> new ArrayList<>(1)).add(place);
    }
    byLinkId = index;
    places.forEach(this::isEnabled);
  }

  private boolean isEnabled(Place place) {
    if (!place.isDecided) {
      place.isEnabled = isAboveEnabled(place) && meetsConditions(place);
      place.isDecided = true;
    }
    return place.isEnabled;
  }

  /** What stands below a question needs an answer to belong to, text to read apart. */
  private boolean isAboveEnabled(Place place) {
    Level within = place.within;
    if (within.owner == null) {
      return true;
    }
    boolean hasAnswer =
        within.slot == null || within.slot.answer != null || place.rules.type() == ItemType.DISPLAY;
    return hasAnswer && isEnabled(within.owner);
  }

  private boolean meetsConditions(Place place) {
    if (place.rules.expressions().enableWhen() != null) {
      return place.isEnabledByExpression;
    }
    List<Condition> conditions = place.rules.conditions();
    if (conditions.isEmpty()) {
      return true;
    }
    return place.rules.needsAll()
        ? conditions.stream().allMatch(condition -> isMet(condition, place))
        : conditions.stream().anyMatch(condition -> isMet(condition, place));
  }

  private boolean isMet(Condition condition, Place place) {
    List<FormAnswer> answers =
        Nearest.to(
                place,
                byLinkId.getOrDefault(condition.question(), List.of()),
                question ->
                    !question.answers().isEmpty()
                        && (condition.isCircular() || isEnabled(question)))
            .map(Place::answers)
            .orElse(List.of());
    return condition.isMet(answers);
  }
}
