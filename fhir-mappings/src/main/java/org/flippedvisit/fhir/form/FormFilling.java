package org.flippedvisit.fhir.form;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flippedvisit.fhir.form.FormProblem.Kind;
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
  private final Form form;
  private final FormContext context;
  private final Level root;
  private final Settling settling;
  private List<QuestionnaireResponseItemComponent> aside = List.of();
  private @Nullable Removed removed;

  private FormFilling(Form form, FormContext context) {
    this.form = form;
    this.context = context;
    this.root = Level.root(form.rules().items());
    this.settling = new Settling(form, context, root);
  }

  /** Begins with the initial values. */
  public static FormFilling begin(Form form, FormContext context) {
    var filling = new FormFilling(form, context);
    filling.settling.setInitial(filling.places());
    filling.settling.settle();
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
    filling.aside = ResponseReader.read(ResponseJson.read(kept).getItem(), filling.root);
    filling.settling.settleWhatWasSetByHand();
    filling.settling.settle();
    return filling;
  }

  /**
   * Which form was filled in: its {@link Form#canonical} at that time; empty where none is named.
   *
   * @param kept from {@link #kept} or {@link #completed}
   * @throws IllegalArgumentException where it is no QuestionnaireResponse
   */
  public static String canonical(String kept) {
    return Objects.requireNonNullElse(ResponseJson.read(kept).getQuestionnaire(), "");
  }

  public Form form() {
    return form;
  }

  /** What failed while it was filled in, beside {@link Form#notSupported}. */
  public List<NotSupported> notSupported() {
    return settling.said();
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
    settling.settleAfter(place.rules);
  }

  private static List<FormAnswer> given(Place place, List<FormAnswer> answers) {
    return answers.stream()
        .filter(answer -> !isBlank(answer))
        .map(answer -> Options.asOffered(place.options(), answer))
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
    if (!form.rules().mayHide(place.rules)) {
      return List.of();
    }
    Map<NodeId, FormNode> before =
        answeredAndShown()
            .filter(one -> one != place)
            .collect(Collectors.toMap(one -> one.id, this::leaf));
    List<NodeId> order = places().stream().map(one -> one.id).toList();
    Place.Answered then = place.remember();
    place.answer(given(place, answers));
    settling.settleAfter(place.rules);
    Set<NodeId> after = answeredAndShown().map(one -> one.id).collect(Collectors.toSet());
    place.restore(then);
    settling.settleAfter(place.rules);
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
    settling.setInitial(added.all().toList());
    settling.settle();
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
    settling.settle();
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
    settling.settle();
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
    settling
        .failedConstraints()
        .forEach(words -> problems.add(new FormProblem(new NodeId(""), Kind.CONSTRAINT, words)));
    places().stream()
        .filter(place -> place.isEnabled)
        .map(PlaceProblems::of)
        .forEach(problems::addAll);
    return List.copyOf(problems);
  }

  /** True where nothing is answered but what was there from the beginning. */
  public boolean isUntouched() {
    return kept().equals(begin(form, context).kept());
  }

  /** Everything typed so far, as an in-progress QuestionnaireResponse in FHIR JSON. */
  public String kept() {
    return ResponseJson.write(ResponseWriter.kept(form.canonical(), root, aside));
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
    return ResponseJson.write(ResponseWriter.completed(form.canonical(), root, language));
  }

  private List<Place> places() {
    return root.all().toList();
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
        place.options(),
        item.isReadOnly(),
        PlaceProblems.of(place),
        children,
        isLast && !item.isReadOnly() && (most == null || count < most),
        count > Math.max(1, item.minOccurs()) && !item.isReadOnly());
  }
}
