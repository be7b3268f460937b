package org.flippedvisit.app.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.flippedvisit.app.launch.AccessTokens.SignInEnded;
import org.flippedvisit.app.testing.AppTest;
import org.flippedvisit.app.testing.Browser;
import org.flippedvisit.app.testing.TestEhrs;
import org.flippedvisit.app.testing.TestSettings;
import org.flippedvisit.fixtures.fakeehr.FakeEhr;
import org.flippedvisit.fixtures.fakeehr.Fault;
import org.flippedvisit.fixtures.fakeehr.Interaction;
import org.flippedvisit.fixtures.fakeehr.Quirk;
import org.flippedvisit.fixtures.fakeehr.RecordedRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;

/** When a launch is over its tokens go back to the EHR, and nothing holds anybody up (C-95). */
@AppTest
class LaunchEndTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration SOON = Duration.ofSeconds(10);

  private final Browser browser;
  private final Launches launches;
  private final LaunchEnd end;
  private final AccessTokens tokens;
  private final IdleLogOff idle;
  private final Ehrs ehrs;
  private final SmartDiscovery discovery;

  LaunchEndTest(
      @LocalServerPort int port,
      Launches launches,
      LaunchEnd end,
      AccessTokens tokens,
      IdleLogOff idle,
      Ehrs ehrs,
      SmartDiscovery discovery) {
    browser = new Browser(port);
    this.launches = launches;
    this.end = end;
    this.tokens = tokens;
    this.idle = idle;
    this.ehrs = ehrs;
    this.discovery = discovery;
  }

  @BeforeEach
  void startAnew() {
    Handshake.startAnew(ehrs, discovery);
  }

  @Test
  void c95GivesBothTokensBack() throws Exception {
    Launch launch = open(TestEhrs.MAIN);
    Tokens held = launches.tokens(launch.id()).orElseThrow();
    var refresh = held.refresh();
    assertThat(isGood(TestEhrs.MAIN, held)).isTrue();

    end.end(launch, LaunchEnd.Why.SIGNED_OFF);

    List<RecordedRequest> revocations = awaitRevocations(TestEhrs.MAIN);
    assertThat(revocations)
        .hasSize(2)
        .allSatisfy(
            one -> assertThat(one.formParameter("client_id")).contains(TestSettings.CLIENT_ID));
    assertThat(revocations.get(0).formParameter("token"))
        .hasValue(refresh == null ? "" : refresh.getTokenValue());
    assertThat(revocations.get(0).formParameter("token_type_hint")).contains("refresh_token");
    assertThat(revocations.get(1).formParameter("token")).contains(held.access().getTokenValue());
    assertThat(revocations.get(1).formParameter("token_type_hint")).contains("access_token");
    assertThat(isGood(TestEhrs.MAIN, held)).isFalse();
    assertThatThrownBy(() -> tokens.current(launch)).isInstanceOf(SignInEnded.class);
  }

  @Test
  void c95ProvesItselfAsItDoesForTokens() throws Exception {
    for (FakeEhr ehr : List.of(TestEhrs.SECRET, TestEhrs.ASYMMETRIC, TestEhrs.ELLIPTIC)) {
      Launch launch = open(ehr);
      Tokens held = launches.tokens(launch.id()).orElseThrow();

      end.end(launch, LaunchEnd.Why.SIGNED_OFF);

      awaitRevocations(ehr);
      assertThat(isGood(ehr, held)).isFalse();
    }
  }

  @Test
  void c95GivesTheAccessTokenBackWhereTheRefreshTokenIsNotTaken() throws Exception {
    Launch launch = open(TestEhrs.MAIN);
    Tokens held = launches.tokens(launch.id()).orElseThrow();
    TestEhrs.MAIN.fault(Interaction.revoke(), Fault.status(503).once());

    end.end(launch, LaunchEnd.Why.SIGNED_OFF);

    assertThat(awaitRevocations(TestEhrs.MAIN))
        .extracting(one -> one.formParameter("token_type_hint").orElseThrow())
        .containsExactly("refresh_token", "access_token");
    assertThat(isGood(TestEhrs.MAIN, held)).isFalse();
  }

  @Test
  void c95GivesBackWhatARenewalUnderWayBrings() {
    Launch launch = open(TestEhrs.MAIN);
    Tokens held = launches.tokens(launch.id()).orElseThrow();

    held.lock().lock();
    try {
      end.end(launch, LaunchEnd.Why.SIGNED_OFF);
      await()
          .during(Duration.ofMillis(300))
          .atMost(SOON)
          .until(() -> TestEhrs.MAIN.requestsTo(Interaction.revoke()).isEmpty());
      held.renew(
          OAuth2AccessTokenResponse.withToken("access-2")
              .tokenType(OAuth2AccessToken.TokenType.BEARER)
              .refreshToken("refresh-2")
              .build());
    } finally {
      held.lock().unlock();
    }

    assertThat(awaitRevocations(TestEhrs.MAIN))
        .extracting(one -> one.formParameter("token").orElseThrow())
        .containsExactly("refresh-2", "access-2");
    assertThat(held.refresh()).as("and it gets no others").isNull();
  }

  @Test
  void c95LetsNobodyWaitForAnEhrThatDoesNotTakeThemBack() {
    for (Fault fault : new Fault[] {Fault.status(503), Fault.TIMEOUT, Fault.CONNECTION_RESET}) {
      Launch launch = open(TestEhrs.MAIN);
      TestEhrs.MAIN.fault(Interaction.revoke(), fault);

      Instant before = Instant.now();
      end.end(launch, LaunchEnd.Why.SIGNED_OFF);

      assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(1));
      assertThat(launches.tokens(launch.id())).isEmpty();
      assertThatThrownBy(() -> tokens.current(launch)).isInstanceOf(SignInEnded.class);
      awaitRevocations(TestEhrs.MAIN); // both were tried, and none comes in a later test
      TestEhrs.reset();
    }
  }

  @Test
  void c95AsksNothingWhereTheEhrTakesNoneBack() {
    FakeEhr ehr = TestEhrs.with(Quirk.NO_REVOCATION_ENDPOINT);
    Launch there = open(ehr);
    Launch here = open(TestEhrs.MAIN);

    end.end(there, LaunchEnd.Why.SIGNED_OFF);
    end.end(here, LaunchEnd.Why.SIGNED_OFF);

    awaitRevocations(TestEhrs.MAIN);
    assertThat(ehr.requestsTo(Interaction.revoke())).isEmpty();
    assertThat(launches.tokens(there.id())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(LaunchEnd.Why.class)
  void c95GivesThemBackOnceWhateverTheReason(LaunchEnd.Why why) {
    Launch launch = open(TestEhrs.MAIN);

    end.end(launch, why);
    end.end(launch, why);

    assertThat(awaitRevocations(TestEhrs.MAIN)).hasSize(2);
    assertThat(TestEhrs.MAIN.requestsTo(Interaction.revoke())).hasSize(2);
  }

  @Test
  void c95EndsALaunchThatNobodyIsAt() {
    Launch launch = open(TestEhrs.MAIN);
    var clock = new MovingClock(Instant.now());
    var watch = new IdleLogOff(launches, end, idle.limits(), clock);

    clock.advance(idle.limits().after().minusSeconds(5));
    watch.look();
    assertThat(launches.tokens(launch.id())).isPresent();

    clock.advance(Duration.ofSeconds(10));
    watch.look();
    assertThat(launches.tokens(launch.id())).isEmpty();
    awaitRevocations(TestEhrs.MAIN);
  }

  private Launch open(FakeEhr ehr) {
    return Handshake.launch(launches, browser.open(ehr, Handshake.DOCTOR));
  }

  /** The tokens go back in the background. */
  private static List<RecordedRequest> awaitRevocations(FakeEhr ehr) {
    return await()
        .atMost(SOON)
        .until(() -> ehr.requestsTo(Interaction.revoke()), revocations -> revocations.size() >= 2);
  }

  private static boolean isGood(FakeEhr ehr, Tokens held) throws IOException, InterruptedException {
    HttpRequest read =
        HttpRequest.newBuilder(URI.create(ehr.issuer() + "/Goal?patient=noah"))
            .header("Authorization", "Bearer " + held.access().getTokenValue())
            .build();
    return HTTP.send(read, HttpResponse.BodyHandlers.discarding()).statusCode() != 401;
  }
}
