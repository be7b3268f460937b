package org.flippedvisit.app.form;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flippedvisit.fhir.form.FormAnswer;
import org.flippedvisit.fhir.form.FormFilling;
import org.flippedvisit.fhir.form.FormNode;
import org.flippedvisit.fhir.form.FormProblem;
import org.flippedvisit.fhir.form.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * Shows a filling and keeps every change: whatever is typed or chosen is handed over to be kept
 * before anything else happens on the page. What an answer hides stays in the filling. One answer
 * redraws what it changes and nothing else.
 */
public final class FormFields extends Div {
  private static final long serialVersionUID = 1L;

  private final transient FormFilling filling;
  private final transient Consumer<String> kept;
  private final transient List<Runnable> stepped = new ArrayList<>();
  private final transient List<BiConsumer<FormNode, List<FormAnswer>>> answered = new ArrayList<>();
  private final transient Map<String, List<Component>> notes = new HashMap<>();
  private final transient Map<NodeId, FormNode> shown = new LinkedHashMap<>();
  private final transient Map<NodeId, Set<NodeId>> hidden = new HashMap<>();
  private final transient Set<NodeId> left = new HashSet<>();
  private final transient Set<NodeId> asked = new HashSet<>();
  private final ProblemSummary summary;
  private final Paragraph part = new Paragraph();
  private final NodeList list;
  private final Div announcer = new Div();
  private transient List<FormStep> steps = List.of();
  private transient @Nullable NodeId place;
  private transient @Nullable NodeId touched;
  private transient @Nullable NodeId removed;
  private transient @Nullable Standing said;
  private transient Locale language;
  private Flow flow;
  private int turn;

  /** One thing at a time, or all of it on one page. */
  public enum Flow {
    ONE_AT_A_TIME,
    ONE_PAGE
  }

  /**
   * @param kept called after every change with {@link FormFilling#kept}, before anything else
   *     happens on the page
   */
  public FormFields(FormFilling filling, Locale language, Flow flow, Consumer<String> kept) {
    this.filling = filling;
    this.language = language;
    this.flow = flow;
    this.kept = kept;
    summary = new ProblemSummary(this::goTo);
    list = new NodeList(this);
    addClassName("fv-form");
    part.addClassName("fv-form-part-title");
    announcer.addClassName("fv-visually-hidden");
    announcer.getElement().setAttribute("role", "status");
    add(summary, part, list, announcer);
    refresh();
  }

  public FormFilling filling() {
    return filling;
  }

  /** Another way to show it, with every answer, at the same place. */
  public void setFlow(Flow now) {
    NodeId at = touched;
    NodeId before = place;
    flow = now;
    if (now == Flow.ONE_AT_A_TIME && at != null) {
      stepOf(at).ifPresent(step -> place = step.main().id());
    }
    refresh();
    if (now == Flow.ONE_PAGE && before != null) {
      list.find(before).ifPresent(Inputs::focusIn);
    }
  }

  /** Says everything in another language; every field stays, with its answer and its focus. */
  public void setLanguage(Locale now) {
    language = now;
    redrawAll();
  }

  /** True where nothing follows; always where all of it is on one page. */
  public boolean isAtEnd() {
    return flow == Flow.ONE_PAGE || step() == steps() - 1;
  }

  /**
   * Goes on, unless something is wrong here or needs an answer: then it stays and says so.
   *
   * @return true where nothing of it stands in the way, also at the end, where it stays
   */
  public boolean next() {
    Set<NodeId> here = here();
    asked.addAll(here);
    Optional<FormProblem> wrong =
        filling.problems().stream().filter(problem -> here.contains(problem.at())).findFirst();
    if (wrong.isPresent()) {
      redrawAll();
      focus(wrong.get().at());
      return false;
    }
    if (!isAtEnd()) {
      move(1);
    }
    return true;
  }

  public void back() {
    if (flow == Flow.ONE_AT_A_TIME && step() > 0) {
      move(-1);
    }
  }

  private void move(int by) {
    place = steps.get(step() + by).main().id();
    touched = place;
    refresh();
  }

  private Set<NodeId> here() {
    return flow == Flow.ONE_PAGE || steps.isEmpty()
        ? Set.copyOf(shown.keySet())
        : steps.get(step()).ids().collect(Collectors.toSet());
  }

  /** Which step is shown, from 0. */
  public int step() {
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).main().id().equals(place)) {
        return i;
      }
    }
    return 0;
  }

  /** How many there are now; answers may change it. At least one. */
  public int steps() {
    return Math.max(1, steps.size());
  }

  /** What the page makes its heading: the question of the step, or the title of the form. */
  public String heading() {
    String title = filling.form().title(language);
    if (flow == Flow.ONE_PAGE || steps.isEmpty()) {
      return title;
    }
    String question = steps.get(step()).heading(language);
    return question.isBlank() ? title : question;
  }

  /**
   * Called when another step is shown, when there are more or fewer, and when flow or language are
   * others: whenever {@link #heading}, {@link #step} or {@link #steps} may say something else.
   */
  public void onStep(Runnable changed) {
    stepped.add(changed);
  }

  /** Called after an answer has been kept and shown. */
  public void onAnswer(BiConsumer<FormNode, List<FormAnswer>> told) {
    answered.add(told);
  }

  /** Shows a place and puts the focus there. */
  public void goTo(NodeId node) {
    stepOf(node)
        .ifPresent(
            step -> {
              place = step.main().id();
              touched = node;
              refresh();
              focus(node);
            });
  }

  private Optional<FormStep> stepOf(NodeId node) {
    return steps.stream().filter(step -> step.holds(node)).findFirst();
  }

  private void focus(NodeId node) {
    Inputs.focusIn(list.find(node).<Component>map(found -> found).orElse(this));
  }

  /**
   * Says everything that stands between this and a completed form: a list with the way to each, and
   * a sentence at each; the focus goes to the first.
   *
   * @return true where there is any
   */
  public boolean showProblems() {
    List<FormProblem> problems = filling.problems();
    asked.addAll(shown.keySet());
    redrawAll();
    summary.show(problems, shown, language);
    problems.stream()
        .map(FormProblem::at)
        .filter(shown::containsKey)
        .findFirst()
        .ifPresent(this::goTo);
    return !problems.isEmpty();
  }

  /** Puts a note under every first question of this linkId, now and whenever it is shown. */
  public void under(String linkId, Component note) {
    notes.computeIfAbsent(linkId, none -> new ArrayList<>()).add(note);
    shown.values().stream()
        .filter(node -> node.item().linkId().equals(linkId))
        .flatMap(node -> list.find(node.id()).stream())
        .forEach(NodePart::redraw);
  }

  /** Takes a note away that {@link #under} has put there. */
  public void takeAway(Component note) {
    notes.values().forEach(some -> some.remove(note));
    note.removeFromParent();
  }

  void answer(NodeId question, List<FormAnswer> answers) {
    Set<NodeId> before = withAnswers();
    filling.answer(question, answers);
    keep();
    touched = question;
    refresh();
    sayHidden(question, before);
    filling
        .node(question)
        .ifPresent(node -> List.copyOf(answered).forEach(told -> told.accept(node, answers)));
  }

  private void keep() {
    kept.accept(filling.kept());
  }

  private Set<NodeId> withAnswers() {
    return shown.values().stream()
        .filter(node -> !node.answers().isEmpty())
        .map(FormNode::id)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Under the question that hides them, for as long as it does. */
  private void sayHidden(NodeId question, Set<NodeId> before) {
    Set<NodeId> gone = hidden.computeIfAbsent(question, none -> new HashSet<>());
    boolean wasHiding = !gone.isEmpty();
    before.stream().filter(id -> !shown.containsKey(id)).forEach(gone::add);
    hidden.values().forEach(some -> some.removeIf(shown::containsKey));
    if (wasHiding != isHiding(question)) {
      list.find(question).ifPresent(NodePart::redraw);
    }
  }

  boolean isHiding(NodeId question) {
    return !hidden.getOrDefault(question, Set.of()).isEmpty();
  }

  void left(NodeId question) {
    left.add(question);
    touched = question;
  }

  void addAnother(NodeId group) {
    NodeId added = filling.addGroup(group);
    keep();
    removed = null;
    redrawAll();
    tell(getTranslation(language, "form.added", nameOf(added), numberOf(added)));
    focus(added);
  }

  void remove(NodeId group) {
    String name = nameOf(group);
    filling.removeGroup(group);
    keep();
    removed = group;
    redrawAll();
    tell(getTranslation(language, "form.removed-this", name));
    lastLike(group).flatMap(list::find).ifPresent(last -> ((GroupPart) last).focusUndo());
  }

  void putBack() {
    NodeId group = Objects.requireNonNull(removed, "offered only after one was removed");
    filling.putBack(group);
    keep();
    removed = null;
    redrawAll();
    tell(getTranslation(language, "form.is-back", nameOf(group)));
    focus(group);
  }

  /** True at the last of the groups that one was removed from. */
  boolean isUndoneAt(NodeId group) {
    return removed != null && lastLike(removed).filter(group::equals).isPresent();
  }

  private Optional<NodeId> lastLike(NodeId group) {
    return Numbers.like(group, shown.keySet()).reduce((first, second) -> second);
  }

  /** The number of one of several like it, from 1; 0 where it is the only one. */
  int numberOf(NodeId group) {
    return Numbers.of(group, shown.keySet());
  }

  private String nameOf(NodeId id) {
    FormNode node = shown.get(id);
    return node == null ? "" : new QuestionWords(node.item(), language).name();
  }

  /** What is wrong at a place, as far as it is to be said by now. */
  String problemsOf(FormNode node, Locale said) {
    var words = new ProblemWords(this, said);
    return node.problems().stream()
        .filter(
            problem ->
                asked.contains(node.id())
                    || (left.contains(node.id()) && !ProblemWords.isAboutMissing(problem)))
        .map(problem -> words.of(problem, node.item()))
        .distinct()
        .collect(Collectors.joining(" "));
  }

  /** Puts the notes of a question into its place, unless they stand at another already. */
  void notesUnder(FormNode node, Div notesPlace) {
    notes.getOrDefault(node.item().linkId(), List.of()).stream()
        .filter(note -> !isShown(note))
        .forEach(
            note -> {
              note.removeFromParent();
              notesPlace.add(note);
            });
  }

  /** True where a note that {@link #under} has put there is on the page now. */
  public boolean isShown(Component note) {
    return Stream.iterate(note.getParent(), Optional::isPresent, up -> up.get().getParent())
        .anyMatch(up -> up.get() == this);
  }

  /** Says something to who cannot see it; the same again is said again. */
  void tell(String sentence) {
    announcer.setText(announcer.getText().equals(sentence) ? sentence + "\u00a0" : sentence);
  }

  Locale language() {
    return language;
  }

  /** Changes when every place has to be drawn again. */
  int turn() {
    return turn;
  }

  private void redrawAll() {
    turn++;
    refresh();
  }

  private void refresh() {
    List<NodeId> order = steps.stream().map(step -> step.main().id()).toList();
    List<FormNode> nodes = filling.nodes();
    shown.clear();
    nodes.stream().flatMap(FormStep::below).forEach(node -> shown.put(node.id(), node));
    steps = FormStep.of(nodes);
    settle(order);
    draw(nodes);
    if (summary.isVisible()) {
      summary.show(filling.problems(), shown, language);
    }
    sayStep();
  }

  private void sayStep() {
    var now = new Standing(place, steps.size(), flow, language);
    if (!now.equals(said)) {
      said = now;
      List.copyOf(stepped).forEach(Runnable::run);
    }
  }

  /** What a page around the form shows of it. */
  private record Standing(@Nullable NodeId place, int steps, Flow flow, Locale language) {}

  /** Where the step that was shown is gone, the nearest before it that is still there. */
  private void settle(List<NodeId> order) {
    List<NodeId> now = steps.stream().map(step -> step.main().id()).toList();
    if (now.isEmpty()) {
      place = null;
    } else if (place == null || !now.contains(place)) {
      List<NodeId> before = order.subList(0, Math.max(0, order.indexOf(place)));
      place = before.reversed().stream().filter(now::contains).findFirst().orElse(now.getFirst());
    }
  }

  private void draw(List<FormNode> nodes) {
    if (flow == Flow.ONE_PAGE || steps.isEmpty()) {
      part.setVisible(false);
      list.show(nodes, null);
    } else {
      FormStep now = steps.get(step());
      part.setText(String.join(" · ", now.part(language)));
      part.setVisible(!part.getText().isBlank());
      list.show(now.nodes(), now.heading(language).isBlank() ? null : now.main().id());
    }
  }
}
