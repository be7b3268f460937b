package org.flippedvisit.app.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.flippedvisit.app.testing.AppTest;
import org.flippedvisit.app.testing.Browser;
import org.flippedvisit.app.testing.TestEhrs;
import org.flippedvisit.fixtures.fakeehr.FakeEhr;
import org.flippedvisit.fixtures.fakeehr.Fault;
import org.flippedvisit.fixtures.fakeehr.Interaction;
import org.flippedvisit.fixtures.fakeehr.Quirk;
import org.flippedvisit.fixtures.fakeehr.RecordedRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** How the app finds out where to send people, and whom it does not trust with it (C-20…C-24). */
@AppTest
class DiscoveryTest {
  private final Browser browser;
  private final Ehrs ehrs;
  private final SmartDiscovery discovery;
  private final SmartHttp http;

  DiscoveryTest(@LocalServerPort int port, Ehrs ehrs, SmartDiscovery discovery, SmartHttp http) {
    browser = new Browser(port);
    this.ehrs = ehrs;
    this.discovery = discovery;
    this.http = http;
  }

  @BeforeEach
  void startAnew() {
    Handshake.startAnew(ehrs, discovery);
  }

  @Test
  void c20AsksAtTheFhirBaseForJsonWithoutAToken() {
    browser.launch(TestEhrs.MAIN.issuer(), "one");

    RecordedRequest asked = assertThat(TestEhrs.MAIN.requests()).hasSize(1).actual().getFirst();
    assertThat(asked.method()).isEqualTo("GET");
    assertThat(asked.path()).isEqualTo("/fhir/.well-known/smart-configuration");
    assertThat(asked.query()).isEmpty();
    assertThat(asked.header("Accept")).contains("application/json");
    assertThat(asked.authorized()).isFalse();
    assertThat(asked.header("Cookie")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 404, 500, 503})
  void c20SaysThatServerDoesNotAnswerWhereDiscoveryFails(int status) {
    TestEhrs.MAIN.fault(Interaction.discovery(), Fault.status(status));

    assertRefused(TestEhrs.MAIN, "The chart’s server does not answer");
  }

  @Test
  void c20SaysThatServerDoesNotAnswerWhereDiscoveryIsLateOrCutOff() {
    TestEhrs.MAIN.fault(Interaction.discovery(), Fault.CONNECTION_RESET);
    assertRefused(TestEhrs.MAIN, "The chart’s server does not answer");

    TestEhrs.MAIN.fault(Interaction.discovery(), Fault.TIMEOUT);
    assertRefused(TestEhrs.MAIN, "The chart’s server does not answer");
  }

  @Test
  void c20SaysThatAnswerIsOfNoUseWhereDiscoveryIsNotJson() {
    TestEhrs.MAIN.fault(Interaction.discovery(), Fault.MALFORMED_JSON);
    assertRefused(TestEhrs.MAIN, "answered in a way we cannot use");

    TestEhrs.MAIN.fault(Interaction.discovery(), Fault.HTML_200);
    assertRefused(TestEhrs.MAIN, "answered in a way we cannot use");
  }

  @Test
  void c20FollowsNoRedirectOfDiscovery() {
    TestEhrs.MAIN.fault(Interaction.discovery(), Fault.REDIRECT_OTHER_HOST);

    assertRefused(TestEhrs.MAIN, "The chart’s server does not answer");
    assertThat(TestEhrs.MAIN.foreignRequests()).isEmpty();
  }

  @Test
  void c21ReadsRelativeEndpointsAgainstTheFhirBase() {
    HttpResponse<String> redirect = browser.launch(TestEhrs.PECULIAR.issuer(), "one");

    assertThat(Browser.location(redirect))
        .asString()
        .startsWith(TestEhrs.PECULIAR.issuer() + "/auth/authorize?");
  }

  @ParameterizedTest
  @EnumSource(
      value = Quirk.class,
      names = {"HTML_WELL_KNOWN", "MISSING_S256"})
  void c22RefusesServerThatIsNotFit(Quirk quirk) {
    assertRefused(TestEhrs.with(quirk), "answered in a way we cannot use");
  }

  @Test
  void c22RefusesServerThatDoesNotTakeOurClientAuthentication() {
    TestEhrs.SECRET.quirk(Quirk.AUTH_METHODS_OTHER);

    assertRefused(TestEhrs.SECRET, "answered in a way we cannot use");
  }

  @Test
  void c22TakesSilenceAboutClientAuthenticationForYes() {
    TestEhrs.SECRET.quirk(Quirk.AUTH_METHODS_NOT_STATED);

    assertThat(Handshake.page(browser.open(TestEhrs.SECRET, Handshake.DOCTOR))).isEqualTo("agenda");
  }

  /** A public client has none to show, and servers commonly leave it out of the list. */
  @Test
  void c22LooksForNoClientAuthenticationOfAPublicClient() {
    FakeEhr ehr = TestEhrs.with(Quirk.AUTH_METHODS_OTHER);

    assertThat(Handshake.page(browser.open(ehr, Handshake.DOCTOR))).isEqualTo("agenda");
  }

  @Test
  void c22LetsStrangeCapabilitiesStopNobody() {
    FakeEhr ehr = TestEhrs.with(Quirk.STRANGE_CAPABILITIES);

    assertThat(Handshake.page(browser.open(ehr, Handshake.DOCTOR))).isEqualTo("agenda");
  }

  /** This EHR lists {@code patient/*.cruds} and nothing else of that kind. */
  @Test
  void c23AsksForScopesThatAreNotListed() {
    assertThat(scopes(TestEhrs.MAIN))
        .contains("online_access", "patient/Goal.crus", "user/Practitioner.rs");
  }

  @Test
  void c23AsksInTheSpellingOfV1WhereNoOtherIsKnown() {
    FakeEhr ehr = TestEhrs.with(Quirk.PERMISSION_V1_ONLY);

    assertThat(scopes(ehr))
        .contains("launch", "openid", "fhirUser", "patient/Patient.read", "patient/Goal.read")
        .contains("patient/Observation.read", "patient/Observation.write", "patient/Goal.write")
        .doesNotContain("patient/CarePlan.write")
        .noneMatch(scope -> scope.matches(".*/.*\\.[cruds]+"));
    assertThat(Handshake.page(browser.open(ehr, Handshake.DOCTOR))).isEqualTo("agenda");
  }

  private List<String> scopes(FakeEhr ehr) {
    var asked = Handshake.parameters(browser.launch(ehr.issuer(), ehr.launch(Handshake.DOCTOR)));
    return List.of(asked.getOrDefault("scope", "").split(" ", -1));
  }

  @Test
  void c24AsksOnce() {
    browser.launch(TestEhrs.MAIN.issuer(), "one");
    browser.open(TestEhrs.MAIN, Handshake.DOCTOR);

    assertThat(TestEhrs.MAIN.requestsTo(Interaction.discovery())).hasSize(1);
  }

  @Test
  void c24AsksAgainWhenTenMinutesAreOver() {
    var clock = new MovingClock(Instant.now());
    var remembering = new SmartDiscovery(http, clock);
    Ehr ehr = ehrs.all().getFirst();

    remembering.of(ehr);
    clock.advance(Duration.ofMinutes(10).minusSeconds(1));
    remembering.of(ehr);
    assertThat(TestEhrs.MAIN.requestsTo(Interaction.discovery())).hasSize(1);

    clock.advance(Duration.ofSeconds(2));
    remembering.of(ehr);
    assertThat(TestEhrs.MAIN.requestsTo(Interaction.discovery())).hasSize(2);
  }

  @Test
  void c24AsksAgainAfterTheTokenEndpointFailed() {
    browser.launch(TestEhrs.MAIN.issuer(), "one");
    TestEhrs.MAIN.fault(Interaction.token(), Fault.status(500).once());
    browser.open(TestEhrs.MAIN, Handshake.DOCTOR);

    assertThat(Handshake.page(browser.open(TestEhrs.MAIN, Handshake.DOCTOR))).isEqualTo("agenda");
    assertThat(TestEhrs.MAIN.requestsTo(Interaction.discovery())).hasSize(2);
  }

  @Test
  void c24AsksAgainAfterTheKeysFailed() {
    FakeEhr ehr = TestEhrs.with(Quirk.WRONG_ID_TOKEN_KEY);
    browser.open(ehr, Handshake.DOCTOR);
    ehr.clearQuirks();

    assertThat(Handshake.page(browser.open(ehr, Handshake.DOCTOR))).isEqualTo("agenda");
    assertThat(ehr.requestsTo(Interaction.discovery())).hasSize(2);
  }

  @Test
  void c24KeepsNothingOfAFailure() {
    TestEhrs.MAIN.fault(Interaction.discovery(), Fault.status(503).once());

    assertRefused(TestEhrs.MAIN, "The chart’s server does not answer");
    assertThat(browser.launch(TestEhrs.MAIN.issuer(), "one").statusCode()).isEqualTo(303);
  }

  /** Refused, before anybody is sent anywhere. */
  private void assertRefused(FakeEhr ehr, String words) {
    HttpResponse<String> refused = browser.launch(ehr.issuer(), "one");

    assertThat(refused.statusCode()).isEqualTo(502);
    assertThat(Browser.words(refused)).contains(words);
    assertThat(refused.headers().firstValue("Location")).isEmpty();
    assertThat(ehr.requestsTo(Interaction.authorize())).isEmpty();
    assertThat(ehr.requestsTo(Interaction.token())).isEmpty();
  }
}
