package org.flippedvisit.app.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.flippedvisit.app.testing.AppTest;
import org.flippedvisit.app.testing.Browser;
import org.flippedvisit.app.testing.TestEhrs;
import org.flippedvisit.fixtures.fakeehr.FakeEhr;
import org.flippedvisit.fixtures.fakeehr.Quirk;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What the app makes of a token response that is less, or other, than it asked for (C-60…C-64). */
@AppTest
class TokenResponseTest {
  private final Browser browser;
  private final Launches launches;
  private final Ehrs ehrs;
  private final SmartDiscovery discovery;

  TokenResponseTest(
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
  void c60SupposesFiveMinutesWhereNoExpiryIsSaid() {
    Tokens tokens = tokens(open(Quirk.NO_EXPIRES_IN));

    assertThat(tokens.access().getExpiresAt())
        .isCloseTo(Instant.now().plusSeconds(300), within(10, ChronoUnit.SECONDS));
  }

  @Test
  void c60TakesBearerInAnySpelling() {
    assertThat(tokens(open(Quirk.LOWER_CASE_TOKEN_TYPE)).access().getTokenValue()).isNotEmpty();
  }

  @Test
  void c60DoesWithoutARefreshToken() {
    assertThat(tokens(open(Quirk.NO_REFRESH_TOKEN)).refresh()).isNull();
  }

  @Test
  void c61TakesFewerScopesForWhatTheyAre() {
    Scopes scopes = open(Quirk.SCOPE_NARROWED_READ_ONLY).scopes();

    assertThat(scopes.maySearch("Observation")).isTrue();
    assertThat(scopes.mayCreate("Observation")).isFalse();
    assertThat(scopes.mayCreate("DocumentReference")).isFalse();
  }

  @Test
  void c61ReadsScopesThatComeBackInTheSpellingOfV1() {
    Scopes scopes = open(Quirk.SCOPE_RESPELLED_V1).scopes();

    assertThat(scopes.granted())
        .contains("patient/CarePlan.read", "patient/DocumentReference.write");
    assertThat(scopes.maySearch("CarePlan")).isTrue();
    assertThat(scopes.mayCreate("CarePlan")).isFalse();
    assertThat(scopes.mayCreate("DocumentReference")).isTrue();
  }

  @Test
  void c61TakesAnEmptyScopeForNothingGranted() {
    Scopes scopes = open(Quirk.SCOPE_EMPTY).scopes();

    assertThat(scopes.granted()).isEmpty();
    assertThat(scopes.maySearch("Patient")).isFalse();
    assertThat(scopes.mayCreate("DocumentReference")).isFalse();
  }

  @Test
  void c63OpensNothingWhereNoPatientIsNamed() {
    for (HttpResponse<String> refused :
        List.of(
            browser.open(TestEhrs.MAIN, Handshake.DOCTOR.withPatient(null)),
            browser.open(TestEhrs.with(Quirk.NO_PATIENT), Handshake.DOCTOR))) {
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(Browser.words(refused)).contains("No patient was open");
      assertThat(refused.headers().firstValue("Location")).isEmpty();
    }
  }

  /** Oracle's. Renewed half a minute before they run out, and not used after. */
  @Test
  void c64LivesWithTokensOf570Seconds() {
    Tokens tokens = tokens(open(Quirk.TOKENS_OF_570_SECONDS));
    Instant now = Instant.now();

    assertThat(tokens.isStaleAt(now.plusSeconds(530))).isFalse();
    assertThat(tokens.isStaleAt(now.plusSeconds(541))).isTrue();
    assertThat(tokens.isExpiredAt(now.plusSeconds(541))).isFalse();
    assertThat(tokens.isExpiredAt(now.plusSeconds(571))).isTrue();
    assertThat(tokens.refresh()).isNotNull();
  }

  private Launch open(Quirk quirk) {
    FakeEhr ehr = TestEhrs.with(quirk);
    return Handshake.launch(launches, browser.open(ehr, Handshake.DOCTOR));
  }

  private Tokens tokens(Launch launch) {
    return launches.tokens(launch.id()).orElseThrow();
  }
}
