package org.flippedvisit.app.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.flippedvisit.app.patient.PatientService;
import org.flippedvisit.app.testing.AppTest;
import org.flippedvisit.app.testing.Browser;
import org.flippedvisit.app.testing.TestEhrs;
import org.flippedvisit.fixtures.fakeehr.Interaction;
import org.flippedvisit.fixtures.fakeehr.RecordedRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What a browser is told about a page, literally, and what it and the log are never told. */
@AppTest
@ExtendWith(OutputCaptureExtension.class)
class PageHeadersTest {
  private static final org.flippedvisit.fixtures.fakeehr.Launch DOCTOR =
      org.flippedvisit.fixtures.fakeehr.Launch.of("Practitioner/dr-ahlgren", "noah", "noah-today");

  private final Browser browser;
  private final Launches launches;
  private final PatientService patients;

  PageHeadersTest(@LocalServerPort int port, Launches launches, PatientService patients) {
    browser = new Browser(port);
    this.launches = launches;
    this.patients = patients;
  }

  @BeforeEach
  void forgetWhatOthersDid() {
    TestEhrs.reset();
  }

  @Test
  void sendsSecurityHeadersWithTheVaadinPageItself() {
    HttpResponse<String> opened = browser.open(TestEhrs.MAIN, DOCTOR);

    HttpResponse<String> page = browser.get(Browser.location(opened).getPath());

    assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
    assertThat(page.body()).as("Vaadin's page").contains("<div id=\"outlet\">");
    assertSecurityHeaders(page);
  }

  @Test
  void sendsSecurityHeadersWithThePlainPagesToo() {
    assertSecurityHeaders(browser.get("/launch"));
    assertSecurityHeaders(browser.get("/portal"));
    assertSecurityHeaders(browser.get("/ended"));
  }

  private static void assertSecurityHeaders(HttpResponse<String> page) {
    assertThat(page.headers().allValues("Content-Security-Policy"))
        .singleElement()
        .asString()
        .matches(
            Pattern.quote("default-src 'self'; script-src 'self' 'nonce-")
                + "[A-Za-z0-9+/]{22}=="
                + Pattern.quote(
                    "' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
                        + " font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri"
                        + " 'self'; form-action 'self'; frame-ancestors 'self' "
                        + "https://chart.example.org https://hyperspace.example.org"));
    assertThat(page.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
    assertThat(page.headers().allValues("Referrer-Policy")).containsExactly("no-referrer");
    assertThat(page.headers().allValues("Cache-Control"))
        .singleElement()
        .asString()
        .contains("no-store");
    assertThat(page.headers().firstValue("X-Frame-Options")).isEmpty();
  }

  @Test
  void setsCookiesThatAFrameKeeps() {
    HttpResponse<String> redirect = browser.launch(TestEhrs.MAIN.issuer(), "one");

    assertThat(redirect.headers().allValues("Set-Cookie"))
        .hasSize(2)
        .anySatisfy(
            session ->
                assertThat(session)
                    .matches(
                        "__Host-flipped-visit=[0-9A-F]{32}; Path=/; Secure; HttpOnly;"
                            + " SameSite=None; Partitioned"))
        .anySatisfy(
            state ->
                assertThat(state)
                    .matches(
                        "__Secure-launch-[0-9a-f]{16}=[A-Za-z0-9_-]{22}; Path=/callback/main;"
                            + " Max-Age=600; Expires=[^;]+; Secure; HttpOnly; Partitioned;"
                            + " SameSite=None"));
  }

  @Test
  void tellsNobodyTheTokenTheCodeOrTheVerifier(CapturedOutput log) {
    HttpResponse<String> opened = browser.open(TestEhrs.MAIN, DOCTOR);
    String path = Browser.location(opened).getPath();
    browser.get(path);
    String id = path.split("/", -1)[2];
    Set<LaunchId> owned = Set.of(new LaunchId(id));
    patients.people(launches.find(id, name -> owned).orElseThrow()).join();

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
}
