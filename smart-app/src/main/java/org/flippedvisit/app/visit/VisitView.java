package org.flippedvisit.app.visit;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.flippedvisit.app.agenda.AgendaForms.BegunFate;
import org.flippedvisit.app.agenda.AgendaForms.ClosingWords;
import org.flippedvisit.app.agenda.AgendaForms.NewItem;
import org.flippedvisit.app.agenda.AgendaService;
import org.flippedvisit.app.draft.TypedForm;
import org.flippedvisit.app.ehr.Reading;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.launch.Role;
import org.flippedvisit.app.ledger.Write;
import org.flippedvisit.app.ledger.WriteKind;
import org.flippedvisit.app.patient.People;
import org.flippedvisit.app.preference.PreferenceLine;
import org.flippedvisit.app.previsit.Answers;
import org.flippedvisit.app.previsit.AskConcern;
import org.flippedvisit.app.shell.LaunchAccess;
import org.flippedvisit.app.shell.OpenTo;
import org.flippedvisit.app.ui.BackgroundWork;
import org.flippedvisit.app.ui.OpenWrites;
import org.flippedvisit.app.ui.PatientBanner;
import org.flippedvisit.app.ui.ReadingText;
import org.flippedvisit.app.ui.SignInNotice;
import org.flippedvisit.fhir.agenda.Agenda;
import org.flippedvisit.fhir.agenda.AgendaItem;
import org.flippedvisit.fhir.agenda.AgendaItemId;
import org.flippedvisit.fhir.agenda.Closing;
import org.flippedvisit.fhir.agenda.Closing.Covered;
import org.flippedvisit.fhir.agenda.Fate;
import org.flippedvisit.fhir.agenda.Origin;
import org.flippedvisit.fhir.agenda.VisitSummary;
import org.flippedvisit.fhir.concern.PatientConcern;
import org.flippedvisit.fhir.patient.PatientSummary;
import org.flippedvisit.fhir.previsit.LifeEvent;
import org.flippedvisit.fhir.previsit.PreVisitResponse;
import org.flippedvisit.fhir.provenance.Author;
import org.jspecify.annotations.Nullable;

/**
 * The visit page: one sheet that two people read together. What matters stands first, in the page
 * and on the screen, and is shown as soon as it is there; everything else arrives when it arrives.
 */
@Route("visit/:launchId/agenda")
@OpenTo({Role.CLINICIAN, Role.MEDICAL_ASSISTANT})
final class VisitView extends Div
    implements BeforeEnterObserver, HasDynamicTitle, AgendaSection.Keeper, ClosingSection.Actions {
  private static final long serialVersionUID = 1L;

  private final transient LaunchAccess access;
  private final transient VisitServices services;
  private final MattersSection matters = new MattersSection();
  private final PreferenceLine preference = new PreferenceLine();
  private final AgendaSection agenda = new AgendaSection(this);
  private final Div agendaState = new Div();
  private final ClosingSection closing = new ClosingSection(this);
  private @Nullable transient Launch launch;
  private transient @Nullable People people;
  private transient List<PreVisitResponse> voices = List.of();
  private transient @Nullable Answers answers;
  private transient @Nullable Reading<List<AgendaItem>> proposals;
  private @Nullable PatientBanner banner;
  private @Nullable OpenWrites openWrites;
  private @Nullable AskConcern asking;
  private boolean isRestored;

  VisitView(LaunchAccess access, VisitServices services) {
    this.access = access;
    this.services = services;
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    Launch current = access.of(event);
    launch = current;
    var header = new PatientBanner(current.isBannerNeeded());
    banner = header;
    header
        .links()
        .add(
            new Anchor(current.path("rooming"), getTranslation("nav.rooming")),
            new Button(
                getTranslation("nav.print"),
                click -> {
                  services.openings().printed(current, "agenda");
                  getElement().executeJs("window.print()");
                }),
            access.signOff(current));
    var open = new OpenWrites(current, services.ledger(), services.work());
    openWrites = open;
    var main = new Main(matters, preference, open, new Div(agenda, agendaState, closing));
    removeAll();
    add(new SignInNotice(), header, main);
    load();
  }

  /** Reads everything at once; each part is shown when it arrives. */
  private void load() {
    Launch current = launch();
    loadPeople();
    loadAnswers();
    loadPreference();
    loadGoals();
    BackgroundWork.whenDone(
        this,
        services.work().start(() -> services.ledger().whyNot(current, WriteKind.VISIT_NOTE)),
        why -> why.ifPresent(closing::cannot),
        () -> {});
    BackgroundWork.whenDone(
        this, services.agenda().proposals(current, getLocale()), this::showProposals, () -> {});
  }

  private void loadPeople() {
    BackgroundWork.whenDone(
        this,
        services.patient().people(launch()),
        found -> {
          if (people == null) {
            services.openings().opened(launch(), "agenda", found.signedIn());
          }
          people = found;
          if (banner != null) {
            banner.show(found.patient(), LocalDate.now(ZoneId.systemDefault()));
          }
          showVoices();
        },
        () -> {});
  }

  private void loadAnswers() {
    BackgroundWork.whenDone(
        this,
        services.previsit().answers(launch()),
        found -> {
          answers = found;
          voices = found.voices(launch().encounterId(), services.clock().instant());
          showVoices();
          openAgenda();
        },
        () -> {});
  }

  private void afterAsking() {
    asking = null;
    loadAnswers();
    if (openWrites != null) {
      openWrites.refresh();
    }
  }

  private void loadPreference() {
    BackgroundWork.whenDone(
        this,
        services.preference().preferences(launch()),
        found -> preference.show(found, this::named, this::loadPreference),
        () -> {});
  }

  private void loadGoals() {
    BackgroundWork.whenDone(
        this,
        services.goal().goals(launch()),
        found -> matters.showGoals(found, this::loadGoals),
        () -> {});
  }

  private void showVoices() {
    Answers found = answers;
    if (found == null) {
      return;
    }
    matters.showVoices(found, voices, this::named, this::loadAnswers);
    People around = people;
    boolean isAnswered = voices.stream().anyMatch(voice -> voice.concern().isPresent());
    if (around != null && (!isAnswered || services.previsit().asked(launch()).isBegun())) {
      matters.showQuestion(ask(around), !isAnswered);
    }
  }

  /** One form for as long as it is not saved: somebody may be typing while answers arrive. */
  private AskConcern ask(People around) {
    AskConcern question = asking;
    if (question == null) {
      question =
          new AskConcern(
              launch(),
              services.previsit(),
              services.work(),
              getTranslation("ask.visit"),
              new Author.Patient(
                  launch().patientId(),
                  around.patientIfKnown().map(PatientSummary::preferredName).orElse(null)),
              around.related(),
              around.signedIn(),
              around.visitIfKnown().orElse(null),
              this::afterAsking);
      asking = question;
    }
    return question;
  }

  private void showProposals(Reading<List<AgendaItem>> found) {
    proposals = found;
    agendaState.removeAll();
    agendaState.add(
        new ReadingText(
            found,
            "part.team-items",
            () ->
                BackgroundWork.whenDone(
                    this,
                    services.agenda().proposals(launch(), getLocale()),
                    this::showProposals,
                    () -> {})));
    openAgenda();
  }

  /** The agenda opens when both lists are there, so that it does not jump under a reader's eyes. */
  private void openAgenda() {
    Reading<List<AgendaItem>> fromTeam = proposals;
    if (answers == null || fromTeam == null) {
      return;
    }
    Agenda opened = services.agenda().open(launch(), voices, fromTeam.orElse(List.of()));
    agenda.show(opened, blockedDays());
    if (opened.isClosed()) {
      closing.showClosed(services.ledger().latest(launch(), WriteKind.VISIT_NOTE).orElse(null));
    } else if (!isRestored) {
      isRestored = true;
      closing.restore();
    }
  }

  private Set<LocalDate> blockedDays() {
    return voices.stream()
        .flatMap(voice -> voice.answers().lifeEvents().stream())
        .filter(LifeEvent::avoid)
        .map(LifeEvent::on)
        .filter(Objects::nonNull)
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public Agenda change(UnaryOperator<Agenda> change) {
    return services.agenda().change(launch(), change);
  }

  @Override
  public void changed(Agenda changed) {
    closing.follow(changed);
  }

  @Override
  public TypedForm<Fate> typedFate(AgendaItemId item, Fate kind) {
    return services.forms().fate(launch(), item, kind);
  }

  @Override
  public List<BegunFate> begunFates() {
    return services.forms().begunFates(launch());
  }

  @Override
  public TypedForm<NewItem> typedItem() {
    return services.forms().newItem(launch());
  }

  @Override
  public TypedForm<ClosingWords> typed() {
    return services.forms().closing(launch());
  }

  @Override
  public String noteText() {
    People around = people;
    return around == null
        ? ""
        : around
            .patientIfKnown()
            .map(patient -> AgendaService.text(launch(), summary(around, patient)))
            .orElse("");
  }

  @Override
  public void addLate(String words) {
    agenda.addItem(words, Origin.PERSON, true);
  }

  @Override
  public void close(Covered covered, String remark) {
    People around = people;
    if (around == null || around.patientIfKnown().isEmpty()) {
      closing.showFailed();
      return;
    }
    Agenda closed =
        change(
            open ->
                open.isClosed() || open.openCount() > 0
                    ? open
                    : open.closed(
                        new Closing(
                            covered, remark, around.signedIn(), services.clock().instant())));
    agenda.show(closed, blockedDays());
    if (closed.isClosed()) {
      publish();
    } else {
      closing.showFailed();
    }
  }

  @Override
  public void publish() {
    Launch current = launch();
    People around = people;
    if (around == null || around.patientIfKnown().isEmpty()) {
      closing.showFailed();
      return;
    }
    var summary = summary(around, around.patientIfKnown().get());
    BackgroundWork.whenDone(
        this,
        services.work().start(() -> services.agenda().publish(current, summary)),
        published -> {
          SignInNotice.heard(published.note(), this);
          closing.showPublished(published);
        },
        closing::showFailed);
  }

  private VisitSummary summary(People around, PatientSummary patient) {
    Locale language = patient.languageOfNotes();
    return new VisitSummary(
        patient,
        voices.stream().flatMap(voice -> voice.concern().stream()).map(this::named).toList(),
        voices.stream()
            .map(voice -> voice.answers().worthwhile())
            .filter(aim -> !aim.isBlank())
            .findFirst()
            .orElse(""),
        services.agenda().current(launch()),
        around.signedIn(),
        OffsetDateTime.now(services.clock()).withNano(0),
        around.visitIfKnown().orElse(null),
        language,
        null);
  }

  @Override
  public void settle(Write write) {
    Launch current = launch();
    BackgroundWork.whenDone(
        this,
        services.work().start(() -> services.ledger().settle(current, write)),
        settled -> {
          SignInNotice.heard(settled, this);
          closing.showClosed(settled);
        },
        closing::showFailed);
  }

  private Author named(Author author) {
    return people == null ? author : people.named(author);
  }

  private PatientConcern named(PatientConcern concern) {
    return new PatientConcern(
        concern.words(),
        concern.kind(),
        named(concern.saidBy()),
        named(concern.recordedBy()),
        concern.saidAt(),
        concern.source());
  }

  private Launch launch() {
    return Objects.requireNonNull(launch, "set on entering");
  }

  @Override
  public String getPageTitle() {
    return getTranslation("page.visit");
  }
}
