package org.flippedvisit.app.visit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Main;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flippedvisit.app.ehr.Reading;
import org.flippedvisit.app.goal.GoalsSection;
import org.flippedvisit.app.goal.KnownGoal;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.ledger.WriteKind;
import org.flippedvisit.app.note.NotRightSection;
import org.flippedvisit.app.patient.People;
import org.flippedvisit.app.preference.PreferenceLine;
import org.flippedvisit.app.previsit.Answers;
import org.flippedvisit.app.previsit.AskConcern;
import org.flippedvisit.app.reflection.ReflectionSection;
import org.flippedvisit.app.trend.Mark;
import org.flippedvisit.app.trend.TrendsSection;
import org.flippedvisit.app.ui.BackgroundWork;
import org.flippedvisit.app.ui.OpenWrites;
import org.flippedvisit.app.ui.PatientBanner;
import org.flippedvisit.app.ui.ReadingText;
import org.flippedvisit.app.ui.SignInNotice;
import org.flippedvisit.fhir.agenda.Agenda;
import org.flippedvisit.fhir.agenda.BlockedDays;
import org.flippedvisit.fhir.agenda.FromChart;
import org.flippedvisit.fhir.agenda.Origin;
import org.flippedvisit.fhir.agenda.Topics;
import org.flippedvisit.fhir.concern.PatientConcern;
import org.flippedvisit.fhir.patient.PatientSummary;
import org.flippedvisit.fhir.previsit.FilledFormToWrite;
import org.flippedvisit.fhir.previsit.PreVisitResponse;
import org.flippedvisit.fhir.provenance.Author;
import org.jspecify.annotations.Nullable;

/**
 * The visit page: one sheet that two people read together. What matters stands first, in the page
 * and on the screen, and is shown as soon as it is there; everything else arrives when it arrives.
 */
final class VisitPage extends Div implements VisitClosing.Around {
  /** What others change is here within two seconds of it. */
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private static final long serialVersionUID = 1L;

  private final transient Launch launch;
  private final transient VisitServices services;
  private final PatientBanner banner;
  private final MattersSection matters = new MattersSection();
  private final GoalsSection goals;
  private final PreferenceLine preference = new PreferenceLine();
  private final NotRightSection notRight;
  private final OpenWrites openWrites;
  private final AgendaSection agenda;
  private final Div agendaState = new Div();
  private final TimeLeft timeLeft = new TimeLeft();
  private final TrendsSection trends;
  private final Div after = new Div();
  private final transient VisitClosing closing;
  private transient @Nullable People people;
  private transient List<PreVisitResponse> voices = List.of();
  private transient @Nullable Answers answers;
  private transient @Nullable Reading<FromChart> chart;
  private transient FromChart notRead = FromChart.NONE;
  private transient List<Mark> goalMarks = List.of();
  private @Nullable AskConcern asking;
  private boolean isOpened;

  VisitPage(Launch launch, VisitServices services, Component signOff) {
    this.launch = launch;
    this.services = services;
    banner = new PatientBanner(launch.isBannerNeeded());
    openWrites = new OpenWrites(launch, services.ledger(), services.work());
    goals = new GoalsSection(launch, services.goal(), services.work(), openWrites::refresh);
    notRight = new NotRightSection(launch, services.note(), services.work());
    var page = new AgendaOnPage(launch, services.agenda(), services.forms(), this::signedInName);
    closing = new VisitClosing(launch, services, page, this);
    agenda = new AgendaSection(page, this::agendaChanged);
    trends = new TrendsSection(launch, services.trend());
    goals.whenRead(this::markGoals);
    banner.links().add(new ModeButtons(this::setMode), links(), signOff);
    matters.add(goals);
    agendaState.add(ReadingText.loading(this, "part.team-items"));
    var running = new Div(timeLeft, agenda, agendaState, closing.section(), after);
    add(
        new SignInNotice(),
        banner,
        notRight,
        new Main(matters, preference, openWrites, running, trends));
  }

  private Div links() {
    var print =
        new Button(
            getTranslation("nav.print"),
            click -> {
              services.openings().printed(launch, "agenda");
              getElement().executeJs("window.print()");
            });
    var links = new Div(new Anchor(launch.path("rooming"), getTranslation("nav.rooming")), print);
    links.addClassName("fv-who-more");
    return links;
  }

  /** Reads everything at once; each part is shown when it arrives. */
  void load() {
    loadPeople();
    loadAnswers();
    loadPreference();
    loadChart();
    BackgroundWork.whenDone(
        this,
        services.work().start(() -> services.ledger().whyNot(launch, WriteKind.VISIT_NOTE)),
        why -> why.ifPresent(closing.section()::cannot),
        () -> {});
  }

  private void loadPeople() {
    BackgroundWork.whenDone(this, services.patient().people(launch), this::showPeople, () -> {});
  }

  private void showPeople(People found) {
    if (people == null) {
      services.openings().opened(launch, "agenda", found.signedIn());
    }
    people = found;
    LocalDate today = LocalDate.now(ZoneId.systemDefault());
    banner.show(found.patient(), today);
    trends.born(found.patientIfKnown().map(PatientSummary::birthDate).orElse(null));
    found.patientIfKnown().ifPresent(patient -> patient.ageOn(today).ifPresent(agenda::setAge));
    found.visitIfKnown().ifPresent(visit -> timeLeft.follow(visit, services));
    goals.show(
        new GoalsSection.Around(
            patient(found),
            found.related(),
            found.signedIn(),
            found.visitIfKnown().orElse(null),
            found::named));
    notRight.show(found.signedIn(), found::named);
    showVoices();
  }

  private Author.Patient patient(People found) {
    return new Author.Patient(
        launch.patientId(), found.patientIfKnown().map(PatientSummary::preferredName).orElse(null));
  }

  private void loadAnswers() {
    BackgroundWork.whenDone(
        this,
        services.previsit().answers(launch),
        found -> {
          showAnswers(found);
          loadSurveys(found);
        },
        () -> {});
  }

  private void showAnswers(Answers found) {
    answers = found;
    voices = found.voices(launch.encounterId(), services.clock().instant());
    showVoices();
    showTrends();
    openAgenda();
  }

  /** What a site keeps in Observations of what people say: the concern does not wait for it. */
  private void loadSurveys(Answers read) {
    BackgroundWork.whenDone(
        this,
        services.previsit().surveys(launch),
        found -> {
          Answers with = read.with(found);
          if (read.equals(answers) && !with.equals(read)) {
            showAnswers(with);
          }
        },
        () -> {});
  }

  private void afterAsking() {
    asking = null;
    loadAnswers();
    openWrites.refresh();
  }

  private void loadPreference() {
    BackgroundWork.whenDone(
        this,
        services.preference().preferences(launch),
        found -> preference.show(found, this::named, this::loadPreference),
        () -> {});
  }

  private void showVoices() {
    Answers found = answers;
    if (found == null) {
      return;
    }
    People around = people;
    String language =
        around == null
            ? null
            : around.patientIfKnown().map(PatientSummary::languageTag).orElse(null);
    matters.showVoices(found, voices, this::named, language, this::loadAnswers);
    boolean isAnswered = voices.stream().anyMatch(voice -> voice.concern().isPresent());
    if (around != null && (!isAnswered || services.previsit().asked(launch).isBegun())) {
      matters.showQuestion(ask(around), !isAnswered);
    }
  }

  /** One form for as long as it is not saved: somebody may be typing while answers arrive. */
  private AskConcern ask(People around) {
    AskConcern question = asking;
    if (question == null) {
      question =
          new AskConcern(
              launch,
              services.previsit(),
              services.work(),
              getTranslation("ask.visit"),
              patient(around),
              around.related(),
              around.signedIn(),
              around.visitIfKnown().orElse(null),
              this::afterAsking);
      asking = question;
    }
    return question;
  }

  private void loadChart() {
    List<FilledFormToWrite> keptHere = services.previsit().notInTheChart(launch);
    BackgroundWork.whenDone(
        this,
        services.agenda().fromChart(launch, getLocale(), keptHere),
        found -> {
          notRead = services.agenda().withoutChart(launch, getLocale(), keptHere);
          chart = found;
          agendaState.removeAll();
          agendaState.add(new ReadingText(found, "part.team-items", this::loadChart));
          openAgenda();
          showTrends();
        },
        () -> {});
  }

  /** What bears on the person's own words comes first. */
  private void showTrends() {
    Reading<FromChart> found = chart;
    if (found == null) {
      return;
    }
    Set<String> topics =
        voices.stream()
            .flatMap(VisitPage::words)
            .flatMap(words -> Topics.inWords(words).stream())
            .collect(Collectors.toUnmodifiableSet());
    trends.show(
        found.map(FromChart::trends),
        topics,
        Stream.concat(lifeEvents(), goalMarks.stream()).toList(),
        this::loadChart);
  }

  private static Stream<String> words(PreVisitResponse voice) {
    return Stream.concat(
        voice.concern().stream().map(PatientConcern::words),
        Stream.of(voice.answers().brings(), voice.answers().worthwhile()));
  }

  private Stream<Mark> lifeEvents() {
    return voices.stream()
        .flatMap(voice -> voice.answers().lifeEvents().stream())
        .filter(event -> event.on() != null)
        .map(
            event ->
                new Mark(Mark.Kind.LIFE_EVENT, event.what(), Objects.requireNonNull(event.on())));
  }

  /** The days on which the person's goals are to be there. */
  private void markGoals(List<KnownGoal> known) {
    goalMarks =
        known.stream()
            .map(KnownGoal::goal)
            .filter(goal -> goal.dueOn() != null)
            .map(
                goal ->
                    new Mark(
                        Mark.Kind.GOAL,
                        goal.words(),
                        Objects.requireNonNull(goal.dueOn()).firstDay(ZoneId.systemDefault())))
            .toList();
    showTrends();
  }

  /** The agenda opens when both lists are there, so that it does not jump under a reader's eyes. */
  private void openAgenda() {
    Reading<FromChart> fromTeam = chart;
    if (answers == null || fromTeam == null) {
      return;
    }
    Agenda opened = services.agenda().open(launch, voices, fromTeam.orElse(notRead).items());
    agenda.show(opened, blockedDays());
    if (opened.isClosed()) {
      closing.showClosed();
    }
    if (!isOpened) {
      isOpened = true;
      closing.section().restore(opened);
      services
          .work()
          .follow(
              this,
              LOOK_EVERY,
              () -> services.agenda().version(launch),
              version -> agenda.refresh());
    }
  }

  private BlockedDays blockedDays() {
    return BlockedDays.of(voices);
  }

  private void agendaChanged(Agenda now) {
    closing.follow(now);
    if (now.isClosed() && after.getComponentCount() == 0) {
      after.add(new ReflectionSection(launch, services.reflection(), services.work()));
    }
    matters.showSafetyMark(
        (int) now.items().stream().filter(item -> item.bearsOnSafety() && item.isOpen()).count());
  }

  /**
   * On a shared screen stands nothing that is not for everybody's eyes; what was typed stays where
   * it is.
   */
  private void setMode(Mode mode) {
    boolean isShared = mode == Mode.SHARED;
    setClassName("fv-shared", isShared);
    setClassName("fv-alone", mode == Mode.ALONE);
    banner.setShared(isShared);
    openWrites.setVisible(!isShared);
    notRight.setVisible(!isShared);
    after.setVisible(!isShared);
    agenda.setMode(mode);
  }

  private String signedInName() {
    return Optional.ofNullable(people).map(known -> known.signedIn().name()).orElse("");
  }

  @Override
  public @Nullable People people() {
    return people;
  }

  @Override
  public List<PreVisitResponse> voices() {
    return voices;
  }

  @Override
  public void show(Agenda now) {
    agenda.show(now, blockedDays());
  }

  @Override
  public void addLate(String words) {
    agenda.addItem(words, Origin.PERSON, true);
  }

  private Author named(Author author) {
    return people == null ? author : people.named(author);
  }

  @Override
  public PatientConcern named(PatientConcern concern) {
    return new PatientConcern(
        concern.words(),
        concern.kind(),
        named(concern.saidBy()),
        named(concern.recordedBy()),
        concern.saidAt(),
        concern.source());
  }
}
