package org.flippedvisit.app.ehr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.DR_AHLGREN;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.NOAH;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.flippedvisit.app.agenda.AgendaService;
import org.flippedvisit.app.ehr.Reading.Failure;
import org.flippedvisit.app.goal.GoalService;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.launch.Launches;
import org.flippedvisit.app.launch.OpenChart;
import org.flippedvisit.app.launch.Role;
import org.flippedvisit.app.patient.PatientService;
import org.flippedvisit.app.patient.People;
import org.flippedvisit.app.preference.PreferenceService;
import org.flippedvisit.app.preference.Preferences;
import org.flippedvisit.app.previsit.Answers;
import org.flippedvisit.app.previsit.PreVisitService;
import org.flippedvisit.app.testing.AppTest;
import org.flippedvisit.fhir.agenda.FromChart;
import org.flippedvisit.fhir.mapping.MappingIssue;
import org.flippedvisit.fixtures.fakeehr.FakeEhr;
import org.flippedvisit.fixtures.fakeehr.Fault;
import org.flippedvisit.fixtures.fakeehr.Interaction;
import org.flippedvisit.fixtures.fakeehr.RecordedRequest;
import org.flippedvisit.fixtures.patients.Charts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each reading becomes when the EHR fails at it, and that no token ever goes elsewhere. */
@AppTest
class ReadFaultsTest {
  /** What the visit page reads, by the type that is searched. */
  private static final List<String> READ =
      List.of(
          "Patient",
          "Encounter",
          "RelatedPerson",
          "Practitioner",
          "PractitionerRole",
          "QuestionnaireResponse",
          "Observation",
          "DocumentReference",
          "Goal",
          "ServiceRequest",
          "CarePlan");

  private final FakeEhr ehr = FakeEhr.start().withPageSize(1000);
  private final PatientService patients;
  private final PreVisitService previsit;
  private final PreferenceService preferences;
  private final GoalService goals;
  private final AgendaService agenda;
  private final OpenChart chart;

  ReadFaultsTest(
      Launches launches,
      PatientService patients,
      PreVisitService previsit,
      PreferenceService preferences,
      GoalService goals,
      AgendaService agenda) {
    this.patients = patients;
    this.previsit = previsit;
    this.preferences = preferences;
    this.goals = goals;
    this.agenda = agenda;
    chart = new OpenChart(launches, ehr);
  }

  @BeforeEach
  void loadCharts() {
    ehr.load(Charts.json("staff", LocalDate.now(ZoneId.systemDefault())));
    ehr.load(Charts.json("noah", LocalDate.now(ZoneId.systemDefault())));
  }

  @AfterEach
  void stop() {
    ehr.close();
  }

  @Test
  void readsEverythingOfTheVisitPageInOneRoundTrip() {
    Launch launch = launch();
    ehr.fault(Interaction.anyFhir(), Fault.delay(Duration.ofSeconds(1)));

    Map<String, CompletableFuture<?>> page = openVisitPage(launch);

    while (ehr.requests().size() < 21
        && page.values().stream().noneMatch(CompletableFuture::isDone)) {
      Thread.onSpinWait();
    }
    assertThat(page.values()).as("no answer yet").noneMatch(CompletableFuture::isDone);
    page.values().forEach(CompletableFuture::join);
    assertThat(ehr.requests()).as("the request budget of the page").hasSize(21);
    assertThat(ehr.requests()).allMatch(RecordedRequest::authorized);
    assertThat(readings(page)).allSatisfy((name, reading) -> assertFound(reading));
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        arguments(Fault.status(401), new Reading.Failed<>(Failure.SIGN_IN_ENDED)),
        arguments(Fault.status(403), new Reading.NotPermitted<>()),
        arguments(Fault.emptyStatus(403), new Reading.NotPermitted<>()),
        arguments(Fault.status(404), new Reading.Failed<>(Failure.EHR_ERROR)),
        arguments(Fault.RETRY_AFTER_429, new Reading.Failed<>(Failure.TOO_BUSY)),
        arguments(Fault.status(500), new Reading.Failed<>(Failure.EHR_ERROR)),
        arguments(Fault.emptyStatus(503), new Reading.Failed<>(Failure.EHR_ERROR)),
        arguments(Fault.TIMEOUT, new Reading.Failed<>(Failure.TOO_SLOW)),
        arguments(Fault.HTML_200, new Reading.Failed<>(Failure.BROKEN_ANSWER)),
        arguments(Fault.MALFORMED_JSON, new Reading.Failed<>(Failure.BROKEN_ANSWER)),
        arguments(Fault.emptyStatus(200), new Reading.Failed<>(Failure.BROKEN_ANSWER)),
        arguments(Fault.CONNECTION_RESET, new Reading.Failed<>(Failure.UNREACHABLE)),
        arguments(Fault.REDIRECT_OTHER_HOST, new Reading.Failed<>(Failure.EHR_ERROR)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void saysWhatWentWrongAtEveryReading(Fault fault, Reading<?> expected) {
    Launch launch = launch();
    ehr.fault(Interaction.anyFhir(), fault);

    Map<String, Reading<?>> readings = readings(openVisitPage(launch));

    assertThat(readings)
        .allSatisfy((name, reading) -> assertThat(reading).as(name).isEqualTo(expected));
    assertThat(ehr.requests()).as("nothing is asked twice").hasSize(21);
    assertThat(ehr.foreignRequests()).isEmpty();
  }

  /** Which fault it is makes no difference here: that is shown for all readings above. */
  @Test
  void losesNothingElseWhereOneTypeFails() {
    Fault fault = Fault.status(500);
    Reading<?> expected = new Reading.Failed<>(Failure.EHR_ERROR);
    Launch launch = launch();
    for (String failing : READ) {
      ehr.clearFaults();
      ehr.fault(Interaction.search(failing), fault);

      Map<String, Reading<?>> readings = readings(openVisitPage(launch));

      readings.forEach(
          (name, reading) -> {
            if (name.equals(failing)) {
              assertThat(reading).as(name).isEqualTo(expected);
            } else if (reading instanceof Reading.Found<?> found && !found.gaps().isEmpty()) {
              assertThat(found.gaps())
                  .as(name)
                  .allSatisfy(
                      gap -> {
                        assertThat(gap.resourceType()).isEqualTo(failing);
                        assertThat(gap.why()).isEqualTo(expected);
                      });
            } else {
              assertFound(reading);
            }
          });
    }
  }

  @Test
  void namesGapWhereOneOfSeveralSearchesFails() {
    Launch launch = launch();
    ehr.fault(Interaction.search("CarePlan"), Fault.status(500));

    Reading<?> proposals = agenda.fromChart(launch, Locale.ENGLISH, List.of()).join();

    assertThat(found(proposals).value()).isNotEqualTo(FromChart.NONE);
    assertThat(found(proposals).gaps())
        .containsExactly(new Reading.Gap("CarePlan", new Reading.Failed<>(Failure.EHR_ERROR)));
  }

  @Test
  void showsTheRestAndSaysSoWhereOneEntryIsBroken() {
    Launch launch = launch();
    int healthy = found(previsit.answers(launch).join().chart()).value().size();
    ehr.fault(Interaction.search("QuestionnaireResponse"), Fault.BROKEN_ENTRY);

    var found = found(previsit.answers(launch).join().chart());

    assertThat(found.value()).hasSize(healthy);
    assertThat(found.issues()).isNotEmpty();
  }

  @Test
  void takesOutcomeInABundleForNoEntry() {
    Launch launch = launch();
    var healthy = found(goals.goals(launch).join());
    ehr.fault(Interaction.search("Goal"), Fault.OUTCOME_ENTRY);

    assertThat(goals.goals(launch).join()).isEqualTo(healthy);
  }

  /** The parser gives up the Bundle: nothing is shown, and that is said; nothing is invented. */
  @Test
  void saysThatAnswerIsBrokenWhereOneEntryIsOfNoKnownType() {
    Launch launch = launch();
    ehr.fault(Interaction.search("Goal"), Fault.UNKNOWN_TYPE_ENTRY);

    assertThat(goals.goals(launch).join()).isEqualTo(new Reading.Failed<>(Failure.BROKEN_ANSWER));
  }

  @Test
  void stopsAtNextLinkThatLeadsElsewhere() {
    Launch launch = launch();
    ehr.fault(Interaction.anyFhir(), Fault.CROSS_HOST_NEXT);

    Map<String, Reading<?>> readings = readings(openVisitPage(launch));

    assertThat(ehr.foreignRequests()).isEmpty();
    assertThat(readings.get("Goal")).isEqualTo(new Reading.Failed<>(Failure.BROKEN_ANSWER));
    assertThat(readings.get("QuestionnaireResponse"))
        .isEqualTo(new Reading.Failed<>(Failure.BROKEN_ANSWER));
  }

  @Test
  void followsPagesOfItsOwnEhr() {
    Launch launch = launch();
    List<?> whole = found(goals.goals(launch).join()).value();
    ehr.withPageSize(1);
    ehr.resetRequests();

    assertThat(found(goals.goals(launch).join()).value()).isEqualTo(whole);
    assertThat(ehr.requestsTo(Interaction.page()))
        .hasSizeGreaterThan(1)
        .allMatch(RecordedRequest::authorized);
  }

  @Test
  void dropsAndReportsWhatIsAboutAnotherPatient() {
    Launch launch = launch();
    int own = found(goals.goals(launch).join()).value().size();
    // A server whose index is wrong: found under this patient, and about another.
    ehr.put(
        """
        {"resourceType": "Goal", "id": "strays", "lifecycleStatus": "active",
         "description": {"text": "Somebody else's goal"},
         "subject": {"reference": "Patient/amina"},
         "patient": {"reference": "Patient/noah"}}
        """);
    var found = found(goals.goals(launch).join());

    assertThat(found.value().toString()).doesNotContain("Somebody else's goal");
    assertThat(found.value()).hasSize(own);
    assertThat(found.issues())
        .containsExactly(new MappingIssue("Goal", "subject", MappingIssue.Kind.OTHER_PERSON));
  }

  @Test
  void asksNothingWithoutScope() {
    Launch launch =
        chart.open(
            Role.CLINICIAN,
            DR_AHLGREN.reference(),
            NOAH.id(),
            "noah-today",
            "launch openid fhirUser patient/Patient.rs");

    Map<String, Reading<?>> readings = readings(openVisitPage(launch));

    assertThat(readings.remove("Patient")).isInstanceOf(Reading.Found.class);
    assertThat(found(Objects.requireNonNull(readings.remove("agenda"))).gaps())
        .as("all but the birth date, each said")
        .hasSizeGreaterThan(4)
        .allSatisfy(gap -> assertThat(gap.why()).isEqualTo(new Reading.NotPermitted<>()));
    assertThat(readings)
        .allSatisfy(
            (name, reading) ->
                assertThat(reading).as(name).isEqualTo(new Reading.NotPermitted<>()));
    assertThat(ehr.requests())
        .extracting(request -> request.interaction().type())
        .containsOnly("Patient");
  }

  @Test
  void saysThatSignInHasEndedOnceTheTokenIsDead() {
    Launch launch = launch();
    ehr.revokeAllTokens();

    assertThat(goals.goals(launch).join()).isEqualTo(new Reading.Failed<>(Failure.SIGN_IN_ENDED));
  }

  private Launch launch() {
    return chart.byClinician(DR_AHLGREN.id(), NOAH.id(), "noah-today");
  }

  private Map<String, CompletableFuture<?>> openVisitPage(Launch launch) {
    ehr.resetRequests();
    return Map.of(
        "people", patients.people(launch),
        "QuestionnaireResponse", previsit.answers(launch),
        "preference", preferences.preferences(launch),
        "Goal", goals.goals(launch),
        "agenda", agenda.fromChart(launch, Locale.ENGLISH, List.of()));
  }

  /** The readings of the page; those made of one type under the name of that type. */
  private static Map<String, Reading<?>> readings(Map<String, CompletableFuture<?>> page) {
    var people = (People) Objects.requireNonNull(page.get("people")).join();
    var readings = new HashMap<String, Reading<?>>();
    readings.put("Patient", people.patient());
    readings.put("Encounter", people.visit());
    readings.put(
        "QuestionnaireResponse",
        ((Answers) Objects.requireNonNull(page.get("QuestionnaireResponse")).join()).chart());
    readings.put(
        "preference",
        ((Preferences) Objects.requireNonNull(page.get("preference")).join()).chart());
    readings.put("Goal", (Reading<?>) Objects.requireNonNull(page.get("Goal")).join());
    readings.put("agenda", (Reading<?>) Objects.requireNonNull(page.get("agenda")).join());
    return readings;
  }

  private static void assertFound(Reading<?> reading) {
    assertThat(reading)
        .isInstanceOf(Reading.Found.class)
        .extracting(found -> ((Reading.Found<?>) found).gaps())
        .isEqualTo(List.of());
  }

  private static <T> Reading.Found<T> found(Reading<T> reading) {
    assertThat(reading).isInstanceOf(Reading.Found.class);
    return (Reading.Found<T>) reading;
  }
}
