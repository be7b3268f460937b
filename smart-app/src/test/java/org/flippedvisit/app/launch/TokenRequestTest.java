package org.flippedvisit.app.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.flippedvisit.app.testing.AppTest;
import org.flippedvisit.app.testing.Browser;
import org.flippedvisit.app.testing.TestEhrs;
import org.flippedvisit.app.testing.TestSettings;
import org.flippedvisit.fixtures.fakeehr.FakeEhr;
import org.flippedvisit.fixtures.fakeehr.Interaction;
import org.flippedvisit.fixtures.fakeehr.Quirk;
import org.flippedvisit.fixtures.fakeehr.RecordedRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** How the app asks for a token, and how it proves who it is (C-50, C-51, C-53). */
@AppTest
class TokenRequestTest {
  private final Browser browser;
  private final Ehrs ehrs;
  private final SmartDiscovery discovery;

  TokenRequestTest(@LocalServerPort int port, Ehrs ehrs, SmartDiscovery discovery) {
    browser = new Browser(port);
    this.ehrs = ehrs;
    this.discovery = discovery;
  }

  @BeforeEach
  void startAnew() {
    Handshake.startAnew(ehrs, discovery);
  }

  @Test
  void c50ExchangesTheCodeWithTheVerifierOfThisRequest() {
    HttpResponse<String> redirect =
        browser.launch(TestEhrs.MAIN.issuer(), TestEhrs.MAIN.launch(Handshake.DOCTOR));
    String answer = browser.answerOf(redirect);
    browser.get(answer);

    RecordedRequest token = tokenRequest(TestEhrs.MAIN);
    assertThat(token.method()).isEqualTo("POST");
    assertThat(token.query()).as("nothing of it in a URL").isEmpty();
    assertThat(token.header("Content-Type"))
        .get()
        .asString()
        .startsWith("application/x-www-form-urlencoded");
    assertThat(token.formParameter("grant_type")).contains("authorization_code");
    assertThat(answer).contains("code=" + token.formParameter("code").orElseThrow());
    assertThat(token.formParameter("client_id")).contains(TestSettings.CLIENT_ID);
    assertThat(token.formParameter("redirect_uri"))
        .hasValue(Handshake.parameters(redirect).get("redirect_uri"));
    assertThat(token.formParameter("code_verifier")).get().asString().hasSizeBetween(43, 128);
    assertThat(token.authorized()).as("a public client has no secret to send").isFalse();
  }

  @Test
  void c51ProvesItselfByItsSecretInTheHeaderOnly() {
    assertThat(Handshake.page(browser.open(TestEhrs.SECRET, Handshake.DOCTOR))).isEqualTo("agenda");

    RecordedRequest token = tokenRequest(TestEhrs.SECRET);
    String credentials = token.header("Authorization").orElseThrow().replace("Basic ", "");
    String[] parts =
        new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8).split(":", -1);
    assertThat(parts).as("form-urlencoded each, RFC 6749 §2.3.1").hasSize(2);
    assertThat(parts[0]).isEqualTo(TestSettings.CLIENT_ID);
    assertThat(URLDecoder.decode(parts[1], StandardCharsets.UTF_8)).isEqualTo("s3cret:&/+%");
    assertThat(token.formParameter("client_secret")).isEmpty();
    assertThat(token.body()).doesNotContain("s3cret");
  }

  @Test
  void c53SendsTheCodeToTheEhrThatTheLaunchBeganWith() {
    FakeEhr ehr = TestEhrs.with(Quirk.ISSUER_DIFFERS_FROM_FHIR_BASE);
    HttpResponse<String> here = browser.launch(ehr.issuer(), ehr.launch(Handshake.DOCTOR));
    browser.launch(TestEhrs.OTHER.issuer(), TestEhrs.OTHER.launch(Handshake.DOCTOR));

    browser.signInAt(here);

    assertThat(ehr.requestsTo(Interaction.token())).hasSize(1);
    assertThat(TestEhrs.OTHER.requestsTo(Interaction.token())).isEmpty();
    assertThat(TestEhrs.MAIN.requests()).isEmpty();
  }

  private static RecordedRequest tokenRequest(FakeEhr ehr) {
    return assertThat(ehr.requestsTo(Interaction.token())).hasSize(1).actual().getFirst();
  }
}
