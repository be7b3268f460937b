package org.flippedvisit.app.reflection;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.ui.BackgroundWork;
import org.flippedvisit.app.ui.Times;
import org.flippedvisit.app.ui.WriteText;

/**
 * Three quiet questions after a visit, each answered by one tap or left, and what the same
 * clinician answered before, in words: no count, no mean, nobody else's.
 */
public final class ReflectionSection extends Section {
  private static final long serialVersionUID = 1L;

  /** A season of weekly clinics; more is not read on the way to the next room. */
  private static final int SHOWN = 12;

  private final transient Launch launch;
  private final transient ReflectionService service;
  private final transient BackgroundWork work;
  private final UUID id = UUID.randomUUID();
  private final Map<Question, Answer> answers = new EnumMap<>(Question.class);
  private final Map<Question, Map<Answer, Button>> buttons = new EnumMap<>(Question.class);
  private final Paragraph state = new Paragraph();
  private final Div history = new Div();
  private transient CompletableFuture<List<Reflection>> last =
      CompletableFuture.completedFuture(List.of());
  private boolean isSure;

  /** Shown to a clinician only; to everybody else there is nothing to see. */
  public ReflectionSection(Launch launch, ReflectionService service, BackgroundWork work) {
    this.launch = launch;
    this.service = service;
    this.work = work;
    addClassName("fv-reflection");
    setTestId("reflection");
    getElement().setAttribute("aria-label", getTranslation("reflection.title"));
    setVisible(ReflectionService.isFor(launch));
    if (isVisible()) {
      var only = new Paragraph(getTranslation("reflection.private"));
      only.addClassName("fv-said");
      add(new H2(getTranslation("reflection.title")), only);
      for (Question question : Question.values()) {
        add(row(question));
      }
      state.addClassName("fv-state");
      state.getElement().setAttribute("role", "status");
      add(state, history);
      then(() -> service.own(launch), "");
    }
  }

  private Div row(Question question) {
    String asked = getTranslation("reflection.question." + WriteText.key(question));
    var choices = new Div();
    choices.addClassName("fv-reflection-answers");
    choices.getElement().setAttribute("role", "group");
    choices.getElement().setAttribute("aria-label", asked);
    var ofQuestion = new EnumMap<Answer, Button>(Answer.class);
    for (Answer answer : Answer.values()) {
      var button =
          new Button(
              getTranslation("reflection.answer." + WriteText.key(answer)),
              tap -> tap(question, answer));
      button.addClassName("fv-small");
      button.setTestId("reflection-" + WriteText.key(question) + "-" + WriteText.key(answer));
      button.getElement().setAttribute("aria-pressed", "false");
      ofQuestion.put(answer, button);
      choices.add(button);
    }
    buttons.put(question, ofQuestion);
    var row = new Div(new Paragraph(asked), choices);
    row.addClassName("fv-reflection-question");
    return row;
  }

  /** The same answer tapped again is taken back. */
  private void tap(Question question, Answer answer) {
    if (answers.get(question) == answer) {
      answers.remove(question);
    } else {
      answers.put(question, answer);
    }
    press();
    var now = Map.copyOf(answers);
    then(
        () -> {
          service.keep(launch, id, now);
          return service.own(launch);
        },
        getTranslation("reflection.kept"));
  }

  private void press() {
    buttons.forEach(
        (question, ofQuestion) ->
            ofQuestion.forEach(
                (answer, button) -> {
                  boolean isChosen = answers.get(question) == answer;
                  button.getElement().setAttribute("aria-pressed", String.valueOf(isChosen));
                  button.setThemeName("primary", isChosen);
                }));
  }

  /** One after the other: a tap never overtakes the one before it. */
  private void then(Supplier<List<Reflection>> next, String done) {
    last = last.handle((before, failed) -> before).thenCompose(before -> work.start(next));
    BackgroundWork.whenDone(
        this,
        last,
        own -> {
          state.setText(done);
          showHistory(own);
        },
        () -> state.setText(getTranslation("reflection.not-kept")));
  }

  /** What was tapped last, once it is kept or has failed. */
  CompletableFuture<List<Reflection>> settled() {
    return last;
  }

  private void showHistory(List<Reflection> own) {
    history.removeAll();
    if (own.isEmpty()) {
      return;
    }
    history.add(new H3(getTranslation("reflection.before")));
    for (Question question : Question.values()) {
      String line = line(question, own);
      if (!line.isEmpty()) {
        history.add(
            new Paragraph(
                getTranslation("reflection.short." + WriteText.key(question)) + ": " + line));
      }
    }
    history.add(forget());
  }

  /** The oldest first, as time goes. */
  private String line(Question question, List<Reflection> own) {
    var line = new ArrayList<String>();
    for (Reflection one : own) {
      Answer answer = one.answers().get(question);
      if (answer != null && line.size() < SHOWN) {
        line.add(
            Times.day(one.on(), getLocale())
                + " "
                + getTranslation("reflection.answer." + WriteText.key(answer)));
      }
    }
    return String.join(" · ", line.reversed());
  }

  private Button forget() {
    isSure = false;
    var forget = new Button(getTranslation("reflection.forget"));
    forget.addClassNames("fv-quiet", "fv-small");
    forget.setTestId("reflection-forget");
    forget.addClickListener(
        tap -> {
          if (isSure) {
            answers.clear();
            press();
            then(
                () -> {
                  service.forget(launch);
                  return service.own(launch);
                },
                getTranslation("reflection.forgotten"));
          } else {
            isSure = true;
            forget.setText(getTranslation("reflection.forget.sure"));
          }
        });
    return forget;
  }
}
