package org.flippedvisit.app.rooming;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.flippedvisit.app.goal.GoalsSection;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.launch.Role;
import org.flippedvisit.app.ledger.WriteLedger;
import org.flippedvisit.app.note.NotRightSection;
import org.flippedvisit.app.patient.People;
import org.flippedvisit.app.preference.AskPreference;
import org.flippedvisit.app.preference.Asking;
import org.flippedvisit.app.preference.PreferenceHistory;
import org.flippedvisit.app.preference.PreferenceLine;
import org.flippedvisit.app.preference.Preferences;
import org.flippedvisit.app.preference.SavedPreference;
import org.flippedvisit.app.previsit.Answers;
import org.flippedvisit.app.previsit.AskConcern;
import org.flippedvisit.app.shell.LaunchAccess;
import org.flippedvisit.app.shell.OpenTo;
import org.flippedvisit.app.ui.BackgroundWork;
import org.flippedvisit.app.ui.OpenWrites;
import org.flippedvisit.app.ui.PatientBanner;
import org.flippedvisit.app.ui.ReadingText;
import org.flippedvisit.app.ui.SignInNotice;
import org.flippedvisit.app.ui.WhyAgain;
import org.flippedvisit.fhir.mapping.WriteKey;
import org.flippedvisit.fhir.patient.PatientSummary;
import org.flippedvisit.fhir.preference.PreferenceOnFile;
import org.flippedvisit.fhir.preference.Telling;
import org.flippedvisit.fhir.previsit.PreVisitResponse;
import org.flippedvisit.fhir.provenance.Author;
import org.jspecify.annotations.Nullable;

/**
 * The rooming page: nothing asked twice; at most the two questions that make an agenda; read back,
 * then save.
 */
@Route("visit/:launchId/rooming")
@OpenTo({Role.MEDICAL_ASSISTANT, Role.CLINICIAN})
final class RoomingView extends Div implements BeforeEnterObserver, HasDynamicTitle {
  private static final long serialVersionUID = 1L;

  private final transient LaunchAccess access;
  private final transient RoomingServices services;
  private final KnownSection known = new KnownSection();
  private final PreferenceLine preference = new PreferenceLine();
  private final Div concern = new Div();
  private final Div asking = new Div();
  private final Div done = new Div();
  private final PreferenceHistory history = new PreferenceHistory();
  private transient @Nullable Launch launch;
  private transient @Nullable People people;
  private transient @Nullable Answers answers;
  private transient @Nullable Preferences preferences;
  private transient @Nullable CompletableFuture<Preferences> latest;
  private @Nullable PatientBanner banner;
  private @Nullable OpenWrites openWrites;
  private Component handOver = new Div();
  private @Nullable GoalsSection goals;
  private @Nullable NotRightSection notRight;
  private boolean isAskingAgain;
  private @Nullable String askedAgainBecause;

  RoomingView(LaunchAccess access, RoomingServices services) {
    this.access = access;
    this.services = services;
    done.getElement().setAttribute("role", "status");
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    Launch current = access.of(event);
    launch = current;
    var header = new PatientBanner(current.isBannerNeeded());
    header
        .links()
        .add(
            new Anchor(current.path("agenda"), getTranslation("nav.agenda")),
            access.signOff(current));
    banner = header;
    var open = new OpenWrites(current, services.ledger(), services.work());
    openWrites = open;
    var own = new GoalsSection(current, services.goal(), services.work(), open::refresh);
    goals = own;
    var wrong = new NotRightSection(current, services.note(), services.work());
    notRight = wrong;
    handOver = new HandOverButton(current, services.handOvers());
    handOver.setVisible(false);
    var main = new Main(known, preference, concern, asking, done, own, handOver, open, history);
    main.addClassName("fv-one");
    removeAll();
    add(new SignInNotice(), header, wrong, main);
    loadPeople();
    loadAnswers();
    loadPreferences();
  }

  private void loadPeople() {
    BackgroundWork.whenDone(
        this,
        services.patient().people(launch()),
        found -> {
          if (people == null) {
            services.openings().opened(launch(), "rooming", found.signedIn());
          }
          people = found;
          if (banner != null) {
            banner.show(found.patient(), LocalDate.now(services.clock()));
          }
          showAround(found);
          ask();
        },
        () -> {});
  }

  private void showAround(People found) {
    if (goals != null && notRight != null) {
      goals.show(
          new GoalsSection.Around(
              new Author.Patient(
                  launch().patientId(),
                  found.patientIfKnown().map(PatientSummary::preferredName).orElse(null)),
              found.related(),
              found.signedIn(),
              found.visitIfKnown().orElse(null),
              found::named));
      notRight.show(found.signedIn(), found::named);
    }
  }

  private void loadAnswers() {
    BackgroundWork.whenDone(
        this,
        services.previsit().answers(launch()),
        found -> {
          answers = found;
          ask();
          loadSurveys(found);
        },
        () -> {});
  }

  /** What the chart keeps in Observations comes after: nobody waits for it. */
  private void loadSurveys(Answers read) {
    BackgroundWork.whenDone(
        this,
        services.previsit().surveys(launch()),
        found -> {
          if (read.equals(answers)) {
            answers = read.with(found);
            ask();
          }
        },
        () -> {});
  }

  private void loadPreferences() {
    CompletableFuture<Preferences> reading = services.preference().preferences(launch());
    latest = reading;
    BackgroundWork.whenDone(
        this,
        reading,
        found -> {
          if (reading.equals(latest)) { // a slow answer never covers a newer one
            preferences = found;
            history.show(found, this::named);
            showPreference(found);
            ask();
          }
        },
        () -> {});
  }

  /** Asks once everything is known that decides what to ask. */
  private void ask() {
    People around = people;
    Answers found = answers;
    if (around == null || found == null || preferences == null) {
      return;
    }
    if (around.patientIfKnown().isEmpty()) {
      asking.removeAll();
      asking.add(
          new Paragraph(getTranslation("rooming.patient-unknown")),
          new ReadingText(around.patient(), "part.patient", this::loadPeople));
      return;
    }
    PatientSummary patient = around.patientIfKnown().get();
    List<PreVisitResponse> voices =
        found.voices(launch().encounterId(), services.clock().instant());
    known.show(
        found,
        voices,
        services.previsit().askedAgain(launch()),
        this::named,
        this::loadAnswers,
        reason -> {
          services.previsit().askedAgain(launch(), reason, around.signedIn());
          isAskingAgain = true;
          concern.removeAll();
          ask();
        });
    askConcern(around, patient, voices);
    askPreference(around, patient);
    handOver.setVisible(true);
  }

  /** Asked where nobody has answered; else shown, to be kept or, for a reason, asked again. */
  private void askPreference(People around, PatientSummary patient) {
    Preferences found = Objects.requireNonNull(preferences, "asked once they are known");
    boolean isAsking = asking.getChildren().anyMatch(AskPreference.class::isInstance);
    if (isAsking) {
      return;
    }
    boolean isBegun = services.preference().isBegun(launch());
    asking.removeAll();
    if (found.current().isEmpty() || askedAgainBecause != null || isBegun) {
      String because = askedAgainBecause == null ? "" : askedAgainBecause;
      var ask =
          new AskPreference(
              launch(),
              services.preference(),
              services.work(),
              around(around, patient, Telling.FIRST.because(because)),
              this::afterAskingPreference);
      asking.add(ask);
      if (concern.getChildren().findAny().isEmpty()) {
        ask.focusWords();
      }
    }
    showPreference(found);
  }

  private void showPreference(Preferences found) {
    boolean isAsking = asking.getChildren().findAny().isPresent();
    boolean isKnown = people != null && people.patientIfKnown().isPresent();
    preference.show(
        found,
        this::named,
        this::loadPreferences,
        isAsking || !isKnown ? null : new KeepOrAskAgain());
  }

  /** Keeping what is still right, or asking again for a reason; not while it is being asked. */
  private final class KeepOrAskAgain implements PreferenceLine.Actions {
    @Override
    public Component of(PreferenceOnFile one) {
      if (!isInKnownWords(one)) {
        return new Div(); // kept, it would be in the patient's name
      }
      WriteKey key = WriteLedger.newKey();
      var keep =
          new Button(
              getTranslation("preference.still-right"),
              click -> stillRight(one, key, click.getSource()));
      keep.setTestId("still-right");
      keep.setDisableOnClick(true);
      keep.addClassName("fv-small");
      return keep;
    }

    @Override
    public Component ofQuestion() {
      return new WhyAgain(
          reason -> {
            askedAgainBecause = reason;
            ask();
          });
    }
  }

  private static boolean isInKnownWords(PreferenceOnFile one) {
    return one.saidBy() == null || one.saidBy().isPersonSide();
  }

  private Asking around(People around, PatientSummary patient, Telling telling) {
    return new Asking(
        patient,
        around.voices(patient),
        around.signedIn(),
        around.visitIfKnown().orElse(null),
        telling);
  }

  private void stillRight(PreferenceOnFile one, WriteKey key, Button keep) {
    People around = Objects.requireNonNull(people, "shown with the people");
    around
        .patientIfKnown()
        .ifPresent(patient -> stillRight(one, around(around, patient, Telling.FIRST), key, keep));
  }

  private void stillRight(PreferenceOnFile one, Asking how, WriteKey key, Button keep) {
    Launch current = launch();
    Author saidBy = one.saidBy() == null ? how.voices().getFirst() : named(one.saidBy());
    done.setText(getTranslation("write.sending"));
    BackgroundWork.whenDone(
        this,
        services
            .work()
            .start(() -> services.preference().stillRight(current, one, saidBy, how, key)),
        saved -> {
          done.removeAll();
          done.add(new SavedPreference(current, services.preference(), services.work(), saved));
          afterSaving();
        },
        () -> {
          done.setText(getTranslation("preference.not-known-how-far"));
          keep.setEnabled(true);
        });
  }

  private void askConcern(People around, PatientSummary patient, List<PreVisitResponse> voices) {
    boolean isAnswered = voices.stream().anyMatch(voice -> voice.concern().isPresent());
    boolean isAsked = concern.getChildren().findAny().isPresent();
    boolean isBegun = services.previsit().asked(launch()).isBegun();
    if ((isAnswered && !isAskingAgain && !isBegun) || isAsked) {
      return;
    }
    concern.add(
        new AskConcern(
            launch(),
            services.previsit(),
            services.work(),
            getTranslation("ask.rooming"),
            new Author.Patient(patient.id(), patient.preferredName()),
            around.related(),
            around.signedIn(),
            around.visitIfKnown().orElse(null),
            this::afterAsking));
  }

  private void afterAsking() {
    isAskingAgain = false;
    loadAnswers();
    if (openWrites != null) {
      openWrites.refresh();
    }
  }

  /** How it was saved stays to be read; the question is out of the way. */
  private void afterAskingPreference() {
    List<Component> saved = asking.getChildren().toList();
    done.removeAll();
    saved.forEach(done::add);
    afterSaving();
  }

  private void afterSaving() {
    askedAgainBecause = null;
    loadPreferences();
    if (openWrites != null) {
      openWrites.refresh();
    }
  }

  private Author named(Author author) {
    return people == null ? author : people.named(author);
  }

  private Launch launch() {
    return Objects.requireNonNull(launch, "set on entering");
  }

  @Override
  public String getPageTitle() {
    return getTranslation("page.rooming");
  }
}
