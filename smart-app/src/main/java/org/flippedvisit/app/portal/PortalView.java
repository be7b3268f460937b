package org.flippedvisit.app.portal;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.flippedvisit.app.ehr.WriteOutcome.Why;
import org.flippedvisit.app.form.FormReview;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.launch.Role;
import org.flippedvisit.app.ledger.Attribution;
import org.flippedvisit.app.ledger.Write;
import org.flippedvisit.app.patient.People;
import org.flippedvisit.app.previsit.Answers;
import org.flippedvisit.app.previsit.BegunForm;
import org.flippedvisit.app.previsit.FilledIn;
import org.flippedvisit.app.previsit.KeptForm;
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
import org.flippedvisit.fhir.form.FormFilling;
import org.flippedvisit.fhir.patient.PatientSummary;
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
  private final SignInNotice notice = new SignInNotice();
  private final NotConnected notConnected = new NotConnected();
  private final Div begun = new Div();
  private @Nullable AnswersPage page;
  private transient Optional<Why> whyNot = Optional.empty();
  private transient @Nullable Launch launch;
  private transient @Nullable People people;
  private transient @Nullable Answers answers;
  private transient KeptForm typed = KeptForm.NOTHING;
  private boolean isChanging;

  PortalView(LaunchAccess access, PortalServices services) {
    this.access = access;
    this.services = services;
    addClassName("fv-phone");
    main.addClassNames("fv-one", "fv-portal");
    begun.addClassName("fv-begun-here");
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    Launch current = access.of(event);
    launch = current;
    services.previsit().typed(current).here().ifPresent(draft -> typed = draft.value());
    services.previsit().begun(current).forEach(earlier -> begun.add(offer(earlier)));
    load();
    BackgroundWork.whenDone(
        this,
        services.work().start(() -> services.previsit().whyNot(current)),
        why -> {
          whyNot = why;
          if (page != null) {
            page.cannotSend(why);
          }
        },
        () -> {});
  }

  private BegunEarlier offer(BegunForm earlier) {
    return new BegunEarlier(
        earlier.savedAt(),
        new FormReview(services.forms().read(earlier.form()), getLocale(), null),
        () -> takeOver(earlier),
        earlier.discard());
  }

  private boolean takeOver(BegunForm earlier) {
    if (services.previsit().typed(launch()).here().isPresent()) {
      return false;
    }
    earlier.take().run();
    typed = earlier.form();
    page = null;
    show();
    return true;
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
    List<PreVisitResponse> sent = sentByMe();
    boolean isSent = !sent.isEmpty() && !isChanging && !typed.isBegun() && page == null;
    add(notice, bar(), notConnected, main);
    if (people != null) {
      people.patientIfKnown().ifPresent(this::addWhatBecame);
      add(new BesideAnswers(launch(), services, people, isSent));
    }
    add(new OpenedSection(launch(), services, getLocale()));
    main.add(begun);
    addReadings();
    if (isSent) {
      showSent(sent);
    } else if (people != null) {
      showQuestions(people);
    }
  }

  private void addWhatBecame(PatientSummary patient) {
    Answers found = answers;
    if (found != null) {
      List<PreVisitResponse> own = found.all().stream().filter(this::isMine).toList();
      add(new WhatBecame(launch(), services, patient, own, getLocale()));
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
                          if (page != null) {
                            page.setLanguage(ui.getLocale());
                          }
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

  private void showQuestions(People around) {
    AnswersPage shown = page;
    if (shown == null) {
      shown = new AnswersPage(launch(), services, around, typed, getLocale(), this::send);
      shown.cannotSend(whyNot);
      shown.offer(EarlierEvents.Known.of(beforeThisVisit(), LocalDate.now(services.clock())));
      page = shown;
    }
    main.add(shown);
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

  private void send(FilledIn form, SaveButton pressed, Div state) {
    People around = Objects.requireNonNull(people, "shown after loading");
    pressed.setBusy(true);
    state.setText(getTranslation("write.sending"));
    var by =
        new Attribution(around.signedIn(), around.signedIn(), around.visitIfKnown().orElse(null));
    Launch current = launch();
    Locale language = getLocale();
    PreVisitResponse former = sentByMe().stream().findFirst().orElse(null);
    BackgroundWork.whenDone(
        this,
        services.work().start(() -> services.previsit().send(current, form, by, language, former)),
        this::afterSending,
        () -> {
          pressed.setBusy(false);
          state.setText(getTranslation("write.not-known-how-far"));
        });
  }

  /** What was typed while it was being sent stands in the form again. */
  private void afterSending(Write write) {
    SignInNotice.heard(write, this);
    typed = services.previsit().typed(launch()).here().map(Draft::value).orElse(KeptForm.NOTHING);
    isChanging = false;
    page = null;
    load();
  }

  private void showSent(List<PreVisitResponse> sent) {
    PreVisitResponse newest = sent.getFirst();
    Write write = writeOf(newest);
    main.add(
        new SentSection(
            new SentSection.Sent(
                newest,
                filled(newest),
                write,
                sent.stream()
                    .skip(1)
                    .map(one -> new SentSection.EarlierVersion(one, filled(one)))
                    .toList()),
            whyNot,
            getLocale(),
            () -> {
              isChanging = true;
              typed = services.previsit().sent(launch(), newest);
              show();
            },
            () -> settle(Objects.requireNonNull(write))));
  }

  private FormFilling filled(PreVisitResponse sent) {
    return services.forms().read(services.previsit().sent(launch(), sent));
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

  /** What the signed-in person sent for this visit, newest first. */
  private List<PreVisitResponse> sentByMe() {
    Answers found = answers;
    return found == null
        ? List.of()
        : found.ofVisit(visitId(), services.clock().instant()).stream()
            .filter(this::isMine)
            .toList();
  }

  /** What they sent for other visits, newest first. */
  private List<PreVisitResponse> beforeThisVisit() {
    Answers found = answers;
    List<PreVisitResponse> now = sentByMe();
    return found == null
        ? List.of()
        : found.all().stream().filter(this::isMine).filter(one -> !now.contains(one)).toList();
  }

  private boolean isMine(PreVisitResponse response) {
    People around = people;
    return response.form() == null // another form is not ours to change
        && around != null
        && Objects.equals(response.recordedBy().reference(), around.signedIn().reference());
  }

  private @Nullable String visitId() {
    People around = people;
    return around == null
        ? launch().encounterId()
        : around.visitIfKnown().map(Visit::id).orElse(launch().encounterId());
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
