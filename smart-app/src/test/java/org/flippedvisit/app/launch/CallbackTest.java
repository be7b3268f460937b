package org.flippedvisit.app.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.flippedvisit.app.testing.AppTest;
import org.flippedvisit.app.testing.Browser;
import org.flippedvisit.app.testing.TestEhrs;
import org.flippedvisit.fixtures.fakeehr.FakeEhr;
import org.flippedvisit.fixtures.fakeehr.Fault;
import org.flippedvisit.fixtures.fakeehr.Interaction;
import org.flippedvisit.fixtures.fakeehr.Quirk;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Which answers of an EHR the app believes, and that it believes each once (C-40…C-43). */
@AppTest
class CallbackTest {
  private final int port;
  private final Browser browser;
  private final Launches launches;
  private final Ehrs ehrs;
  private final SmartDiscovery discovery;

  CallbackTest(@LocalServerPort int port, Launches launches, Ehrs ehrs, SmartDiscovery discovery) {
    this.port = port;
    browser = new Browser(port);
    this.launches = launches;
    this.ehrs = ehrs;
    this.discovery = discovery;
  }

  @BeforeEach
  void startAnew() {
    Handshake.startAnew(ehrs, discovery);
  }

  @Test
  void c40RefusesStateNobodyAskedFor() {
    assertRefusedWithoutTokenCall(browser.get("/callback/main?code=x&state=made-up"));
    assertRefusedWithoutTokenCall(browser.get("/callback/main?code=x"));
    assertRefusedWithoutTokenCall(browser.get("/callback/main"));
    assertRefusedWithoutTokenCall(browser.get("/callback/nobody?code=x&state=made-up"));
  }

  @Test
  void c40RefusesAnswerThatCameBefore() {
    String answer = answer();
    assertThat(browser.get(answer).statusCode()).isEqualTo(303);
    TestEhrs.reset();

    assertRefusedWithoutTokenCall(browser.get(answer));
  }

  @Test
  void c40RefusesAnswerToAnotherBrowser() {
    String answer = answer();

    assertRefusedWithoutTokenCall(new Browser(port).get(answer));
    assertThat(browser.get(answer).statusCode()).as("in the right browser").isEqualTo(303);
  }

  /** A browser with a launch of its own under way is another browser all the same. */
  @Test
  void c40RefusesAnswerToAnotherBrowserThatIsLaunchingToo() {
    String answer = answer();
    var other = new Browser(port);
    other.launch(TestEhrs.MAIN.issuer(), TestEhrs.MAIN.launch(Handshake.DOCTOR));

    assertRefusedWithoutTokenCall(other.get(answer));
  }

  @Test
  void c40RefusesAnswerAtTheCallbackOfAnotherEhr() {
    String answer = answer();

    assertRefusedWithoutTokenCall(browser.get(answer.replace("/main?", "/other?")));
    assertThat(TestEhrs.OTHER.requests()).isEmpty();
  }

  @Test
  void c40CompletesTwoLaunchesThatAreUnderWayTogether() {
    HttpResponse<String> first =
        browser.launch(
            TestEhrs.MAIN.issuer(), TestEhrs.MAIN.launch(Handshake.by("Practitioner/a")));
    HttpResponse<String> second =
        browser.launch(
            TestEhrs.OTHER.issuer(),
            TestEhrs.OTHER.launch(Handshake.by("Practitioner/b").withPatient("amina")));

    Launch ofSecond = Handshake.launch(launches, browser.signInAt(second));
    Launch ofFirst = Handshake.launch(launches, browser.signInAt(first));

    assertThat(ofFirst.patientId()).isEqualTo("noah");
    assertThat(ofFirst.ehr().id()).isEqualTo("main");
    assertThat(ofSecond.patientId()).isEqualTo("amina");
    assertThat(ofSecond.ehr().id()).isEqualTo("other");
    assertThat(ofFirst.id()).isNotEqualTo(ofSecond.id());
  }

  @Test
  void c40GivesTheSessionANewIdOnceSomebodyIsSignedIn() {
    HttpResponse<String> redirect =
        browser.launch(TestEhrs.MAIN.issuer(), TestEhrs.MAIN.launch(Handshake.DOCTOR));
    HttpResponse<String> opened = browser.signInAt(redirect);

    assertThat(sessionCookie(redirect)).isNotEmpty();
    assertThat(sessionCookie(opened)).isNotEmpty().isNotEqualTo(sessionCookie(redirect));
  }

  @Test
  void c40GivesTheSessionANewIdAlsoAfterALaunchThatWasRefused() {
    TestEhrs.MAIN.deny();
    assertThat(browser.open(TestEhrs.MAIN, Handshake.DOCTOR).statusCode()).isEqualTo(403);
    TestEhrs.reset();

    HttpResponse<String> redirect =
        browser.launch(TestEhrs.MAIN.issuer(), TestEhrs.MAIN.launch(Handshake.DOCTOR));
    HttpResponse<String> opened = browser.signInAt(redirect);

    assertThat(sessionCookie(opened)).isNotEmpty().isNotEqualTo(sessionCookie(redirect));
  }

  private static String sessionCookie(HttpResponse<String> opened) {
    return opened.headers().allValues("Set-Cookie").stream()
        .filter(cookie -> cookie.startsWith("__Host-flipped-visit="))
        .findFirst()
        .orElse("");
  }

  @Test
  void c41SaysThatAccessWasNotGivenWhereConsentIsDenied() {
    TestEhrs.MAIN.deny();

    HttpResponse<String> refused = browser.open(TestEhrs.MAIN, Handshake.DOCTOR);

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(Browser.words(refused))
        .contains("Access was not given")
        .doesNotContain("The user said no");
    assertThat(TestEhrs.MAIN.requestsTo(Interaction.token())).isEmpty();
  }

  @Test
  void c41ShowsNothingOfAnErrorThatTheCallbackBrings() {
    HttpResponse<String> refused =
        browser.get(
            "/callback/main?error=server_error&error_description=%3Cimg%20src=x%3E&next="
                + "https://evil.example.org&state="
                + state(answer()));

    assertThat(refused.statusCode()).isEqualTo(502);
    assertThat(refused.body()).doesNotContain("img", "evil");
    assertThat(refused.headers().firstValue("Location")).isEmpty();
    assertThat(TestEhrs.MAIN.requestsTo(Interaction.token())).isEmpty();
  }

  @Test
  void c41RefusesAnAnswerWithoutACode() {
    HttpResponse<String> refused = browser.get("/callback/main?state=" + state(answer()));

    assertThat(refused.statusCode()).isEqualTo(502);
    assertThat(TestEhrs.MAIN.requestsTo(Interaction.token())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 500, 503})
  void c42UsesTheCodeOnceWhereTheTokenEndpointRefuses(int status) {
    TestEhrs.MAIN.fault(Interaction.token(), Fault.status(status));

    assertNothingOpened(browser.open(TestEhrs.MAIN, Handshake.DOCTOR));
    assertThat(TestEhrs.MAIN.requestsTo(Interaction.token())).as("never again").hasSize(1);
  }

  @Test
  void c42UsesTheCodeOnceWhereTheTokenEndpointGivesNoUsableAnswer() {
    for (Fault fault :
        new Fault[] {
          Fault.TIMEOUT,
          Fault.HTML_200,
          Fault.MALFORMED_JSON,
          Fault.CONNECTION_RESET,
          Fault.REDIRECT_OTHER_HOST,
          Fault.emptyStatus(200)
        }) {
      TestEhrs.reset();
      TestEhrs.MAIN.fault(Interaction.token(), fault);

      assertNothingOpened(browser.open(TestEhrs.MAIN, Handshake.DOCTOR));
      assertThat(TestEhrs.MAIN.requestsTo(Interaction.token())).as(fault.toString()).hasSize(1);
    }
    assertThat(TestEhrs.MAIN.foreignRequests()).isEmpty();
  }

  @Test
  void c43TakesAnAnswerThatNamesItsIssuer() {
    FakeEhr ehr = TestEhrs.with(Quirk.ISS_IN_CALLBACK, Quirk.ISSUER_DIFFERS_FROM_FHIR_BASE);

    assertThat(Handshake.page(browser.open(ehr, Handshake.DOCTOR))).isEqualTo("agenda");
  }

  @Test
  void c43RefusesAnAnswerThatNamesAnotherIssuer() {
    FakeEhr ehr = TestEhrs.with(Quirk.OTHER_ISS_IN_CALLBACK);

    HttpResponse<String> refused = browser.open(ehr, Handshake.DOCTOR);

    assertThat(refused.statusCode()).isIn(400, 502);
    assertThat(refused.headers().firstValue("Location")).isEmpty();
    assertThat(refused.body()).doesNotContain("other-ehr");
    assertThat(ehr.requestsTo(Interaction.token())).isEmpty();
  }

  /** The callback that the EHR sends this browser to, not yet called. */
  private String answer() {
    return browser.answerOf(
        browser.launch(TestEhrs.MAIN.issuer(), TestEhrs.MAIN.launch(Handshake.DOCTOR)));
  }

  private static String state(String answer) {
    return answer.replaceFirst(".*[?&]state=", "");
  }

  private static void assertRefusedWithoutTokenCall(HttpResponse<String> refused) {
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(Browser.words(refused)).contains("This sign-in was not started here");
    assertThat(refused.headers().firstValue("Location")).isEmpty();
    assertThat(TestEhrs.MAIN.requestsTo(Interaction.token())).isEmpty();
  }

  private static void assertNothingOpened(HttpResponse<String> refused) {
    assertThat(refused.statusCode()).isEqualTo(502);
    assertThat(Browser.words(refused))
        .contains("The chart’s server could not finish the sign-in")
        .doesNotContain("a fault was set");
    assertThat(refused.headers().firstValue("Location")).isEmpty();
  }
}
