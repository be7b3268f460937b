package org.flippedvisit.app.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.flippedvisit.app.launch.AccessTokens.SignInEnded;
import org.flippedvisit.app.testing.AppTest;
import org.flippedvisit.app.testing.Browser;
import org.flippedvisit.app.testing.TestEhrs;
import org.flippedvisit.app.testing.Together;
import org.flippedvisit.fixtures.fakeehr.FakeEhr;
import org.flippedvisit.fixtures.fakeehr.Fault;
import org.flippedvisit.fixtures.fakeehr.Interaction;
import org.flippedvisit.fixtures.fakeehr.Quirk;
import org.flippedvisit.fixtures.fakeehr.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Tokens are renewed in time, one renewal at a time, and never for another patient (C-80…C-83). */
@AppTest
class RefreshTest {
  private final Browser browser;
  private final Launches launches;
  private final AccessTokens tokens;
  private final LaunchEnd end;
  private final SmartTokenHttp http;
  private final ClientAssertions assertions;
  private final Ehrs ehrs;
  private final SmartDiscovery discovery;

  RefreshTest(
      @LocalServerPort int port,
      Launches launches,
      AccessTokens tokens,
      LaunchEnd end,
      SmartTokenHttp http,
      ClientAssertions assertions,
      Ehrs ehrs,
      SmartDiscovery discovery) {
    browser = new Browser(port);
    this.launches = launches;
    this.tokens = tokens;
    this.end = end;
    this.http = http;
    this.assertions = assertions;
    this.ehrs = ehrs;
    this.discovery = discovery;
  }

  @BeforeEach
  void letTokensLiveAMoment() {
    Handshake.startAnew(ehrs, discovery);
    // less than the app renews ahead
    TestEhrs.all().forEach(ehr -> ehr.withTokenLifetime(Duration.ofSeconds(5)));
  }

  @AfterEach
  void letTokensLiveAgain() {
    TestEhrs.all().forEach(ehr -> ehr.withTokenLifetime(Duration.ofHours(1)));
    TestEhrs.reset();
  }

  @Test
  void c80AsksForTheSameAgain() {
    Launch launch = open(TestEhrs.MAIN);

    tokens.current(launch);

    RecordedRequest renewal = renewals(TestEhrs.MAIN);
    assertThat(renewal.formParameter("grant_type")).contains("refresh_token");
    assertThat(renewal.formParameter("client_id")).isPresent();
    assertThat(renewal.formParameter("scope")).as("absent means the same").isEmpty();
    assertThat(renewal.formParameter("code")).isEmpty();
  }

  @Test
  void c80ProvesItselfInTheSameWayAgain() {
    Launch launch = open(TestEhrs.SECRET);

    tokens.current(launch);

    assertThat(renewals(TestEhrs.SECRET).header("Authorization"))
        .get()
        .asString()
        .startsWith("Basic ");
  }

  @Test
  void c80RenewsWhereTheEhrDoesNotSayThatItCan() {
    FakeEhr ehr = TestEhrs.with(Quirk.REFRESH_GRANT_NOT_STATED);
    Launch launch = open(ehr);
    String first = launches.tokens(launch.id()).orElseThrow().access().getTokenValue();

    assertThat(tokens.current(launch)).isNotEqualTo(first);
  }

  @Test
  void c80LivesOnWithTheOldTokenAsLongAsItIsGoodWhereRenewalIsRefused() {
    Launch launch = open(TestEhrs.MAIN);
    TestEhrs.MAIN.fault(Interaction.token(), Fault.status(400));

    String old = tokens.current(launch);

    assertThat(tokens.current(launch)).isEqualTo(old);
    assertThat(TestEhrs.MAIN.requestsTo(Interaction.token())).as("not asked again").hasSize(1);
  }

  @Test
  void c80TriesAgainLaterWhereRenewalMerelyFailed() {
    TestEhrs.MAIN.withTokenLifetime(Duration.ofSeconds(25));
    Launch launch = open(TestEhrs.MAIN);
    var clock = new MovingClock(Instant.now());
    var waiting = new AccessTokens(launches, end, http, assertions, clock);
    TestEhrs.MAIN.fault(Interaction.token(), Fault.status(503).once());

    String old = waiting.current(launch);
    assertThat(waiting.current(launch)).as("not at once").isEqualTo(old);
    assertThat(TestEhrs.MAIN.requestsTo(Interaction.token())).hasSize(1);

    clock.advance(Duration.ofSeconds(6));
    assertThat(waiting.current(launch)).isNotEqualTo(old);
    assertThat(TestEhrs.MAIN.requestsTo(Interaction.token())).hasSize(2);
  }

  @Test
  void c80GivesNoTokenThatHasRunOut() {
    Launch launch = open(TestEhrs.with(Quirk.NO_REFRESH_TOKEN));
    var clock = new MovingClock(Instant.now());
    var later = new AccessTokens(launches, end, http, assertions, clock);
    assertThat(later.current(launch)).isNotEmpty();

    clock.advance(Duration.ofSeconds(6));

    assertThatThrownBy(() -> later.current(launch)).isInstanceOf(SignInEnded.class);
    assertThat(TestEhrs.VENDOR.requestsTo(Interaction.token())).isEmpty();
  }

  @Test
  void c81RenewsOnceWhereSeveralReadTogether() throws Exception {
    Launch launch = open(TestEhrs.MAIN);
    TestEhrs.MAIN.withTokenLifetime(Duration.ofHours(1));

    var current = Together.run(8, () -> tokens.current(launch));

    assertThat(current.stream().distinct()).hasSize(1);
    assertThat(TestEhrs.MAIN.requestsTo(Interaction.token())).hasSize(1);
  }

  /** This EHR ends the whole grant when it sees a refresh token for the second time. */
  @Test
  void c81UsesEachRefreshTokenOnce() {
    Launch launch = open(TestEhrs.MAIN);

    for (int time = 0; time < 3; time++) {
      tokens.current(launch);
    }

    assertThat(TestEhrs.MAIN.requestsTo(Interaction.token()))
        .hasSize(3)
        .extracting(request -> request.formParameter("refresh_token").orElseThrow())
        .doesNotHaveDuplicates();
  }

  @Test
  void c81KeepsTheRefreshTokenWhereNoOtherCame() {
    FakeEhr ehr = TestEhrs.with(Quirk.REFRESH_TOKEN_KEPT);
    Launch launch = open(ehr);

    String first = tokens.current(launch);

    assertThat(tokens.current(launch)).isNotEqualTo(first);
    assertThat(ehr.requestsTo(Interaction.token()))
        .hasSize(2)
        .extracting(request -> request.formParameter("refresh_token").orElseThrow())
        .containsOnly(
            ehr.requestsTo(Interaction.token())
                .getFirst()
                .formParameter("refresh_token")
                .orElseThrow());
  }

  @Test
  void c82EndsTheLaunchWhereTheRenewedTokenIsForAnotherPatient() {
    FakeEhr ehr = TestEhrs.SECRET.quirk(Quirk.OTHER_PATIENT_ON_REFRESH);
    Launch launch = open(ehr);

    assertThatThrownBy(() -> tokens.current(launch)).isInstanceOf(SignInEnded.class);

    assertThat(launches.tokens(launch.id())).as("nothing of it is left").isEmpty();
    assertThatThrownBy(() -> tokens.current(launch)).isInstanceOf(SignInEnded.class);
    assertThat(ehr.requestsTo(Interaction.token())).hasSize(1);
  }

  /**
   * At this EHR the app asks for the roles of staff before it opens, with a token as short-lived.
   */
  @Test
  void c82OpensNothingWhereTheTokenIsForAnotherPatientEvenBeforeTheFirstPage() {
    FakeEhr ehr = TestEhrs.with(Quirk.OTHER_PATIENT_ON_REFRESH);

    HttpResponse<String> refused = browser.open(ehr, Handshake.DOCTOR);

    assertThat(refused.statusCode()).isEqualTo(502);
    assertThat(refused.headers().firstValue("Location")).isEmpty();
    assertThat(ehr.requestsTo(Interaction.search("PractitionerRole"))).isEmpty();
  }

  /** The EHR of {@link Quirk#NO_PATIENT} names none at a refresh either. */
  @Test
  void c82NeedsNoContextInARenewedToken() {
    Launch launch = open(TestEhrs.VENDOR);
    String first = launches.tokens(launch.id()).orElseThrow().access().getTokenValue();
    TestEhrs.with(Quirk.NO_PATIENT, Quirk.NO_ENCOUNTER);

    assertThat(tokens.current(launch)).isNotEqualTo(first);
    assertThat(launches.tokens(launch.id())).isPresent();
  }

  @Test
  void c83AsksForRefreshWhileOnlineForStaffAndForNoneInThePortal() {
    TestEhrs.OTHER.signIn(org.flippedvisit.fixtures.fakeehr.Launch.of("Patient/noah", "noah"));

    String staff =
        Handshake.parameters(browser.launch(TestEhrs.MAIN.issuer(), "x")).getOrDefault("scope", "");
    var portal = browser.get("/portal?ehr=other");

    assertThat(staff.split(" ", -1)).contains("online_access").doesNotContain("offline_access");
    assertThat(Handshake.parameters(portal).getOrDefault("scope", "").split(" ", -1))
        .doesNotContain("online_access", "offline_access");
    Launch launch = Handshake.launch(launches, browser.signInAt(portal));
    assertThat(launches.tokens(launch.id()).orElseThrow().refresh()).isNull();
  }

  private static RecordedRequest renewals(FakeEhr ehr) {
    return assertThat(ehr.requestsTo(Interaction.token())).hasSize(1).actual().getFirst();
  }

  /** Opens a launch; the EHR's record begins after it. */
  private Launch open(FakeEhr ehr) {
    Launch launch = Handshake.launch(launches, browser.open(ehr, Handshake.DOCTOR));
    ehr.resetRequests();
    return launch;
  }
}
