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
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.flippedvisit.app.draft.TypedForm;
import org.flippedvisit.app.ehr.WriteOutcome.Why;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.launch.Role;
import org.flippedvisit.app.patient.People;
import org.flippedvisit.app.previsit.Answers;
import org.flippedvisit.app.previsit.BegunForm;
import org.flippedvisit.app.previsit.FittingPacks;
import org.flippedvisit.app.previsit.KeptForm;
import org.flippedvisit.app.shell.LaunchAccess;
import org.flippedvisit.app.shell.OpenTo;
import org.flippedvisit.app.ui.BackgroundWork;
import org.flippedvisit.app.ui.OneLine;
import org.flippedvisit.app.ui.ReadingText;
import org.flippedvisit.app.ui.SignInNotice;
import org.flippedvisit.app.ui.Times;
import org.flippedvisit.fhir.form.Form;
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
  private @Nullable FormOnPage form;
  private @Nullable FurtherPage further;
  private transient CompletableFuture<List<String>> fitting =
      CompletableFuture.completedFuture(List.of());
  private transient List<String> packs = List.of();
  private transient CompletableFuture<Map<String, String>> context =
      CompletableFuture.completedFuture(Map.of());
  private transient Map<String, String> known = Map.of();
  private transient Optional<Why> whyNot = Optional.empty();
  private transient @Nullable Launch launch;
  private transient @Nullable People people;
  private transient @Nullable Answers answers;

  PortalView(LaunchAccess access, PortalServices services) {
    this.access = access;
    this.services = services;
    addClassName("fv-phone");
    main.addClassNames("fv-one", "fv-portal");
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    Launch current = access.of(event);
    launch = current;
    fitting = services.packs().of(current);
    context = services.contexts().of(current);
    load();
    BackgroundWork.whenDone(
        this,
        services.work().start(() -> services.previsit().whyNot(current)),
        why -> {
          whyNot = why;
          if (form != null) {
            form.cannotSend(why);
          }
          if (further != null) {
            further.cannotSend(why);
          }
        },
        () -> {});
  }

  private void load() {
    BackgroundWork.whenDone(
        this,
        services
            .patient()
            .people(launch())
            .thenCombine(services.previsit().answers(launch()), Loaded::new)
            .thenCompose(loaded -> FittingPacks.soon(fitting).thenApply(loaded::with))
            .thenCombine(context, Loaded::knowing),
        loaded -> {
          people = loaded.people();
          answers = loaded.answers();
          packs = loaded.packs();
          known = loaded.known();
          show();
        },
        () -> main.add(new Paragraph(getTranslation("error.plain"))));
  }

  private record Loaded(
      People people, Answers answers, List<String> packs, Map<String, String> known) {
    Loaded(People people, Answers answers) {
      this(people, answers, List.of(), Map.of());
    }

    Loaded with(List<String> fitting) {
      return new Loaded(people, answers, fitting, known);
    }

    Loaded knowing(Map<String, String> about) {
      return new Loaded(people, answers, packs, about);
    }
  }

  private void show() {
    removeAll();
    main.removeAll();
    add(notice, bar(), notConnected, main);
    if (further != null) {
      main.add(further);
      return;
    }
    People around = people;
    if (around == null) {
      return;
    }
    FormOnPage ours = ours();
    around.patientIfKnown().ifPresent(this::addWhatBecame);
    add(
        new BesideAnswers(launch(), services, around, ours.isSent()),
        new OpenedSection(launch(), services, getLocale()));
    addReadings();
    ours.show();
    main.add(ours, new FurtherSection(launch(), services, around, getLocale(), this::open));
  }

  private FormOnPage ours() {
    FormOnPage ours = form;
    if (ours == null) {
      ours = new FormOnPage(launch(), services, new BeforeVisit(), this::around, getLocale());
      ours.cannotSend(whyNot);
      form = ours;
    }
    return ours;
  }

  private People around() {
    return Objects.requireNonNull(people, "shown after loading");
  }

  private void open(Form chosen) {
    var opened =
        new FurtherPage(
            launch(), services, around(), chosen, known, getLocale(), this::closeFurther);
    opened.cannotSend(whyNot);
    further = opened;
    show();
    toTop();
  }

  private void closeFurther() {
    further = null;
    show();
    toTop();
  }

  private void toTop() {
    getElement().executeJs("window.scrollTo(0, 0)");
  }

  private void addWhatBecame(PatientSummary patient) {
    Answers found = answers;
    if (found != null) {
      List<PreVisitResponse> own = found.all().stream().filter(this::isByMe).toList();
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
                          if (form != null) {
                            form.setLanguage(ui.getLocale());
                          }
                          if (further != null) {
                            further.setLanguage(ui.getLocale());
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

  /** The patient's: of who speaks for them no chart says it. */
  private @Nullable String languageInChart(People around) {
    return launch().role() == Role.PATIENT
        ? around.patientIfKnown().map(PatientSummary::languageTag).orElse(null)
        : null;
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
    return response.form() == null // another form is not ours to change
        && isByMe(response);
  }

  private boolean isByMe(PreVisitResponse response) {
    People around = people;
    return around != null
        && Objects.equals(response.recordedBy().reference(), around.signedIn().reference());
  }

  private @Nullable String visitId() {
    People around = people;
    return around == null ? launch().encounterId() : FurtherPage.visitId(around, launch());
  }

  /** The form before the visit, the clinic's own or ours. */
  private final class BeforeVisit implements AskedForm {
    @Override
    public TypedForm<KeptForm> typed() {
      return services.previsit().typed(launch());
    }

    @Override
    public List<BegunForm> begun() {
      return services.previsit().begun(launch());
    }

    @Override
    public List<SentAnswers> sent() {
      return sentByMe().stream().map(this::withWrite).toList();
    }

    /** What is not kept here the chart has returned. */
    private SentAnswers withWrite(PreVisitResponse sent) {
      return Objects.requireNonNull(answers, "shown after loading").keptHere().stream()
          .filter(kept -> kept.response().equals(sent))
          .findFirst()
          .map(SentAnswers::keptHere)
          .orElseGet(() -> SentAnswers.inChart(sent));
    }

    @Override
    public AnswersPage.Questions questions(KeptForm typed) {
      return new AnswersPage.Questions(services.forms().ours(typed, packs), typed(), typed, known);
    }

    @Override
    public void offerWhatIsKnown(AnswersPage page) {
      page.offer(EarlierEvents.Known.of(beforeThisVisit(), LocalDate.now(services.clock())));
      page.offer(KnownLanguage.Known.of(beforeThisVisit(), languageInChart(around())));
    }

    @Override
    public void showAgain() {
      show();
    }

    @Override
    public void readAgain() {
      load();
    }
  }

  private Launch launch() {
    return Objects.requireNonNull(launch, "set on entering");
  }

  @Override
  public String getPageTitle() {
    return getTranslation("portal.title");
  }
}
