package org.flippedvisit.app.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.flippedvisit.app.testing.AppTest;
import org.flippedvisit.app.testing.Browser;
import org.flippedvisit.app.testing.TestEhrs;
import org.flippedvisit.app.testing.TestSettings;
import org.flippedvisit.fixtures.fakeehr.Fault;
import org.flippedvisit.fixtures.fakeehr.Interaction;
import org.flippedvisit.fixtures.fakeehr.Quirk;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/** What leaves the app when a launch begins, and what must not (SMART App Launch 2.2). */
@AppTest
class LaunchRequestTest {
  private final Browser browser;
  private final SmartDiscovery discovery;
  private final Ehrs ehrs;

  LaunchRequestTest(@LocalServerPort int port, SmartDiscovery discovery, Ehrs ehrs) {
    browser = new Browser(port);
    this.discovery = discovery;
    this.ehrs = ehrs;
  }

  @BeforeEach
  void forgetWhatOthersDid() {
    TestEhrs.reset();
    ehrs.all().forEach(discovery::forget);
  }

  @Test
  void sendsExactlyTheParametersOfAnEhrLaunch() {
    HttpResponse<String> redirect = browser.launch(TestEhrs.MAIN.issuer(), "opaque/+&=%");

    Map<String, String> sent = parameters(redirect);
    assertThat(Browser.location(redirect)).asString().startsWith(TestEhrs.MAIN.origin());
    assertThat(sent)
        .containsOnlyKeys(
            "response_type",
            "client_id",
            "redirect_uri",
            "scope",
            "state",
            "aud",
            "code_challenge",
            "code_challenge_method",
            "launch",
            "nonce")
        .containsEntry("response_type", "code")
        .containsEntry("client_id", TestSettings.CLIENT_ID)
        .containsEntry("redirect_uri", TestSettings.PUBLIC_URL + "/callback/main")
        .containsEntry("aud", TestEhrs.MAIN.issuer())
        .containsEntry("launch", "opaque/+&=%")
        .containsEntry("code_challenge_method", "S256");
    assertThat(sent.get("scope")).startsWith("launch openid fhirUser ").doesNotContain("*");
    assertThat(sent.get("state")).hasSizeGreaterThanOrEqualTo(22); // 122 bits (C-33)
    assertThat(sent.get("code_challenge")).hasSize(43);
  }

  @Test
  void asksAnewForStateNonceAndChallengeEachTime() {
    Map<String, String> one = parameters(browser.launch(TestEhrs.MAIN.issuer(), "one"));
    Map<String, String> two = parameters(browser.launch(TestEhrs.MAIN.issuer(), "two"));

    for (String secret : new String[] {"state", "nonce", "code_challenge"}) {
      assertThat(one.get(secret)).isNotEqualTo(two.get(secret));
    }
  }

  @Test
  void takesIssWithOneSlashMoreAndSendsItBackAsItCame() {
    HttpResponse<String> redirect = browser.launch(TestEhrs.MAIN.issuer() + "/", "one");

    assertThat(parameters(redirect)).containsEntry("aud", TestEhrs.MAIN.issuer() + "/");
  }

  @Test
  void refusesUnknownIssWithoutAnyOutboundCall() {
    String unknown = TestEhrs.MAIN.foreignOrigin() + "/fhir";
    String besideKnown = TestEhrs.MAIN.origin() + "/fhir/other";

    for (String iss : new String[] {unknown, besideKnown, "http://169.254.169.254/", "file:///"}) {
      HttpResponse<String> refused = browser.launch(iss, "one");

      assertThat(refused.statusCode()).as(iss).isEqualTo(403);
      assertThat(refused.body()).contains("This clinic is not set up here").doesNotContain(iss);
      assertThat(refused.headers().firstValue("Location")).isEmpty();
    }
    assertThat(TestEhrs.MAIN.requests()).isEmpty();
    assertThat(TestEhrs.OTHER.requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "?launch=one", "?iss={iss}", "?iss=&launch=", "?iss={iss}&launch=%20"})
  void refusesLaunchThatIsNotComplete(String query) {
    String iss = UriUtils.encode(TestEhrs.MAIN.issuer(), StandardCharsets.UTF_8);

    HttpResponse<String> refused = browser.get("/launch" + query.replace("{iss}", iss));

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(Browser.words(refused)).contains("This link is not complete");
    assertThat(TestEhrs.MAIN.requests()).isEmpty();
  }

  @Test
  void echoesNothingOfTheRequest() {
    HttpResponse<String> refused =
        browser.get("/launch?iss=%3Cscript%3Ealert(1)%3C/script%3E&launch=one");

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).doesNotContain("script", "alert");
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 404, 500, 503})
  void saysThatServerDoesNotAnswerWhereDiscoveryFails(int status) {
    TestEhrs.MAIN.fault(Interaction.discovery(), Fault.status(status));

    assertRefused(502, "The chart’s server does not answer");
  }

  @Test
  void saysThatServerDoesNotAnswerWhereDiscoveryIsLateOrCutOff() {
    TestEhrs.MAIN.fault(Interaction.discovery(), Fault.CONNECTION_RESET);
    assertRefused(502, "The chart’s server does not answer");

    TestEhrs.MAIN.fault(Interaction.discovery(), Fault.TIMEOUT);
    assertRefused(502, "The chart’s server does not answer");
  }

  @Test
  void saysThatAnswerIsOfNoUseWhereDiscoveryIsNotJson() {
    TestEhrs.MAIN.fault(Interaction.discovery(), Fault.MALFORMED_JSON);
    assertRefused(502, "answered in a way we cannot use");

    TestEhrs.MAIN.fault(Interaction.discovery(), Fault.HTML_200);
    assertRefused(502, "answered in a way we cannot use");
  }

  @Test
  void followsNoRedirectOfDiscovery() {
    TestEhrs.MAIN.fault(Interaction.discovery(), Fault.REDIRECT_OTHER_HOST);

    assertRefused(502, "The chart’s server does not answer");
    assertThat(TestEhrs.MAIN.foreignRequests()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Quirk.class,
      names = {"HTML_WELL_KNOWN", "MISSING_S256"})
  void refusesServerThatIsNotFit(Quirk quirk) {
    HttpResponse<String> refused = browser.launch(TestEhrs.with(quirk).issuer(), "one");

    assertThat(refused.statusCode()).isEqualTo(502);
    assertThat(Browser.words(refused)).contains("answered in a way we cannot use");
  }

  @Test
  void readsRelativeEndpointsAgainstTheFhirBase() {
    HttpResponse<String> redirect = browser.launch(TestEhrs.PECULIAR.issuer(), "one");

    assertThat(Browser.location(redirect))
        .asString()
        .startsWith(TestEhrs.PECULIAR.issuer() + "/auth/authorize?");
  }

  @Test
  void asksForDiscoveryOnceAndAgainOnlyAfterAFailure() {
    browser.launch(TestEhrs.MAIN.issuer(), "one");
    browser.launch(TestEhrs.MAIN.issuer(), "two");

    assertThat(TestEhrs.MAIN.requestsTo(Interaction.discovery())).hasSize(1);
    assertThat(TestEhrs.MAIN.requestsTo(Interaction.discovery()).getFirst().authorized()).isFalse();
  }

  private void assertRefused(int status, String words) {
    HttpResponse<String> refused = browser.launch(TestEhrs.MAIN.issuer(), "one");
    assertThat(refused.statusCode()).isEqualTo(status);
    assertThat(Browser.words(refused)).contains(words);
  }

  private static Map<String, String> parameters(HttpResponse<String> redirect) {
    assertThat(redirect.statusCode()).isEqualTo(303);
    URI target = Browser.location(redirect);
    var decoded = new TreeMap<String, String>();
    UriComponentsBuilder.fromUri(target)
        .build(true)
        .getQueryParams()
        .forEach(
            (name, values) -> {
              assertThat(values).as(name).hasSize(1);
              decoded.put(
                  name,
                  UriUtils.decode(values.getFirst().replace("+", "%20"), StandardCharsets.UTF_8));
            });
    return decoded;
  }
}
