package org.flippedvisit.app.goal;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextArea;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.flippedvisit.app.draft.TypedForm;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.ledger.Attempt;
import org.flippedvisit.app.ledger.Attribution;
import org.flippedvisit.app.ledger.Write;
import org.flippedvisit.app.ledger.WriteKind;
import org.flippedvisit.app.store.Drafts.Draft;
import org.flippedvisit.app.ui.AuthorName;
import org.flippedvisit.app.ui.BackgroundWork;
import org.flippedvisit.app.ui.BegunEarlier;
import org.flippedvisit.app.ui.SaveButton;
import org.flippedvisit.app.ui.Times;
import org.flippedvisit.app.ui.TypedWords;
import org.flippedvisit.app.ui.WhoseWords;
import org.flippedvisit.app.ui.Words;
import org.jspecify.annotations.Nullable;

/** Takes a new goal in the person's words. What is typed is kept with every change. */
final class AddGoal extends Div {
  private static final long serialVersionUID = 1L;

  private final transient Launch launch;
  private final transient GoalService service;
  private final transient BackgroundWork work;
  private final transient GoalsSection.Around around;
  private final transient Consumer<Write> added;
  private final TextArea words = new TextArea();
  private final DatePicker due = new DatePicker();
  private final WhoseWords speaker;
  private final SaveButton save;
  private final transient TypedForm<TypedGoal> form;
  private final Div state = new Div();

  /** What was sent where it is not known how far it came. */
  private transient @Nullable Attempt<TypedGoal> tried;

  /**
   * @param added called on the page once the goal is kept, with how its write stands
   * @param close puts the form away; what is typed stays kept
   */
  AddGoal(
      Launch launch,
      GoalService service,
      BackgroundWork work,
      GoalsSection.Around around,
      Consumer<Write> added,
      Runnable close) {
    this.launch = launch;
    this.service = service;
    this.work = work;
    this.around = around;
    this.added = added;
    addClassNames("fv-ask", "fv-add-goal");
    boolean isStaff = launch.role().isStaff();
    words.setLabel(getTranslation(isStaff ? "goals.words" : "goals.words.own"));
    words.addClassName("fv-own-words");
    words.setWidthFull();
    words.setMinRows(2);
    words.setTestId("goal-words");
    due.setLabel(getTranslation("goals.due"));
    due.setTestId("goal-due");
    due.setLocale(getLocale());
    speaker = new WhoseWords(around.speakers(launch));
    save =
        new SaveButton(
            getTranslation("goals.save"),
            getTranslation(isStaff ? "write.keep-here" : "portal.keep-here"),
            "goal-save",
            Set.of(WriteKind.GOAL),
            pressed -> save(),
            this::text);
    var putAway = new Button(getTranslation("goals.close"), click -> close.run());
    putAway.addClassName("fv-quiet");
    state.getElement().setAttribute("role", "status");
    form = service.typed(launch);
    form.here().map(Draft::value).ifPresent(this::fill);
    TypedWords.report(words, this::keep);
    due.addValueChangeListener(change -> keep());
    speaker.addValueChangeListener(change -> keep());
    form.elsewhere().forEach(earlier -> add(offer(earlier)));
    add(words, due, speaker, save, putAway, state);
    BackgroundWork.whenDone(
        this,
        work.start(() -> service.whyNot(launch)),
        why -> why.ifPresent(no -> save.cannot(Map.of(WriteKind.GOAL, no))),
        () -> {});
  }

  void focusWords() {
    words.focus();
  }

  private BegunEarlier offer(Draft<TypedGoal> earlier) {
    return new BegunEarlier(
        earlier.savedAt(),
        new Words(earlier.value().words(), Words.Size.SMALL),
        () -> takeOver(earlier),
        () -> form.discard(earlier));
  }

  private boolean takeOver(Draft<TypedGoal> earlier) {
    if (!typed().equals(TypedGoal.NOTHING)) {
      return false;
    }
    form.use(earlier);
    fill(earlier.value());
    return true;
  }

  private void fill(TypedGoal typed) {
    speaker.choose(typed.saidBy());
    due.setValue(typed.dueOn());
    words.setValue(typed.words());
  }

  private TypedGoal typed() {
    return TypedGoal.of(words.getValue(), due.getValue(), speaker.getValue());
  }

  private void keep() {
    form.keep(typed());
  }

  /** To paste into another system: the goal, its day, whose it is. */
  private String text() {
    String by =
        due.getValue() == null
            ? ""
            : getTranslation("goals.by-when", Times.day(due.getValue(), getLocale())) + "\n";
    return words.getValue() + "\n" + by + AuthorName.of(speaker.getValue(), this) + "\n";
  }

  private void save() {
    TypedGoal typed = typed();
    if (typed.words().isBlank()) {
      words.setInvalid(true);
      words.setErrorMessage(getTranslation("goals.empty"));
      words.focus();
      return;
    }
    keep();
    save.setBusy(true);
    state.setText(getTranslation("write.sending"));
    var by = new Attribution(speaker.getValue(), around.signedIn(), around.visit());
    var attempt = Attempt.of(typed, tried);
    BackgroundWork.whenDone(
        this,
        work.start(() -> service.add(launch, typed, by, attempt.key())),
        added,
        () -> {
          tried = attempt;
          save.setBusy(false);
          state.setText(getTranslation("write.not-known-how-far"));
        });
  }
}
