package org.flippedvisit.app.goal;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.flippedvisit.app.ehr.Reading;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.ledger.Attribution;
import org.flippedvisit.app.ledger.Write;
import org.flippedvisit.app.ui.AuthorName;
import org.flippedvisit.app.ui.BackgroundWork;
import org.flippedvisit.app.ui.Folded;
import org.flippedvisit.app.ui.HowSure;
import org.flippedvisit.app.ui.ReadingText;
import org.flippedvisit.app.ui.SignInNotice;
import org.flippedvisit.app.ui.Times;
import org.flippedvisit.app.ui.WriteText;
import org.flippedvisit.fhir.goal.PatientGoal;
import org.flippedvisit.fhir.provenance.Author;
import org.flippedvisit.fhir.visit.Visit;
import org.jspecify.annotations.Nullable;

/**
 * The person's own goals in their words, with how each is going; another can be added, out of the
 * way until somebody wants to.
 */
public final class GoalsSection extends Section {
  private static final long serialVersionUID = 1L;

  private final transient Launch launch;
  private final transient GoalService service;
  private final transient BackgroundWork work;
  private final transient Runnable changed;
  private final Div list = new Div();
  private final Div adding = new Div();
  private final Div state = new Div();
  private final Button add = new Button();
  private transient @Nullable Around around;
  private transient @Nullable Goals goals;
  private transient Consumer<List<KnownGoal>> read = known -> {};

  /**
   * Who is around the person whose goals these are.
   *
   * @param related who may speak for the patient
   * @param named finds the best name for an author
   */
  public record Around(
      Author.Patient patient,
      List<Author.RelatedPerson> related,
      Author signedIn,
      @Nullable Visit visit,
      UnaryOperator<Author> named) {
    public Around {
      related = List.copyOf(related);
    }

    /** Who can say something in a launch: at home only who signed in. */
    List<Author> speakers(Launch launch) {
      if (!launch.role().isStaff()) {
        return List.of(signedIn);
      }
      var speakers = new ArrayList<Author>();
      speakers.add(patient);
      speakers.addAll(related);
      return speakers;
    }
  }

  /**
   * @param changed called on the page once a goal is kept, wherever it is kept
   */
  public GoalsSection(Launch launch, GoalService service, BackgroundWork work, Runnable changed) {
    this.launch = launch;
    this.service = service;
    this.work = work;
    this.changed = changed;
    addClassName("fv-goals");
    setTestId("goals");
    getElement().setAttribute("aria-label", getTranslation("goals.title"));
    getElement().setAttribute("aria-busy", "true");
    add.setText(getTranslation("goals.add"));
    add.addClassName("fv-quiet");
    add.setTestId("goal-add");
    add.setVisible(false);
    add.addClickListener(click -> open(true));
    state.getElement().setAttribute("role", "status");
    add(new H2(getTranslation("goals.title")), list, state, add, adding);
    load();
  }

  /** Calls {@code reader} with the person's goals each time they were read. */
  public void whenRead(Consumer<List<KnownGoal>> reader) {
    read = reader;
  }

  /** Goals can be added and marked once it is known who is here. */
  public void show(Around now) {
    boolean isFirst = around == null;
    around = now;
    show();
    if (isFirst) {
      add.setVisible(true);
      if (service.typed(launch).isBegun()) {
        open(false);
      }
    }
  }

  private void load() {
    BackgroundWork.whenDone(
        this,
        service.own(launch),
        found -> {
          goals = found;
          show();
          read.accept(found.own());
        },
        () -> list.add(new Paragraph(getTranslation("error.plain"))));
  }

  private void open(boolean isAsked) {
    add.setVisible(false);
    var form =
        new AddGoal(
            launch, service, work, Objects.requireNonNull(around), this::added, this::close);
    adding.removeAll();
    adding.add(form);
    if (isAsked) {
      form.focusWords();
    }
  }

  private void close() {
    adding.removeAll();
    add.setVisible(true);
    add.focus();
  }

  private void added(Write write) {
    SignInNotice.heard(write, this);
    close();
    state.removeAll();
    if (write.isInTheChart()) {
      state.add(new WriteText(write, null));
    }
    load();
    changed.run();
  }

  private void show() {
    Goals found = goals;
    if (found == null) {
      return;
    }
    getElement().removeAttribute("aria-busy");
    list.removeAll();
    var lines = new UnorderedList();
    lines.addClassName("fv-facts");
    found.own().forEach(goal -> lines.add(line(goal)));
    if (!found.own().isEmpty()) {
      list.add(lines);
    } else if (found.chart() instanceof Reading.Found<?>) {
      var none = new Paragraph(getTranslation(isStaff() ? "goals.none" : "goals.none.own"));
      none.addClassName("fv-said");
      list.add(none);
    }
    list.add(new ReadingText(found.chart(), "part.goals", this::load));
  }

  private ListItem line(KnownGoal known) {
    PatientGoal goal = known.goal();
    var words = new Span(goal.words());
    words.addClassName("fv-their-words");
    words.getElement().setAttribute("dir", "auto");
    var line = new ListItem(Folded.of(words, goal.words()), about(goal));
    known.marks().forEach(mark -> line.add(marked(known, mark)));
    if (!known.isInChart()) {
      line.add(kept(known.write()));
    }
    Around now = around;
    if (now != null) {
      line.add(new MarkGoal(known, now.speakers(launch), (step, by) -> mark(known, step, by)));
    }
    return line;
  }

  /** Who set it, until when, and what the chart says of how it goes. */
  private Paragraph about(PatientGoal goal) {
    var parts = new ArrayList<String>();
    parts.add(AuthorName.of(named(goal.expressedBy()), this));
    if (goal.dueOn() != null) {
      parts.add(getTranslation("goals.by-when", Times.moment(goal.dueOn(), getLocale())));
    }
    if (goal.progress() != null) {
      parts.add(getTranslation("goal.progress." + WriteText.key(goal.progress())));
    }
    if (goal.importance() == PatientGoal.Importance.HIGH) {
      parts.add(getTranslation("goals.matters-most"));
    }
    var about = new Paragraph(String.join(" · ", parts));
    if (goal.confidence() != null) {
      about.add(" · ");
      about.add(new HowSure(goal.confidence()));
    }
    about.addClassName("fv-said");
    return about;
  }

  private Paragraph marked(KnownGoal known, GoalMark mark) {
    String step = getTranslation("goal.mark." + WriteText.key(mark.step()));
    String who = AuthorName.of(named(mark.saidBy()), this);
    String when = Times.moment(mark.markedAt(), getLocale());
    boolean isOwnHand = Objects.equals(mark.saidBy().reference(), mark.recordedBy().reference());
    String said =
        isOwnHand
            ? getTranslation("goals.marked", step, who, when)
            : getTranslation(
                "goals.marked.to", step, who, AuthorName.of(named(mark.recordedBy()), this), when);
    var line = new Paragraph(said);
    if (!mark.isSameAs(known.isInChart() ? known.goal().progress() : null)) {
      line.add(" " + getTranslation("goals.marked.kept"));
    }
    line.addClassName("fv-said");
    return line;
  }

  private Div kept(@Nullable Write write) {
    if (write == null) {
      var kept = new Div(getTranslation("goals.kept"));
      kept.addClassName("fv-state");
      return kept;
    }
    return new WriteText(write, isStaff() ? null : () -> settle(write));
  }

  private void settle(Write write) {
    BackgroundWork.whenDone(
        this,
        work.start(() -> service.settle(launch, write)),
        settled -> {
          SignInNotice.heard(settled, this);
          load();
        },
        this::load);
  }

  private void mark(KnownGoal goal, GoalMark.Step step, Author saidBy) {
    Around now = Objects.requireNonNull(around);
    var by = new Attribution(saidBy, now.signedIn(), now.visit());
    state.removeAll();
    BackgroundWork.whenDone(
        this,
        work.start(() -> service.mark(launch, goal, step, by)),
        written -> {
          written.ifPresent(write -> SignInNotice.heard(write, this));
          load();
          changed.run();
        },
        () -> state.setText(getTranslation("goals.mark.failed")));
  }

  private @Nullable Author named(@Nullable Author author) {
    Around now = around;
    return author == null || now == null ? author : now.named().apply(author);
  }

  private boolean isStaff() {
    return launch.role().isStaff();
  }
}
