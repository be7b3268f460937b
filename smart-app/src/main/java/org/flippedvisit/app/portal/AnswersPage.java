package org.flippedvisit.app.portal;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.flippedvisit.app.draft.TypedForm;
import org.flippedvisit.app.ehr.WriteOutcome.Why;
import org.flippedvisit.app.form.FormFields;
import org.flippedvisit.app.form.FormFields.Flow;
import org.flippedvisit.app.form.FormReview;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.ledger.WriteKind;
import org.flippedvisit.app.patient.People;
import org.flippedvisit.app.previsit.FilledIn;
import org.flippedvisit.app.previsit.FlowChoice;
import org.flippedvisit.app.previsit.KeptForm;
import org.flippedvisit.app.previsit.PreVisitForms;
import org.flippedvisit.app.ui.HoldsTyping;
import org.flippedvisit.app.ui.SaveButton;
import org.flippedvisit.app.ui.WriteText;
import org.flippedvisit.fhir.form.Form;
import org.flippedvisit.fhir.form.FormFilling;
import org.flippedvisit.fhir.form.FormNode;
import org.flippedvisit.fhir.form.NodeId;
import org.flippedvisit.fhir.previsit.PreVisitQuestionnaire;
import org.jspecify.annotations.Nullable;

/**
 * The questions, one thing at a time or all on one page, as the person likes it: every answer is
 * kept before anything else, and all are looked over before they are sent.
 */
final class AnswersPage extends Div {
  private static final long serialVersionUID = 1L;

  private final transient PortalServices services;
  private final transient Launch launch;
  private final transient TypedForm<KeptForm> typed;
  private final transient FormFilling filling;
  private final transient String untouched;
  private final transient Sending sending;
  private final transient TextNotes notes;
  private final FormFields fields;
  private final HelpLines help;
  private final EarlierEvents earlier;
  private final KnownLanguage spoken;
  private final Span progress = new Span();
  private final Span saved = new Span();
  private final Button otherFlow = new Button();
  private final H1 question = new H1();
  private final Paragraph upFront = new Paragraph();
  private final Paragraph whoNeeded = new Paragraph();
  private final Div body = new Div();
  private final Div buttons = new Div();
  private final Div state = new Div();
  private transient Optional<Why> whyNot = Optional.empty();
  private transient Locale language;
  private transient @Nullable FilledIn tried;
  private transient @Nullable Instant savedAt;
  private final boolean areOurs;
  private boolean isOnePage;
  private boolean isReviewing;

  /** Sends what was filled in; the button is busy meanwhile, the line says how it stands. */
  @FunctionalInterface
  interface Sending {
    void send(FilledIn form, SaveButton pressed, Div state, Locale language);
  }

  /**
   * What is asked.
   *
   * @param typed where it is kept while it is typed
   * @param kept what was typed before
   * @param known what its expressions may ask about the launch, FHIR JSON by name
   */
  record Questions(Form form, TypedForm<KeptForm> typed, KeptForm kept, Map<String, String> known) {
    boolean areOurs() {
      return PreVisitQuestionnaire.isNamedBy(form.canonical());
    }
  }

  AnswersPage(
      Launch launch,
      PortalServices services,
      People people,
      Questions questions,
      Locale language,
      Sending sending) {
    this.launch = launch;
    this.services = services;
    this.language = language;
    this.sending = sending;
    areOurs = questions.areOurs();
    typed = questions.typed();
    filling =
        services.forms().resume(launch, questions.form(), questions.kept(), questions.known());
    untouched = services.forms().begin(launch, questions.form(), questions.known()).kept();
    isOnePage = services.previsit().flow(launch).isOnePage();
    fields = new FormFields(filling, language, flow(), this::keep);
    notes =
        new TextNotes(
            launch,
            people.patientIfKnown(),
            LocalDate.now(services.clock()),
            fields,
            services.concepts());
    help = new HelpLines(launch.ehr().helpLines(), services.concepts(), filling.form());
    earlier = new EarlierEvents(fields, this::keep);
    spoken = new KnownLanguage(fields, this::keep);
    addClassNames("fv-portal", "fv-answers");
    saved.addClassName("fv-saved");
    saved.getElement().setAttribute("role", "status");
    state.getElement().setAttribute("role", "status");
    upFront.addClassName("fv-note");
    whoNeeded.addClassName("fv-form-problem");
    whoNeeded.getElement().setAttribute("role", "alert");
    whoNeeded.setVisible(false);
    question.setId("question");
    question.getElement().setAttribute("tabindex", "-1");
    otherFlow.addClassName("fv-quiet");
    otherFlow.setTestId("portal-flow");
    HoldsTyping.whileActing(otherFlow, body, this::changeFlow);
    buttons.addClassName("fv-steps");
    var top = new Div(progress, saved, otherFlow);
    top.addClassName("fv-progress");
    add(top, question, help, body, upFront, buttons, state);
    if (areOurs) {
      fields.under(PreVisitQuestionnaire.ANSWERING_AS, whoNeeded);
      fields.under(PreVisitQuestionnaire.LIFE_EVENTS, earlier);
      fields.under(PreVisitQuestionnaire.LANGUAGE, spoken);
    }
    fields.onStep(this::show);
    fields.onAnswer(
        (node, answers) -> {
          help.look(filling);
          notes.say(language);
          spoken.say(language);
        });
    help.look(filling);
    show();
  }

  private Flow flow() {
    return isOnePage ? Flow.ONE_PAGE : Flow.ONE_AT_A_TIME;
  }

  /** Offers what the person has said is coming up in answers for other visits. */
  void offer(List<EarlierEvents.Known> known) {
    earlier.offer(known, language);
  }

  /** Offers the language that is known to be theirs. */
  void offer(Optional<KnownLanguage.Known> known) {
    spoken.offer(known, language);
  }

  /** Says before anybody answers why answers cannot reach the chart. */
  void cannotSend(Optional<Why> why) {
    whyNot = why;
    show();
  }

  /** Says everything in another language, at the same place, with every answer. */
  void setLanguage(Locale now) {
    language = now;
    fields.setLanguage(now);
    if (savedAt != null) {
      saySaved(savedAt);
    }
    show();
  }

  private void changeFlow() {
    isOnePage = !isOnePage;
    services
        .previsit()
        .choose(launch, new FlowChoice(isOnePage ? FlowChoice.ONE_PAGE : FlowChoice.ONE_AT_A_TIME));
    isReviewing = false;
    fields.setFlow(flow());
    show();
  }

  private void keep(String now) {
    savedAt = typed.keep(now.equals(untouched) ? KeptForm.NOTHING : new KeptForm(now));
    saySaved(savedAt);
    whoNeeded.setVisible(false);
  }

  private void saySaved(Instant at) {
    String time =
        DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
            .withLocale(language)
            .withZone(ZoneId.systemDefault())
            .format(at);
    saved.setText(text("portal.saved", time));
  }

  private void show() {
    notes.say(language);
    help.say(language);
    earlier.say(language);
    spoken.say(language);
    whoNeeded.setText(text("portal.who-needed"));
    otherFlow.setText(text(isOnePage ? "portal.one-at-a-time" : "portal.one-page"));
    upFront.setVisible(whyNot.isPresent());
    whyNot.ifPresent(
        why ->
            upFront.setText(text("portal.cannot-send", text("write.why." + WriteText.key(why)))));
    if (isReviewing) {
      showReview();
    } else {
      showFields();
    }
  }

  private void showFields() {
    int steps = fields.steps() + 1;
    progress.setText(isOnePage ? "" : text("portal.step", fields.step() + 1, steps));
    question.setText(fields.heading());
    if (fields.getParent().isEmpty()) {
      body.removeAll();
      body.add(fields);
    }
    buttons.removeAll();
    var back =
        quiet(
            "portal.back",
            () -> {
              fields.back();
              show();
            });
    back.setVisible(!isOnePage && fields.step() > 0);
    var next = new Button(text(nextKey()));
    HoldsTyping.whileActing(next, body, this::next);
    next.addThemeName("primary");
    next.setTestId("portal-next");
    buttons.add(back, quiet("portal.stop", this::stop), next);
  }

  private String nextKey() {
    return fields.isAtEnd() ? "portal.look-over" : "portal.next";
  }

  private Button quiet(String key, Runnable act) {
    var button = new Button(text(key));
    HoldsTyping.whileActing(
        button,
        body,
        () -> {
          act.run();
          toTop();
        });
    button.addClassName("fv-quiet");
    return button;
  }

  private void next() {
    boolean isLast = fields.isAtEnd();
    if (fields.next()) {
      isReviewing = isLast;
      show();
      toTop();
    }
  }

  private void toTop() {
    question.getElement().executeJs("window.scrollTo(0, 0); this.focus({preventScroll: true})");
  }

  private void showReview() {
    int steps = fields.steps() + 1;
    progress.setText(isOnePage ? "" : text("portal.step", steps, steps));
    question.setText(text("portal.review"));
    body.removeAll();
    body.add(new FormReview(filling, language, this::change));
    buttons.removeAll();
    buttons.add(
        quiet(
            "portal.back",
            () -> {
              isReviewing = false;
              show();
            }),
        quiet("portal.stop", this::stop),
        send());
  }

  private void change(NodeId node) {
    isReviewing = false;
    show();
    fields.goTo(node);
    show();
  }

  private SaveButton send() {
    var send =
        new SaveButton(
            text("portal.send"),
            text("portal.keep-here"),
            "portal-send",
            Set.of(WriteKind.PREVISIT_ANSWERS),
            this::send,
            () -> FormReview.text(filling, language));
    whyNot.ifPresent(why -> send.cannot(Map.of(WriteKind.PREVISIT_ANSWERS, why)));
    return send;
  }

  private void send(SaveButton pressed) {
    if (!filling.problems().isEmpty()) {
      isReviewing = false;
      show();
      fields.showProblems();
      show();
      return;
    }
    Optional<FormNode> who =
        PreVisitForms.question(filling, PreVisitQuestionnaire.ANSWERING_AS)
            .filter(node -> areOurs && node.answers().isEmpty());
    if (who.isPresent()) {
      whoNeeded.setVisible(true);
      change(who.get().id());
      return;
    }
    keep(filling.kept());
    tried = FilledIn.of(new KeptForm(filling.kept()), filling.completed(language), tried);
    sending.send(tried, pressed, state, language);
  }

  private void stop() {
    keep(filling.kept());
    question.setText(text("portal.stopped"));
    body.removeAll();
    body.add(new Paragraph(text("portal.stopped.text")));
    buttons.removeAll();
    var goOn =
        new Button(
            text("portal.go-on"),
            click -> {
              isReviewing = false;
              show();
            });
    goOn.addThemeName("primary");
    buttons.add(goOn);
  }

  private String text(String key, Object... values) {
    return getTranslation(language, key, values);
  }
}
