package org.flippedvisit.app.ehr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.DR_AHLGREN;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.NOAH;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.flippedvisit.app.ehr.Reading.Failure;
import org.flippedvisit.app.ehr.WriteOutcome.Why;
import org.flippedvisit.app.goal.GoalService;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.launch.LaunchId;
import org.flippedvisit.app.launch.Launches;
import org.flippedvisit.app.launch.OpenChart;
import org.flippedvisit.app.launch.Role;
import org.flippedvisit.app.ledger.Attribution;
import org.flippedvisit.app.ledger.ToWrite;
import org.flippedvisit.app.ledger.Write;
import org.flippedvisit.app.ledger.WriteKind;
import org.flippedvisit.app.ledger.WriteLedger;
import org.flippedvisit.app.ledger.WriteState;
import org.flippedvisit.app.patient.PatientService;
import org.flippedvisit.app.preference.PreferenceService;
import org.flippedvisit.app.previsit.PreVisitService;
import org.flippedvisit.app.testing.AppTest;
import org.flippedvisit.app.testing.Browser;
import org.flippedvisit.app.testing.TestEhrs;
import org.flippedvisit.app.testing.Together;
import org.flippedvisit.fhir.mapping.WriteKey;
import org.flippedvisit.fhir.provenance.Author;
import org.flippedvisit.fixtures.fakeehr.FakeEhr;
import org.flippedvisit.fixtures.fakeehr.Fault;
import org.flippedvisit.fixtures.fakeehr.Interaction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What is done with a token, and where it never goes (C-61, C-62, C-70…C-72). */
@AppTest
class ApiAccessTest {
  private static final Interaction GOALS = Interaction.search("Goal");
  private static final Interaction WRITE = Interaction.create("Observation");

  private final FakeEhr ehr = FakeEhr.start();
  private final Browser browser;
  private final Launches launches;
  private final PatientService patients;
  private final PreVisitService previsit;
  private final PreferenceService preferences;
  private final GoalService goals;
  private final WriteLedger ledger;
  private final OpenChart chart;

  ApiAccessTest(
      @LocalServerPort int port,
      Launches launches,
      PatientService patients,
      PreVisitService previsit,
      PreferenceService preferences,
      GoalService goals,
      WriteLedger ledger) {
    browser = new Browser(port);
    this.launches = launches;
    this.patients = patients;
    this.previsit = previsit;
    this.preferences = preferences;
    this.goals = goals;
    this.ledger = ledger;
    chart = new OpenChart(launches, ehr);
  }

  @BeforeEach
  void forgetWhatOthersDid() {
    TestEhrs.reset();
  }

  @AfterEach
  void stop() {
    TestEhrs.reset();
    ehr.close();
  }

  @Test
  void c61WritesNothingThatWasNotGranted() {
    Write write = write(withScope("launch openid fhirUser patient/*.rs"));

    assertThat(write.state()).isEqualTo(WriteState.REJECTED);
    assertThat(write.why()).isEqualTo(Why.NOT_PERMITTED);
    assertThat(ehr.requests()).isEmpty();
  }

  @Test
  void c62DoesNotTakeWritingForReading() {
    Launch launch = withScope("launch patient/Goal.cud patient/Goal.write patient/Observation.c");

    assertThat(goals.goals(launch).join()).isEqualTo(new Reading.NotPermitted<>());
    assertThat(preferences.preferences(launch).join().chart())
        .isEqualTo(new Reading.NotPermitted<>());
    assertThat(ehr.requests()).isEmpty();
  }

  @Test
  void c62TakesANoToAWriteThatTheScopesAllow() {
    ehr.fault(WRITE, Fault.emptyStatus(403));

    Write write = write(launch());

    assertThat(write.state()).isEqualTo(WriteState.REJECTED);
    assertThat(write.why()).isEqualTo(Why.NOT_PERMITTED);
    assertThat(ehr.requestsTo(WRITE)).hasSize(1);
  }

  @Test
  void c70SendsTheTokenWithEveryRequestAndInTheHeaderOnly() {
    Launch launch = launch();
    readAll(launch);
    write(launch);

    String token = ehr.requests().getFirst().header("Authorization").orElseThrow();
    assertThat(token).startsWith("Bearer ");
    assertThat(ehr.requests())
        .allSatisfy(
            request -> {
              assertThat(request.header("Authorization")).contains(token);
              assertThat(request.path() + request.query() + request.body())
                  .doesNotContain(token.replace("Bearer ", ""));
            });
  }

  @Test
  void c71FollowsNoLinkAndNoRedirectToAnotherServer() {
    Launch launch = launch();
    for (Fault fault : new Fault[] {Fault.CROSS_HOST_NEXT, Fault.REDIRECT_OTHER_HOST}) {
      ehr.clearFaults();
      ehr.fault(Interaction.anyFhir(), fault);

      readAll(launch);
      write(launch);

      assertThat(goals.goals(launch).join()).isInstanceOf(Reading.Failed.class);
      assertThat(ehr.foreignRequests()).as("%s", fault).isEmpty();
    }
  }

  @Test
  void c71FollowsNoReferenceToAnotherServer() {
    Launch launch = launch();
    String elsewhere = ehr.foreignOrigin() + "/fhir";
    ehr.put(
        """
        {"resourceType": "DocumentReference", "id": "linked", "status": "current",
         "type": {"coding": [{"system": "http://loinc.org", "code": "81338-6"}]},
         "subject": {"reference": "Patient/noah"},
         "author": [{"reference": "%1$s/Practitioner/1"}],
         "content": [{"attachment": {"contentType": "text/plain", "url": "%1$s/Binary/1"}}]}
        """
            .formatted(elsewhere));
    ehr.put(
        """
        {"resourceType": "Goal", "id": "linked", "lifecycleStatus": "active",
         "description": {"text": "To walk to the lake"}, "subject": {"reference": "Patient/noah"},
         "expressedBy": {"reference": "%1$s/Practitioner/1"},
         "addresses": [{"reference": "%1$s/Condition/1"}]}
        """
            .formatted(elsewhere));

    readAll(launch);
    preferences.formerNotes(launch).join();

    assertThat(found(goals.goals(launch).join()))
        .singleElement()
        .satisfies(goal -> assertThat(goal.toString()).contains("To walk to the lake"));
    assertThat(ehr.foreignRequests()).isEmpty();
  }

  @Test
  void c72RenewsOnceAndAsksAgainWhereATokenIsRefused() {
    Launch launch = openAtMain();
    TestEhrs.MAIN.fault(GOALS, Fault.status(401).once());

    assertThat(goals.goals(launch).join()).isInstanceOf(Reading.Found.class);

    assertThat(TestEhrs.MAIN.requestsTo(Interaction.token())).hasSize(1);
    assertThat(tokens(GOALS)).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void c72AsksNoThirdTime() {
    Launch launch = openAtMain();
    TestEhrs.MAIN.fault(GOALS, Fault.status(401));

    assertThat(goals.goals(launch).join()).isEqualTo(new Reading.Failed<>(Failure.SIGN_IN_ENDED));

    assertThat(TestEhrs.MAIN.requestsTo(Interaction.token())).hasSize(1);
    assertThat(TestEhrs.MAIN.requestsTo(GOALS)).hasSize(2);
  }

  @Test
  void c72RenewsOnceForAllWhoseTokenWasRefusedTogether() throws Exception {
    Launch launch = openAtMain();
    TestEhrs.MAIN.expireAccessTokens();

    Together.run(8, () -> found(goals.goals(launch).join()));

    assertThat(TestEhrs.MAIN.requestsTo(Interaction.token())).hasSize(1);
  }

  @Test
  void c72RenewsOnceAndWritesAgainWhereATokenIsRefused() {
    Launch launch = openAtMain();
    TestEhrs.MAIN.expireAccessTokens();
    int before = TestEhrs.MAIN.stored("Observation").size();

    Write write = write(launch);

    assertThat(write.state()).isEqualTo(WriteState.CONFIRMED);
    assertThat(TestEhrs.MAIN.requestsTo(Interaction.token())).hasSize(1);
    assertThat(TestEhrs.MAIN.stored("Observation")).as("once").hasSize(before + 1);
  }

  @Test
  void c72SaysThatTheSignInIsOverWhereAWriteIsRefusedForGood() {
    Launch launch = openAtMain();
    TestEhrs.MAIN.fault(WRITE, Fault.status(401));

    Write write = write(launch);

    assertThat(write.state()).isEqualTo(WriteState.REJECTED);
    assertThat(write.why()).isEqualTo(Why.SIGN_IN_ENDED);
    assertThat(TestEhrs.MAIN.requestsTo(Interaction.token())).hasSize(1);
    assertThat(TestEhrs.MAIN.requestsTo(WRITE)).hasSize(2);
  }

  @Test
  void c72RenewsNothingWhereThePersonMayNot() {
    Launch launch = openAtMain();
    TestEhrs.MAIN.fault(Interaction.anyFhir(), Fault.status(403));

    assertThat(goals.goals(launch).join()).isEqualTo(new Reading.NotPermitted<>());
    assertThat(write(launch).why()).isEqualTo(Why.NOT_PERMITTED);

    assertThat(TestEhrs.MAIN.requestsTo(Interaction.token())).isEmpty();
    assertThat(TestEhrs.MAIN.requestsTo(GOALS)).hasSize(1);
    assertThat(TestEhrs.MAIN.requestsTo(WRITE)).hasSize(1);
  }

  private static Stream<String> tokens(Interaction where) {
    return TestEhrs.MAIN.requestsTo(where).stream()
        .map(request -> request.header("Authorization").orElseThrow());
  }

  /** With a refresh token, as the handshake brings one. The EHR's record begins after it. */
  private Launch openAtMain() {
    HttpResponse<String> opened =
        browser.open(
            TestEhrs.MAIN,
            org.flippedvisit.fixtures.fakeehr.Launch.of(
                DR_AHLGREN.reference(), NOAH.id(), "noah-today"));
    String id = Browser.location(opened).getPath().split("/", -1)[2];
    TestEhrs.MAIN.resetRequests();
    return launches.find(id, name -> Set.of(new LaunchId(id))).orElseThrow();
  }

  private Launch launch() {
    return chart.byClinician(DR_AHLGREN.id(), NOAH.id(), "noah-today");
  }

  private Launch withScope(String scope) {
    return chart.open(Role.CLINICIAN, DR_AHLGREN.reference(), NOAH.id(), "noah-today", scope);
  }

  private void readAll(Launch launch) {
    patients.people(launch).join();
    previsit.answers(launch).join();
    preferences.preferences(launch).join();
    goals.goals(launch).join();
  }

  private Write write(Launch launch) {
    WriteKey key = WriteLedger.newKey();
    var observation =
        new EncodedResource(
            "Observation",
            NOAH.id(),
            """
            {"resourceType": "Observation", "status": "final",
             "identifier": [{"system": "%s", "value": "%s"}],
             "code": {"coding": [{"system": "http://loinc.org", "code": "95541-9"}]},
             "subject": {"reference": "Patient/noah"}, "valueString": "I decide, with you."}
            """
                .formatted(WriteKey.SYSTEM, key.value()));
    var patient = new Author.Patient(NOAH.id(), null);
    var doctor = new Author.Practitioner(DR_AHLGREN.id(), null, null);
    return ledger.write(
        launch,
        new ToWrite(WriteKind.PREFERENCE_CODED, key, List.of(observation)),
        new Attribution(patient, doctor, null));
  }

  private static <T> T found(Reading<T> reading) {
    assertThat(reading).isInstanceOf(Reading.Found.class);
    return ((Reading.Found<T>) reading).value();
  }
}
