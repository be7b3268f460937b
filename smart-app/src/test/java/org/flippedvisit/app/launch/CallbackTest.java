package org.flippedvisit.app.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.flippedvisit.app.testing.AppTest;
import org.flippedvisit.app.testing.Browser;
import org.flippedvisit.app.testing.TestEhrs;
import org.flippedvisit.app.testing.TestSettings;
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

/** What the app makes of the EHR's answer, and what it does not believe (SMART App Launch 2.2). */
@AppTest
class CallbackTest {
  private static final org.flippedvisit.fixtures.fakeehr.Launch DOCTOR =
      org.flippedvisit.fixtures.fakeehr.Launch.of("Practitioner/dr-ahlgren", "noah", "noah-today");
  private static final String NOT_STARTED_HERE = "This sign-in was not started here";

  private final int port;
  private final Browser browser;

  CallbackTest(@LocalServerPort int port) {
    this.port = port;
    browser = new Browser(port);
  }

  @BeforeEach
  void forgetWhatOthersDid() {
    TestEhrs.reset();
  }

  @Test
  void exchangesCodeOnceWithTheVerifierOfThisRequest() {
    HttpResponse<String> opened = browser.open(TestEhrs.MAIN, DOCTOR);

    assertThat(opened.statusCode()).isEqualTo(303);
    RecordedRequest token =
        assertThat(TestEhrs.MAIN.requestsTo(Interaction.token())).hasSize(1).actual().getFirst();
    assertThat(token.formParameter("grant_type")).contains("authorization_code");
    assertThat(token.formParameter("client_id")).contains(TestSettings.CLIENT_ID);
    assertThat(token.formParameter("redirect_uri"))
        .contains(TestSettings.PUBLIC_URL + "/callback/main");
    assertThat(token.formParameter("code_verifier")).get().asString().hasSizeBetween(43, 128);
    assertThat(token.authorized()).as("a public client has no secret to send").isFalse();
  }

  @Test
  void refusesStateNobodyAskedFor() {
    assertRefusedWithoutTokenCall(browser.get("/callback/main?code=x&state=made-up"));
    assertRefusedWithoutTokenCall(browser.get("/callback/main?code=x"));
    assertRefusedWithoutTokenCall(browser.get("/callback/main"));
    assertRefusedWithoutTokenCall(browser.get("/callback/nobody?code=x&state=made-up"));
  }

  @Test
  void refusesAnswerThatCameBefore() {
    HttpResponse<String> redirect =
        browser.launch(TestEhrs.MAIN.issuer(), TestEhrs.MAIN.launch(DOCTOR));
    String answer = browser.answerOf(redirect);
    assertThat(browser.get(answer).statusCode()).isEqualTo(303);
    TestEhrs.reset();

    assertRefusedWithoutTokenCall(browser.get(answer));
  }

  @Test
  void refusesAnswerToAnotherBrowser() {
    HttpResponse<String> redirect =
        browser.launch(TestEhrs.MAIN.issuer(), TestEhrs.MAIN.launch(DOCTOR));
    String answer = browser.answerOf(redirect);

    assertRefusedWithoutTokenCall(new Browser(port).get(answer));
    assertThat(browser.get(answer).statusCode()).as("in the right browser").isEqualTo(303);
  }

  @Test
  void refusesAnswerAtTheCallbackOfAnotherEhr() {
    HttpResponse<String> redirect =
        browser.launch(TestEhrs.MAIN.issuer(), TestEhrs.MAIN.launch(DOCTOR));
    String answer = browser.answerOf(redirect);

    assertRefusedWithoutTokenCall(browser.get(answer.replace("/main?", "/other?")));
    assertThat(TestEhrs.OTHER.requests()).isEmpty();
    assertRefusedWithoutTokenCall(browser.get(answer)); // it was taken out by the first attempt
  }

  @Test
  void saysThatAccessWasNotGivenWhereConsentIsDenied() {
    TestEhrs.MAIN.deny();

    HttpResponse<String> refused = browser.open(TestEhrs.MAIN, DOCTOR);

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(Browser.words(refused))
        .contains("Access was not given")
        .doesNotContain("The user said no");
    assertThat(TestEhrs.MAIN.requestsTo(Interaction.token())).isEmpty();
  }

  @Test
  void showsNothingOfAnErrorThatTheCallbackBrings() {
    HttpResponse<String> redirect =
        browser.launch(TestEhrs.MAIN.issuer(), TestEhrs.MAIN.launch(DOCTOR));
    String state = browser.answerOf(redirect).replaceFirst(".*[?&]state=", "");

    HttpResponse<String> refused =
        browser.get(
            "/callback/main?error=server_error&error_description=%3Cimg%20src=x%3E&next="
                + "https://evil.example.org&state="
                + state);

    assertThat(refused.statusCode()).isEqualTo(502);
    assertThat(refused.body()).doesNotContain("img", "evil");
    assertThat(refused.headers().firstValue("Location")).isEmpty();
    assertThat(TestEhrs.MAIN.requestsTo(Interaction.token())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 500, 503})
  void opensNothingWhereTokenEndpointRefuses(int status) {
    TestEhrs.MAIN.fault(Interaction.token(), Fault.status(status));

    assertNothingOpened(browser.open(TestEhrs.MAIN, DOCTOR));
    assertThat(TestEhrs.MAIN.requestsTo(Interaction.token())).as("never again").hasSize(1);
  }

  @Test
  void opensNothingWhereTokenEndpointGivesNoUsableAnswer() {
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

      assertNothingOpened(browser.open(TestEhrs.MAIN, DOCTOR));
      assertThat(TestEhrs.MAIN.requestsTo(Interaction.token())).as(fault.toString()).hasSize(1);
    }
    assertThat(TestEhrs.MAIN.foreignRequests()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Quirk.class,
      names = {
        "WRONG_NONCE",
        "WRONG_ID_TOKEN_AUDIENCE",
        "WRONG_ID_TOKEN_ISSUER",
        "WRONG_ID_TOKEN_KEY",
        "EXPIRED_ID_TOKEN"
      })
  void believesNoIdTokenThatIsNotForThisSignIn(Quirk quirk) {
    HttpResponse<String> refused = browser.open(TestEhrs.with(quirk), DOCTOR);

    assertThat(refused.statusCode()).isEqualTo(502);
    assertThat(Browser.words(refused)).contains("We could not be sure who signed in");
  }

  @Test
  void opensNothingWhereKeysOfTheIdTokenCannotBeHad() {
    TestEhrs.OTHER.fault(Interaction.jwks(), Fault.status(500));

    HttpResponse<String> refused = browser.open(TestEhrs.OTHER, DOCTOR);

    assertThat(refused.statusCode()).isEqualTo(502);
    assertThat(Browser.words(refused)).contains("We could not be sure who signed in");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "launch patient/*.rs", "openid launch patient/*.rs"})
  void opensNothingWhereNobodyIsNamed(String grantedScope) {
    HttpResponse<String> refused =
        browser.open(TestEhrs.MAIN, DOCTOR.withGrantedScope(grantedScope));

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(Browser.words(refused)).contains("The chart did not say who you are");
  }

  @Test
  void opensNothingForAPersonOfATypeItDoesNotKnow() {
    HttpResponse<String> refused =
        browser.open(
            TestEhrs.MAIN, org.flippedvisit.fixtures.fakeehr.Launch.of("Device/pump", "noah"));

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(Browser.words(refused)).contains("The chart did not say who you are");
  }

  @Test
  void opensNothingWhereNoPatientIsNamed() {
    HttpResponse<String> refused = browser.open(TestEhrs.MAIN, DOCTOR.withPatient(null));

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(Browser.words(refused)).contains("No patient was open");
  }

  @Test
  void opensWhereTheEhrIsMerelyPeculiar() {
    HttpResponse<String> opened = browser.open(TestEhrs.PECULIAR, DOCTOR);

    assertThat(opened.statusCode()).isEqualTo(303);
    assertThat(Browser.location(opened).getPath()).matches("/visit/[A-Za-z0-9_-]{22}/agenda");
  }

  private void assertRefusedWithoutTokenCall(HttpResponse<String> refused) {
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(Browser.words(refused)).contains(NOT_STARTED_HERE);
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
