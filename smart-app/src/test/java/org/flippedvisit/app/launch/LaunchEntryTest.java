package org.flippedvisit.app.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.flippedvisit.app.testing.AppTest;
import org.flippedvisit.app.testing.Browser;
import org.flippedvisit.app.testing.TestEhrs;
import org.flippedvisit.fixtures.fakeehr.FakeEhr;
import org.flippedvisit.fixtures.fakeehr.Interaction;
import org.flippedvisit.fixtures.fakeehr.Quirk;
import org.flippedvisit.fixtures.fakeehr.RecordedRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.util.UriUtils;

/** What the app makes of a link in a chart, before it asks anybody anything (C-10…C-13). */
@AppTest
class LaunchEntryTest {
  private final Browser browser;
  private final Ehrs ehrs;
  private final SmartDiscovery discovery;

  LaunchEntryTest(@LocalServerPort int port, Ehrs ehrs, SmartDiscovery discovery) {
    browser = new Browser(port);
    this.ehrs = ehrs;
    this.discovery = discovery;
  }

  @BeforeEach
  void startAnew() {
    Handshake.startAnew(ehrs, discovery);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "?launch=one", "?iss={iss}", "?iss=&launch=", "?iss={iss}&launch=%20"})
  void c10RefusesLaunchThatIsNotComplete(String query) {
    String iss = UriUtils.encode(TestEhrs.MAIN.issuer(), StandardCharsets.UTF_8);

    HttpResponse<String> refused = browser.get("/launch" + query.replace("{iss}", iss));

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(Browser.words(refused)).contains("This link is not complete");
    assertThat(refused.headers().firstValue("Location")).isEmpty();
    assertNoOutboundCall();
  }

  @Test
  void c10EchoesNothingOfTheRequest() {
    HttpResponse<String> refused =
        browser.get("/launch?iss=%3Cscript%3Ealert(1)%3C/script%3E&launch=one");

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).doesNotContain("script", "alert");
  }

  @Test
  void c10SetsCookiesThatAFrameKeeps() {
    browser.open(TestEhrs.MAIN, Handshake.DOCTOR);

    List<String> cookies =
        browser.seen().stream()
            .flatMap(seen -> seen.headers().allValues("Set-Cookie").stream())
            .toList();
    assertThat(cookies)
        .isNotEmpty()
        .allMatch(cookie -> cookie.contains("; SameSite=None"))
        .allMatch(cookie -> cookie.contains("; Partitioned"))
        .anyMatch(
            session ->
                session.matches(
                    "__Host-flipped-visit=[0-9A-F]{32}; Path=/; Secure; HttpOnly; SameSite=None;"
                        + " Partitioned"))
        .anyMatch(
            state ->
                state.matches(
                    "__Secure-launch-[0-9a-f]{16}=[A-Za-z0-9_-]{22}; Path=/callback/main;"
                        + " Max-Age=600; Expires=[^;]+; Secure; HttpOnly; Partitioned;"
                        + " SameSite=None"));
  }

  @Test
  void c10MayBeShownInTheFramesOfItsEhrs() {
    HttpResponse<String> opened = browser.open(TestEhrs.MAIN, Handshake.DOCTOR);
    HttpResponse<String> page = browser.get(Browser.location(opened).getPath());

    assertThat(page.headers().firstValue("X-Frame-Options")).isEmpty();
    assertThat(page.headers().firstValue("Content-Security-Policy"))
        .get()
        .asString()
        .contains("frame-ancestors 'self' https://chart.example.org");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "opaque/+&=%",
        "%2B%20",
        "a b",
        "ünï→",
        "{\"patient\":\"noah\"}",
        "../..",
        "x#y?z"
      })
  void c11SendsTheLaunchBackAsItCame(String opaque) {
    HttpResponse<String> redirect = browser.launch(TestEhrs.MAIN.issuer(), opaque);

    assertThat(Handshake.parameters(redirect)).containsEntry("launch", opaque);
  }

  @Test
  void c12RefusesUnknownIssWithoutAnyOutboundCall() {
    String unknown = TestEhrs.MAIN.foreignOrigin() + "/fhir";
    String besideKnown = TestEhrs.MAIN.origin() + "/fhir/other";
    String aboveKnown = TestEhrs.MAIN.origin();
    String userinfo = TestEhrs.MAIN.issuer().replace("//", "//evil@");
    String query = TestEhrs.MAIN.issuer() + "?x=";
    String upper = TestEhrs.MAIN.issuer().replace("fhir", "FHIR");

    for (String iss :
        new String[] {
          unknown,
          besideKnown,
          aboveKnown,
          userinfo,
          query,
          upper,
          "http://169.254.169.254/",
          "file:///"
        }) {
      HttpResponse<String> refused = browser.launch(iss, "one");

      assertThat(refused.statusCode()).as(iss).isEqualTo(403);
      assertThat(refused.body()).contains("This clinic is not set up here").doesNotContain(iss);
      assertThat(refused.headers().firstValue("Location")).isEmpty();
    }
    assertNoOutboundCall();
  }

  @Test
  void c13TakesIssWithOneSlashMoreAndSendsItBackAsItCame() {
    HttpResponse<String> redirect = browser.launch(TestEhrs.MAIN.issuer() + "/", "one");

    assertThat(Handshake.parameters(redirect)).containsEntry("aud", TestEhrs.MAIN.issuer() + "/");
    assertThat(browser.launch(TestEhrs.MAIN.issuer() + "//", "one").statusCode()).isEqualTo(403);
  }

  /** The FHIR base has a path, and with or without its slash it is the same. */
  @Test
  void c13OpensWhereTheEhrWritesTheSlash() {
    FakeEhr ehr = TestEhrs.with(Quirk.TRAILING_SLASH_IN_ISS);

    HttpResponse<String> opened = browser.open(ehr, Handshake.DOCTOR);

    assertThat(Handshake.page(opened)).isEqualTo("agenda");
    assertThat(ehr.requestsTo(Interaction.discovery()))
        .extracting(RecordedRequest::path)
        .containsExactly("/fhir/.well-known/smart-configuration");
  }

  private static void assertNoOutboundCall() {
    assertThat(TestEhrs.all()).allSatisfy(ehr -> assertThat(ehr.requests()).isEmpty());
  }
}
