package org.flippedvisit.app.portal;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.flippedvisit.app.draft.TypedForm;
import org.flippedvisit.app.ehr.WriteOutcome.Why;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.launch.Role;
import org.flippedvisit.app.ledger.Attribution;
import org.flippedvisit.app.ledger.Write;
import org.flippedvisit.app.ledger.WriteKind;
import org.flippedvisit.app.patient.People;
import org.flippedvisit.app.previsit.Answers;
import org.flippedvisit.app.shell.LaunchAccess;
import org.flippedvisit.app.shell.OpenTo;
import org.flippedvisit.app.store.Drafts.Draft;
import org.flippedvisit.app.ui.BackgroundWork;
import org.flippedvisit.app.ui.BegunEarlier;
import org.flippedvisit.app.ui.OneLine;
import org.flippedvisit.app.ui.ReadingText;
import org.flippedvisit.app.ui.SaveButton;
import org.flippedvisit.app.ui.SignInNotice;
import org.flippedvisit.app.ui.Times;
import org.flippedvisit.fhir.patient.PatientSummary;
import org.flippedvisit.fhir.previsit.AnsweringAs;
import org.flippedvisit.fhir.previsit.PreVisitAnswers;
import org.flippedvisit.fhir.previsit.PreVisitResponse;
import org.flippedvisit.fhir.visit.Visit;
import org.jspecify.annotations.Nullable;

/**
 * The portal page, phone first: one question at a time, kept while it is typed, called sent only
 * when it arrived. Two people's answers for one patient are two.
 */
@Route("visit/:launchId/before")
@OpenTo({Role.PATIENT, Role.PROXY})
final class PortalView extends Div implements BeforeEnterObserver, HasDynamicTitle {
  private static final long serialVersionUID = 1L;

  private final transient LaunchAccess access;
  private final transient PortalServices services;
  private final Main main = new Main();
  private final Span saved = new Span();
  private final Div state = new Div();
  private final SignInNotice notice = new SignInNotice();
  private final Div begun = new Div();
  private final Paragraph upFront = new Paragraph();
  private transient Optional<Why> whyNot = Optional.empty();
  private transient @Nullable Launch launch;
  private transient @Nullable People people;
  private transient @Nullable Answers answers;
  private transient PreVisitAnswers typed = PreVisitAnswers.EMPTY;
  private boolean isChanging;
  private int step;

  PortalView(LaunchAccess access, PortalServices services) {
    this.access = access;
    this.services = services;
    addClassName("fv-phone");
    main.addClassNames("fv-one", "fv-portal");
    saved.addClassName("fv-saved");
    saved.getElement().setAttribute("role", "status");
    state.getElement().setAttribute("role", "status");
    begun.addClassName("fv-begun-here");
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    Launch current = access.of(event);
    launch = current;
    TypedForm<PreVisitAnswers> form = services.previsit().typed(current);
    form.here().ifPresent(draft -> typed = draft.value());
    form.elsewhere().forEach(earlier -> begun.add(offer(earlier)));
    load();
    BackgroundWork.whenDone(
        this,
        services.work().start(() -> services.previsit().whyNot(current)),
        why -> {
          whyNot = why;
          say(upFront);
        },
        () -> {});
  }

  private BegunEarlier offer(Draft<PreVisitAnswers> earlier) {
    return new BegunEarlier(
        earlier.savedAt(),
        SentSection.answers(earlier.value(), getLocale()),
        () -> takeOver(earlier),
        () -> services.previsit().typed(launch()).discard(earlier));
  }

  private boolean takeOver(Draft<PreVisitAnswers> earlier) {
    if (isBegunHere()) {
      return false;
    }
    services.previsit().typed(launch()).use(earlier);
    typed = earlier.value();
    step = 0;
    show();
    return true;
  }

  private boolean isBegunHere() {
    return !typed.equals(PreVisitAnswers.EMPTY);
  }

  /** Said before anybody answers, and again beside the button that would send it. */
  private void say(Paragraph reason) {
    reason.addClassName("fv-note");
    reason.setVisible(whyNot.isPresent());
    whyNot.ifPresent(
        why -> reason.setText(getTranslation("portal.cannot-send", SaveButton.why(why, this))));
  }

  private void load() {
    BackgroundWork.whenDone(
        this,
        services
            .patient()
            .people(launch())
            .thenCombine(services.previsit().answers(launch()), Loaded::new),
        loaded -> {
          people = loaded.people();
          answers = loaded.answers();
          show();
        },
        () -> main.add(new Paragraph(getTranslation("error.plain"))));
  }

  private record Loaded(People people, Answers answers) {}

  private void show() {
    removeAll();
    main.removeAll();
    Optional<PreVisitResponse> sent = sentByMe();
    boolean isSent = sent.isPresent() && !isChanging && !isBegunHere();
    add(notice, bar(), main);
    if (people != null) {
      add(new BesideAnswers(launch(), services, people, isSent));
    }
    add(new OpenedSection(launch(), services, getLocale()));
    if (isSent) {
      showSent(sent.get(), writeOf(sent.get()));
    } else {
      showStep();
    }
  }

  private Header bar() {
    boolean spanish = getLocale().getLanguage().equals("es");
    var language =
        new Button(
            getTranslation("portal.other-language"),
            click ->
                getUI()
                    .ifPresent(
                        ui -> {
                          ui.setLocale(spanish ? Locale.ENGLISH : Locale.of("es"));
                          ui.getElement()
                              .executeJs(
                                  "document.documentElement.lang = $0",
                                  ui.getLocale().getLanguage());
                          show();
                        }));
    language.addClassName("fv-quiet");
    language.getElement().setAttribute("lang", spanish ? "en" : "es");
    var title = new Span(title());
    title.addClassName("fv-bar-title");
    Button signOff = access.signOff(launch());
    signOff.addClassName("fv-quiet");
    var bar = new Header(title, language, signOff);
    bar.addClassName("fv-bar");
    return bar;
  }

  private String title() {
    Visit visit = people == null ? null : people.visitIfKnown().orElse(null);
    String name =
        people == null ? "" : people.patientIfKnown().map(PatientSummary::preferredName).orElse("");
    String when =
        visit == null || visit.start() == null
            ? ""
            : " · " + Times.moment(visit.start(), getLocale());
    return OneLine.of(name) + " · " + getTranslation("portal.title") + when;
  }

  private void showStep() {
    main.removeAll();
    var form = new AnswersForm(getLocale(), withSelf(typed), this::keep);
    var progress =
        new Div(new Span(getTranslation("portal.step", step + 1, AnswersForm.STEPS)), saved);
    progress.addClassName("fv-progress");
    main.add(progress, begun);
    addReadings();
    var question = new H1(form.question(step));
    question.setId("question");
    main.add(question, form.fields(step));
    if (step == 0) {
      say(upFront);
      main.add(notReadInRealTime(), upFront);
    }
    if (step == AnswersForm.STEPS - 1) {
      main.add(SentSection.answers(form.value(), getLocale()));
    }
    main.add(buttons(form), state);
  }

  private void addReadings() {
    Answers found = answers;
    People around = people;
    if (found != null && around != null) {
      main.add(
          new ReadingText(around.patient(), "part.patient", this::load),
          new ReadingText(found.chart(), "part.answers", this::load));
    }
  }

  /**
   * What the form starts with: who is answering is known from the sign-in for a patient, asked of a
   * proxy.
   */
  private PreVisitAnswers withSelf(PreVisitAnswers answers) {
    if (answers.answeringAs() != null || launch().role() != Role.PATIENT) {
      return answers;
    }
    return new PreVisitAnswers(
        AnsweringAs.SELF,
        answers.concern(),
        answers.concernKind(),
        answers.lifeEvents(),
        answers.worthwhile(),
        answers.howOverall(),
        answers.inTheWay(),
        answers.confidence(),
        answers.brings());
  }

  private Paragraph notReadInRealTime() {
    String phone = launch().ehr().urgentPhone();
    var note =
        new Paragraph(
            phone == null
                ? getTranslation("portal.not-real-time")
                : getTranslation("portal.not-real-time.phone", phone));
    note.addClassName("fv-note");
    return note;
  }

  private Div buttons(AnswersForm form) {
    var back = new Button(getTranslation("portal.back"), click -> go(-1));
    back.addClassName("fv-quiet");
    back.setVisible(step > 0);
    var stop = new Button(getTranslation("portal.stop"), click -> stop(form));
    stop.addClassName("fv-quiet");
    var row = new Div(back, stop, step == AnswersForm.STEPS - 1 ? send(form) : next(form));
    row.addClassName("fv-steps");
    return row;
  }

  private Button next(AnswersForm form) {
    var next =
        new Button(
            getTranslation("portal.next"),
            click -> {
              keep(form.value());
              go(1);
            });
    next.addThemeName("primary");
    next.setTestId("portal-next");
    return next;
  }

  private SaveButton send(AnswersForm form) {
    var send =
        new SaveButton(
            getTranslation("portal.send"),
            getTranslation("portal.keep-here"),
            "portal-send",
            Set.of(WriteKind.PREVISIT_ANSWERS),
            pressed -> send(form, pressed),
            () -> SentSection.text(form.value(), getLocale()));
    whyNot.ifPresent(why -> send.cannot(Map.of(WriteKind.PREVISIT_ANSWERS, why)));
    return send;
  }

  private void go(int steps) {
    step = Math.clamp((long) step + steps, 0, AnswersForm.STEPS - 1);
    showStep();
    main.getElement().executeJs("window.scrollTo(0, 0)");
  }

  private void keep(PreVisitAnswers now) {
    if (!now.equals(typed)) {
      boolean isNothing = now.equals(withSelf(PreVisitAnswers.EMPTY));
      typed = isNothing ? PreVisitAnswers.EMPTY : now;
      Instant at = services.previsit().typed(launch()).keep(typed);
      String time =
          DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
              .withLocale(getLocale())
              .withZone(ZoneId.systemDefault())
              .format(at);
      saved.setText(getTranslation("portal.saved", time));
    }
  }

  private void stop(AnswersForm form) {
    keep(form.value());
    main.removeAll();
    var goOn = new Button(getTranslation("portal.go-on"), click -> showStep());
    goOn.addThemeName("primary");
    main.add(
        new H1(getTranslation("portal.stopped")),
        new Paragraph(getTranslation("portal.stopped.text")),
        goOn);
  }

  private void send(AnswersForm form, SaveButton button) {
    keep(form.value());
    if (form.answeringAs() == null) {
      form.askWhoIsAnswering();
      return;
    }
    People around = Objects.requireNonNull(people, "shown after loading");
    PreVisitAnswers sending = form.value();
    button.setBusy(true);
    state.setText(getTranslation("write.sending"));
    var by =
        new Attribution(around.signedIn(), around.signedIn(), around.visitIfKnown().orElse(null));
    Launch current = launch();
    Locale language = getLocale();
    BackgroundWork.whenDone(
        this,
        services.work().start(() -> services.previsit().send(current, sending, by, language)),
        this::afterSending,
        () -> {
          button.setBusy(false);
          state.setText(getTranslation("write.kept-as-draft"));
        });
  }

  /** What was typed while it was being sent stands in the form again. */
  private void afterSending(Write write) {
    SignInNotice.heard(write, this);
    typed =
        services.previsit().typed(launch()).here().map(Draft::value).orElse(PreVisitAnswers.EMPTY);
    isChanging = false;
    step = 0;
    load();
  }

  private void showSent(PreVisitResponse sent, @Nullable Write write) {
    main.removeAll();
    main.add(begun);
    addReadings();
    main.add(
        new SentSection(
            sent,
            write,
            whyNot,
            getLocale(),
            () -> {
              isChanging = true;
              typed = sent.answers();
              step = 0;
              show();
            },
            () -> settle(Objects.requireNonNull(write))));
  }

  private void settle(Write write) {
    Launch current = launch();
    BackgroundWork.whenDone(
        this,
        services.work().start(() -> services.ledger().settle(current, write)),
        settled -> {
          SignInNotice.heard(settled, this);
          load();
        },
        this::load);
  }

  private Optional<PreVisitResponse> sentByMe() {
    Answers found = answers;
    People around = people;
    if (found == null || around == null) {
      return Optional.empty();
    }
    String visit = around.visitIfKnown().map(Visit::id).orElse(launch().encounterId());
    List<PreVisitResponse> voices = found.voices(visit, services.clock().instant());
    return voices.stream()
        .filter(voice -> voice.form() == null) // another form is not ours to change
        .filter(
            voice -> Objects.equals(voice.recordedBy().reference(), around.signedIn().reference()))
        .findFirst();
  }

  private @Nullable Write writeOf(PreVisitResponse sent) {
    Answers found = answers;
    return found == null
        ? null
        : found.keptHere().stream()
            .filter(kept -> kept.response().equals(sent))
            .map(Answers.Kept::write)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
  }

  private Launch launch() {
    return Objects.requireNonNull(launch, "set on entering");
  }

  @Override
  public String getPageTitle() {
    return getTranslation("portal.title");
  }
}
