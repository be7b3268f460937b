package org.flippedvisit.app.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.requestTo;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withSuccess;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flippedvisit.app.launch.LaunchRefused.Reason;
import org.flippedvisit.app.patient.PatientService;
import org.flippedvisit.app.testing.AppTest;
import org.flippedvisit.app.testing.Browser;
import org.flippedvisit.app.testing.TestEhrs;
import org.flippedvisit.app.testing.TestSettings;
import org.flippedvisit.fixtures.fakeehr.Interaction;
import org.flippedvisit.fixtures.fakeehr.RecordedRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.test.web.client.MockRestServiceServer;
import org.springframework.web.client.RestClient;

/** What the app is registered as, and what it keeps to itself (C-01…C-07). */
@AppTest
@ExtendWith(OutputCaptureExtension.class)
class RegistrationTest {
  /**
   * Pictures that this app draws, without a word of a person or a chart in them ({@code
   * TrendsSectionTest.putsNoWordOfThePersonOrTheChartIntoThePictures}).
   */
  private static final Path DRAWN = Path.of("trend", "Drawn.java");

  private final Browser browser;
  private final Launches launches;
  private final Ehrs ehrs;
  private final SmartDiscovery discovery;
  private final PatientService patients;

  RegistrationTest(
      @LocalServerPort int port,
      Launches launches,
      Ehrs ehrs,
      SmartDiscovery discovery,
      PatientService patients) {
    browser = new Browser(port);
    this.launches = launches;
    this.ehrs = ehrs;
    this.discovery = discovery;
    this.patients = patients;
  }

  @BeforeEach
  void startAnew() {
    Handshake.startAnew(ehrs, discovery);
  }

  /** This EHR compares redirect URIs byte for byte with the one that was registered. */
  @Test
  void c01SendsTheRegisteredRedirectUri() {
    String registered = TestSettings.PUBLIC_URL + "/callback/secret";
    TestEhrs.SECRET.signIn(Handshake.by("Patient/noah"));

    HttpResponse<String> byEhr =
        browser.launch(
            TestEhrs.SECRET.issuer() + "/", TestEhrs.SECRET.launch(Handshake.DOCTOR) + "&x=?");
    HttpResponse<String> standalone = browser.get("/portal?ehr=secret&redirect_uri=https://evil");

    assertThat(Handshake.parameters(byEhr)).containsEntry("redirect_uri", registered);
    assertThat(Handshake.parameters(standalone)).containsEntry("redirect_uri", registered);
    assertThat(Handshake.page(browser.signInAt(standalone))).isEqualTo("before");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"authorization_endpoint", "token_endpoint", "jwks_uri", "revocation_endpoint"})
  void c02RefusesAnEndpointInTheClear(String endpoint) {
    Ehr ehr = ehr("https://ehr.example.org/fhir");

    assertThat(discoveryOf(Map.of()).of(ehr).token())
        .isEqualTo(URI.create("https://auth.example.org/token_endpoint"));
    assertThatThrownBy(
            () -> discoveryOf(Map.of(endpoint, "http://auth.example.org/" + endpoint)).of(ehr))
        .isInstanceOfSatisfying(
            LaunchRefused.class,
            refused -> assertThat(refused.reason()).isEqualTo(Reason.EHR_UNFIT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://ehr.example.org/fhir", "ftp://localhost/fhir", "localhost/fhir"})
  void c02DoesNotStartWithAnIssuerInTheClear(String issuer) {
    assertThatIllegalStateException().isThrownBy(() -> ehr(issuer)).withMessageContaining("https");
    assertThat(ehr("http://localhost:8090/fhir").issuer()).as("on this machine").isNotEmpty();
  }

  private static Ehr ehr(String issuer) {
    return new Ehrs(Configured.with(Map.of("issuer", issuer))).all().getFirst();
  }

  /** Discovery at an EHR with TLS, all of whose endpoints have it too except those given. */
  private static SmartDiscovery discoveryOf(Map<String, String> other) {
    var document = new StringBuilder("{\"issuer\":\"https://ehr.example.org/fhir\",");
    for (String endpoint :
        new String[] {
          "authorization_endpoint", "token_endpoint", "jwks_uri", "revocation_endpoint"
        }) {
      String url = other.getOrDefault(endpoint, "https://auth.example.org/" + endpoint);
      document.append("\"%s\":\"%s\",".formatted(endpoint, url));
    }
    document.append("\"code_challenge_methods_supported\":[\"S256\"],\"capabilities\":[]}");
    RestClient.Builder client = RestClient.builder();
    MockRestServiceServer.bindTo(client)
        .build()
        .expect(requestTo("https://ehr.example.org/fhir/.well-known/smart-configuration"))
        .andRespond(withSuccess(document.toString(), MediaType.APPLICATION_JSON));
    var http = mock(SmartHttp.class);
    when(http.client()).thenReturn(client.build());
    return new SmartDiscovery(http, Clock.systemUTC());
  }

  @Test
  void c03FetchesNothingThatTheEhrNamesAsStyle() {
    HttpResponse<String> opened =
        browser.open(
            TestEhrs.MAIN,
            Handshake.DOCTOR.withSmartStyleUrl(TestEhrs.MAIN.foreignOrigin() + "/style.json"));
    HttpResponse<String> page = browser.get(Browser.location(opened).getPath());

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).doesNotContain("style.json");
    assertThat(TestEhrs.MAIN.foreignRequests()).isEmpty();
  }

  @Test
  void c03TakesAnIntentForAWordToCompareAndNothingElse() {
    HttpResponse<String> opened =
        browser.open(TestEhrs.MAIN, Handshake.DOCTOR.withIntent("<script>alert(1)</script>"));
    HttpResponse<String> page = browser.get(Browser.location(opened).getPath());

    assertThat(Handshake.page(opened)).isEqualTo("agenda");
    assertThat(page.body()).doesNotContain("alert(1)");
  }

  /** Vaadin writes text as text; these are the ways round that. */
  @Test
  void c03HasNoPageThatTakesMarkupOrRunsWhatItWasGiven() throws IOException {
    var markup =
        Pattern.compile(
            "innerHTML|insertAdjacentHTML|document\\.write|\\beval\\(|new Html\\("
                + "|component\\.Html;|fromSafeHtml|setAsHtml|Jsoup");
    var script = Pattern.compile("executeJs\\(\\s*(.\\w*)");
    for (Path source : sources()) {
      String code = Files.readString(source);
      if (source.endsWith(DRAWN)) {
        code = code.replace("setProperty(\"innerHTML\", svg)", "");
      }
      assertThat(markup.matcher(code).results().map(hit -> hit.group())).as("%s", source).isEmpty();
      Matcher run = script.matcher(code);
      while (run.find()) {
        assertThat(run.group(1)).as("a script of our own in %s", source).matches("\"\\w*|[A-Z_]+");
      }
    }
  }

  private static List<Path> sources() throws IOException {
    try (var files = Files.walk(Path.of("src/main"))) {
      List<Path> sources =
          files
              .filter(file -> file.toString().matches(".*\\.(java|js|ts|html)"))
              .filter(file -> !file.toString().contains("generated"))
              .toList();
      assertThat(sources).hasSizeGreaterThan(50);
      return sources;
    }
  }

  @Test
  void c04FollowsNoAddressThatComesWithTheCallback() {
    HttpResponse<String> redirect =
        browser.launch(TestEhrs.MAIN.issuer(), TestEhrs.MAIN.launch(Handshake.DOCTOR));
    String answer = browser.answerOf(redirect);

    HttpResponse<String> opened =
        browser.get(
            answer
                + "&redirect=https://evil.example.org&next=//evil.example.org"
                + "&error_uri=https://evil.example.org&redirect_uri=https://evil.example.org");

    assertThat(Handshake.page(opened)).isEqualTo("agenda");
    assertThat(opened.headers().map().toString()).doesNotContain("evil");
  }

  @Test
  void c05SetsOnlyCookiesThatGoOverTls() {
    HttpResponse<String> opened = browser.open(TestEhrs.MAIN, Handshake.DOCTOR);
    browser.get(Browser.location(opened).getPath());

    List<String> cookies =
        browser.seen().stream()
            .flatMap(seen -> seen.headers().allValues("Set-Cookie").stream())
            .toList();
    assertThat(cookies)
        .isNotEmpty()
        .allMatch(cookie -> cookie.startsWith("__Host-") || cookie.startsWith("__Secure-"))
        .allMatch(cookie -> cookie.contains("; Secure"))
        .allMatch(cookie -> cookie.contains("; HttpOnly"));
  }

  @Test
  void c06TellsNobodyTheTokenTheCodeOrTheVerifier(CapturedOutput log) {
    HttpResponse<String> opened = browser.open(TestEhrs.MAIN, Handshake.DOCTOR);
    browser.get(Browser.location(opened).getPath());
    patients.people(Handshake.launch(launches, opened)).join();

    List<String> secrets = secrets();
    assertThat(secrets).hasSize(3).doesNotHaveDuplicates();
    for (String secret : secrets) {
      assertThat(secret).hasSizeGreaterThan(8);
      for (HttpResponse<String> seen : browser.seen()) {
        assertThat(seen.body()).doesNotContain(secret);
        assertThat(seen.headers().map().toString()).doesNotContain(secret);
      }
      assertThat(log.getAll()).contains("launch.opened").doesNotContain(secret);
    }
    assertThat(log.getAll()).doesNotContain("noah-today", "dr-ahlgren");
  }

  /** What passed between the app and the EHR and is for nobody else. */
  private static List<String> secrets() {
    RecordedRequest token = TestEhrs.MAIN.requestsTo(Interaction.token()).getFirst();
    RecordedRequest read = TestEhrs.MAIN.requestsTo(Interaction.anyFhir()).getFirst();
    var secrets = new ArrayList<String>();
    secrets.add(token.formParameter("code").orElseThrow());
    secrets.add(token.formParameter("code_verifier").orElseThrow());
    secrets.add(read.header("Authorization").orElseThrow().replace("Bearer ", ""));
    return secrets;
  }

  @Test
  void c07DoesNotStartWithoutWhatItProvesItselfWith() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                new Ehrs(
                    Configured.with(
                        Map.of(
                            "issuer", "https://ehr.example.org/fhir",
                            "client-authentication", "client_secret_basic"))))
        .withMessageContaining("client-secret");
  }
}
