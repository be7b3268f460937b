package org.flippedvisit.app.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import org.flippedvisit.app.launch.AccessTokens.SignInEnded;
import org.flippedvisit.app.testing.AppTest;
import org.flippedvisit.app.testing.Browser;
import org.flippedvisit.app.testing.TestEhrs;
import org.flippedvisit.app.testing.Together;
import org.flippedvisit.fixtures.fakeehr.Fault;
import org.flippedvisit.fixtures.fakeehr.Interaction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Tokens are renewed in time, one renewal at a time, and never for another patient (C-80…C-83). */
@AppTest
class AccessTokensTest {
  private final Browser browser;
  private final Launches launches;
  private final AccessTokens tokens;
  private final LaunchEnd end;

  AccessTokensTest(
      @LocalServerPort int port, Launches launches, AccessTokens tokens, LaunchEnd end) {
    browser = new Browser(port);
    this.launches = launches;
    this.tokens = tokens;
    this.end = end;
  }

  @BeforeEach
  void letTokensLiveAMoment() {
    TestEhrs.reset();
    TestEhrs.MAIN.withTokenLifetime(Duration.ofSeconds(5)); // less than the app renews ahead
  }

  @AfterEach
  void letTokensLiveAgain() {
    TestEhrs.MAIN.withTokenLifetime(Duration.ofHours(1));
    TestEhrs.reset();
  }

  @Test
  void renewsOnceWhereSeveralReadTogether() throws Exception {
    Launch launch = open();
    TestEhrs.MAIN.withTokenLifetime(Duration.ofHours(1));
    TestEhrs.reset();

    var current = Together.run(8, () -> tokens.current(launch));

    assertThat(current.stream().distinct()).hasSize(1);
    assertThat(TestEhrs.MAIN.requestsTo(Interaction.token()))
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.formParameter("grant_type")).contains("refresh_token");
              assertThat(request.formParameter("scope")).isEmpty();
            });
  }

  @Test
  void usesEachRefreshTokenOnce() {
    Launch launch = open();
    TestEhrs.reset();

    tokens.current(launch);
    tokens.current(launch);

    assertThat(TestEhrs.MAIN.requestsTo(Interaction.token()))
        .hasSize(2)
        .extracting(request -> request.formParameter("refresh_token").orElseThrow())
        .doesNotHaveDuplicates();
  }

  @Test
  void livesOnWithTheOldTokenAsLongAsItIsGoodWhereRenewalIsRefused() {
    Launch launch = open();
    TestEhrs.reset();
    TestEhrs.MAIN.fault(Interaction.token(), Fault.status(400));

    String old = tokens.current(launch);

    assertThat(tokens.current(launch)).isEqualTo(old);
    assertThat(TestEhrs.MAIN.requestsTo(Interaction.token())).as("not asked again").hasSize(1);
  }

  @Test
  void givesNoTokenOfALaunchThatHasEnded() {
    Launch launch = open();
    end.end(launch, LaunchEnd.Why.SIGNED_OFF);

    assertThatThrownBy(() -> tokens.current(launch)).isInstanceOf(SignInEnded.class);
  }

  private Launch open() {
    HttpResponse<String> opened =
        browser.open(
            TestEhrs.MAIN,
            org.flippedvisit.fixtures.fakeehr.Launch.of(
                "Practitioner/dr-ahlgren", "noah", "noah-today"));
    String id = Browser.location(opened).getPath().split("/", -1)[2];
    Set<LaunchId> owned = Set.of(new LaunchId(id));
    return launches.find(id, name -> owned).orElseThrow();
  }
}
