package org.flippedvisit.app.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.flippedvisit.app.testing.AppTest;
import org.flippedvisit.app.testing.Browser;
import org.flippedvisit.app.testing.TestEhrs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What the EHR said about a launch, and that every launch stays its own. */
@AppTest
class LandingTest {
  private final int port;
  private final Browser browser;
  private final Launches launches;
  private final LaunchEnd end;

  LandingTest(@LocalServerPort int port, Launches launches, LaunchEnd end) {
    this.port = port;
    browser = new Browser(port);
    this.launches = launches;
    this.end = end;
  }

  @BeforeEach
  void forgetWhatOthersDid() {
    TestEhrs.reset();
  }

  @Test
  void keepsWhatTheEhrSaidAboutTheLaunch() {
    Launch launch =
        Handshake.launch(
            launches,
            browser.open(
                TestEhrs.MAIN,
                Handshake.DOCTOR
                    .withTenant("north")
                    .withNeedPatientBanner(false)
                    .withGrantedScope("openid fhirUser launch patient/Observation.read")));

    assertThat(launch.patientId()).isEqualTo("noah");
    assertThat(launch.encounterId()).isEqualTo("noah-today");
    assertThat(launch.tenant()).isEqualTo("north");
    assertThat(launch.isBannerNeeded()).isFalse();
    assertThat(launch.fhirUser()).isEqualTo(new FhirUser("Practitioner", "dr-ahlgren"));
    assertThat(launch.scopes().maySearch("Observation")).isTrue();
    assertThat(launch.scopes().mayCreate("Observation")).isFalse();
  }

  @Test
  void supposesTheSafeThingWhereTheEhrSaysNothing() {
    Launch launch = Handshake.launch(launches, browser.open(TestEhrs.PECULIAR, Handshake.DOCTOR));

    assertThat(launch.isBannerNeeded()).isTrue();
    assertThat(launch.encounterId()).isNull();
    assertThat(launch.tenant()).isEmpty();
    assertThat(launch.fhirUser().reference()).isEqualTo("Practitioner/dr-ahlgren");
    assertThat(launch.scopes().maySearch("Goal")).isTrue();
    assertThat(launch.scopes().mayCreate("DocumentReference")).isTrue();
  }

  @Test
  void findsLaunchOnlyInTheSessionThatOpenedIt() {
    Launch mine = Handshake.launch(launches, browser.open(TestEhrs.MAIN, Handshake.DOCTOR));
    Launch theirs =
        Handshake.launch(launches, new Browser(port).open(TestEhrs.MAIN, Handshake.DOCTOR));
    Set<LaunchId> owned = Set.of(mine.id());

    assertThat(launches.find(mine.id().value(), name -> owned)).contains(mine);
    assertThat(launches.find(theirs.id().value(), name -> owned)).isEmpty();
    assertThat(launches.find(mine.id().value(), name -> null)).isEmpty();
    assertThat(launches.find("../" + mine.id().value(), name -> owned)).isEmpty();
  }

  @Test
  void findsEndedLaunchNoMore() {
    Launch one = Handshake.launch(launches, browser.open(TestEhrs.MAIN, Handshake.DOCTOR));
    Launch other = Handshake.launch(launches, browser.open(TestEhrs.MAIN, Handshake.DOCTOR));
    Set<LaunchId> owned = Set.of(one.id(), other.id());

    end.end(one, LaunchEnd.Why.SIGNED_OFF);

    assertThat(launches.find(one.id().value(), name -> owned)).isEmpty();
    assertThat(launches.find(other.id().value(), name -> owned)).contains(other);
  }
}
