package org.flippedvisit.app.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.flippedvisit.app.testing.AppTest;
import org.flippedvisit.app.testing.Browser;
import org.flippedvisit.app.testing.TestEhrs;
import org.flippedvisit.app.testing.TestSettings;
import org.flippedvisit.fixtures.fakeehr.FakeEhr;
import org.flippedvisit.fixtures.fakeehr.Interaction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.util.UriUtils;

/** What leaves the app when a launch begins, and what must not (C-30…C-38). */
@AppTest
class AuthorizationRequestTest {
  /** Some servers cut request headers at 8 kB, cookies and all. */
  private static final int SHORT = 4096;

  private final Browser browser;
  private final Launches launches;
  private final Ehrs ehrs;
  private final SmartDiscovery discovery;

  AuthorizationRequestTest(
      @LocalServerPort int port, Launches launches, Ehrs ehrs, SmartDiscovery discovery) {
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
  void c30SendsExactlyTheParametersOfAnEhrLaunch() {
    HttpResponse<String> redirect = browser.launch(TestEhrs.MAIN.issuer(), "opaque");

    assertThat(Browser.location(redirect)).asString().startsWith(TestEhrs.MAIN.origin());
    assertThat(Handshake.parameters(redirect))
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
        .containsEntry("launch", "opaque")
        .containsEntry("code_challenge_method", "S256");
  }

  @Test
  void c30LeavesLaunchOutOfAStandaloneLaunch() {
    assertThat(Handshake.parameters(browser.get("/portal?ehr=other")))
        .containsOnlyKeys(
            "response_type",
            "client_id",
            "redirect_uri",
            "scope",
            "state",
            "aud",
            "code_challenge",
            "code_challenge_method",
            "nonce");
  }

  @Test
  void c31NamesTheFhirServerItWillReadFrom() {
    for (FakeEhr ehr : List.of(TestEhrs.MAIN, TestEhrs.PECULIAR)) {
      assertThat(Handshake.parameters(browser.launch(ehr.issuer(), "one")))
          .containsEntry("aud", ehr.issuer());
    }
    assertThat(Handshake.parameters(browser.get("/portal?ehr=other")))
        .containsEntry("aud", TestEhrs.OTHER.issuer());
  }

  @Test
  void c32ProvesWithAVerifierOfItsOwnThatTheCodeIsItsOwn() throws GeneralSecurityException {
    var verifiers = new HashSet<String>();
    for (int time = 0; time < 3; time++) {
      TestEhrs.reset();
      HttpResponse<String> redirect =
          browser.launch(TestEhrs.MAIN.issuer(), TestEhrs.MAIN.launch(Handshake.DOCTOR));
      browser.signInAt(redirect);

      String verifier =
          TestEhrs.MAIN
              .requestsTo(Interaction.token())
              .getFirst()
              .formParameter("code_verifier")
              .orElseThrow();
      assertThat(verifier).matches("[A-Za-z0-9._~-]{43,128}");
      assertThat(Handshake.parameters(redirect)).containsEntry("code_challenge", s256(verifier));
      verifiers.add(verifier);
    }
    assertThat(verifiers).hasSize(3);
  }

  private static String s256(String verifier) throws GeneralSecurityException {
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
  }

  @Test
  void c33AsksAnewForStateNonceAndChallengeEachTime() {
    var seen = new HashSet<String>();
    for (int time = 0; time < 20; time++) {
      Map<String, String> sent = Handshake.parameters(browser.launch(TestEhrs.MAIN.issuer(), "x"));
      String state = sent.getOrDefault("state", "");
      assertThat(state).as("122 bits in six bits each").matches("[A-Za-z0-9_=-]{22,}");
      assertThat(seen.add(state)).isTrue();
      assertThat(seen.add(sent.getOrDefault("nonce", ""))).isTrue();
      assertThat(seen.add(sent.getOrDefault("code_challenge", ""))).isTrue();
    }
  }

  @Test
  void c34AsksByAGetThatNoServerCuts() {
    for (HttpResponse<String> redirect :
        List.of(
            browser.launch(TestEhrs.MAIN.issuer(), "x".repeat(500)),
            browser.get("/portal?ehr=main"))) {
      assertThat(Browser.location(redirect).toASCIIString()).hasSizeLessThan(SHORT);
    }
  }

  @Test
  void c35AsksForEachTypeByNameAndForWritingOnlyWhatItWrites() {
    for (HttpResponse<String> redirect :
        List.of(browser.launch(TestEhrs.MAIN.issuer(), "x"), browser.get("/portal?ehr=main"))) {
      List<String> clinical =
          List.of(Handshake.parameters(redirect).getOrDefault("scope", "").split(" ", -1)).stream()
              .filter(scope -> scope.contains("."))
              .toList();

      assertThat(clinical).isNotEmpty().noneMatch(scope -> scope.contains("*"));
      assertThat(clinical).noneMatch(scope -> scope.startsWith("system/"));
      assertThat(clinical)
          .filteredOn(scope -> scope.replaceFirst(".*\\.", "").matches(".*[cud].*"))
          .allMatch(
              scope ->
                  scope.matches(
                      "patient/(Observation|QuestionnaireResponse|DocumentReference|Communication|Goal|Provenance)"
                          + "\\.c[ru]*s"));
    }
  }

  @Test
  void c36AsksWhoItIsTheWayOidcDoes() {
    for (HttpResponse<String> redirect :
        List.of(browser.launch(TestEhrs.MAIN.issuer(), "x"), browser.get("/portal?ehr=main"))) {
      Map<String, String> sent = Handshake.parameters(redirect);
      assertThat(sent.get("scope")).contains("openid fhirUser");
      assertThat(sent).doesNotContainKeys("auth_time", "max_age", "prompt");
    }
  }

  @Test
  void c37AsksForTheContextByLaunchOrByPatient() {
    assertThat(scope(browser.launch(TestEhrs.MAIN.issuer(), "x")))
        .contains("launch")
        .doesNotContain("launch/patient");
    assertThat(scope(browser.get("/portal?ehr=main")))
        .contains("launch/patient")
        .doesNotContain("launch");
  }

  private static List<String> scope(HttpResponse<String> redirect) {
    return List.of(Handshake.parameters(redirect).getOrDefault("scope", "").split(" ", -1));
  }

  @Test
  void c38AsksWhichClinicWhereThereAreSeveral() {
    HttpResponse<String> choice = browser.get("/portal");

    assertThat(choice.statusCode()).isEqualTo(200);
    assertThat(choice.body())
        .contains("/portal?ehr=main", "/portal?ehr=other", "Clinic &lt;other&gt;")
        .doesNotContain("<other>");
    assertNoOutboundCall();
  }

  @Test
  void c38SignsInAtTheChosenClinicWithoutALaunchParameter() {
    TestEhrs.OTHER.signIn(org.flippedvisit.fixtures.fakeehr.Launch.of("Patient/noah", "noah"));

    HttpResponse<String> opened = browser.signInAt(browser.get("/portal?ehr=other"));

    assertThat(Handshake.page(opened)).isEqualTo("before");
    Launch launch = Handshake.launch(launches, opened);
    assertThat(launch.patientId()).isEqualTo("noah");
    assertThat(launch.encounterId()).isNull();
  }

  @Test
  void c38TakesNoFhirServerFromALink() {
    for (String portal :
        List.of(
            "/portal?ehr=nowhere",
            "/portal?ehr=" + UriUtils.encode(TestEhrs.MAIN.issuer(), StandardCharsets.UTF_8),
            "/portal?iss=https://else.example.org&launch=x")) {
      HttpResponse<String> refused = browser.get(portal);

      assertThat(refused.statusCode()).as(portal).isEqualTo(403);
      assertThat(Browser.words(refused)).contains("This clinic is not set up here");
      assertThat(refused.headers().firstValue("Location")).isEmpty();
    }
    String iss = UriUtils.encode(TestEhrs.MAIN.issuer(), StandardCharsets.UTF_8);
    assertThat(browser.get("/portal?iss=" + iss).statusCode()).isEqualTo(400);
    assertNoOutboundCall();
  }

  @Test
  void c38ServesPortalThatLaunchesItLikeAChart() {
    String iss = UriUtils.encode(TestEhrs.MAIN.issuer(), StandardCharsets.UTF_8);
    String opaque = TestEhrs.MAIN.launch(Handshake.by("RelatedPerson/noah-ingrid"));

    HttpResponse<String> opened =
        browser.signInAt(browser.get("/portal?iss=" + iss + "&launch=" + opaque));

    assertThat(Handshake.page(opened)).isEqualTo("before");
    assertThat(Handshake.launch(launches, opened).role()).isEqualTo(Role.PROXY);
  }

  private static void assertNoOutboundCall() {
    assertThat(TestEhrs.all()).allSatisfy(ehr -> assertThat(ehr.requests()).isEmpty());
  }
}
