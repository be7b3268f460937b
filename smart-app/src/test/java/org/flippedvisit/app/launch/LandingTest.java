package org.flippedvisit.app.launch;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.flippedvisit.app.testing.AppTest;
import org.flippedvisit.app.testing.Browser;
import org.flippedvisit.app.testing.TestEhrs;
import org.flippedvisit.app.testing.Together;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.ResponseCookie;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpSession;

/** What the EHR said about a launch, and that every launch stays its own. */
@AppTest
class LandingTest {
  private static final String SESSION = "__Host-flipped-visit";
  private static final String LANDED = "__Secure-landed-";

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

  /** As when a chart opens six frames of the app in a browser that has no session yet. */
  @Test
  void opensEveryOneOfSixFirstLaunchesThatABrowserBeginsAtTheSameInstant() throws Exception {
    List<HttpResponse<String>> opened =
        Together.run(6, () -> browser.open(TestEhrs.MAIN, Handshake.DOCTOR));

    for (HttpResponse<String> one : opened) {
      assertThat(pageAfterLanding(one)).isEqualTo(Browser.location(one).getPath());
    }
    browser.forgetting(LANDED);
    for (HttpResponse<String> one : opened) {
      assertThat(pageAfterLanding(one))
          .as("in the one session that the browser has now")
          .isEqualTo(Browser.location(one).getPath());
    }
  }

  @Test
  void movesToTheSessionThatTookThePlaceOfTheOneItLandedIn() {
    HttpResponse<String> opened = browser.open(TestEhrs.MAIN, Handshake.DOCTOR);
    browser.forgetting(SESSION);

    assertThat(pageAfterLanding(opened)).isEqualTo(Browser.location(opened).getPath());
    browser.forgetting(LANDED);
    assertThat(pageAfterLanding(opened)).isEqualTo(Browser.location(opened).getPath());
  }

  /** Before anything of the page, which could be in nobody's frame. */
  @Test
  void leadsAPageThatItsSessionDoesNotKnowToWhereItLanded() {
    HttpResponse<String> opened = browser.open(TestEhrs.MAIN, Handshake.DOCTOR);
    String page = Browser.location(opened).getPath();
    browser.forgetting(SESSION);

    HttpResponse<String> answer = browser.get(page);

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(Browser.location(answer).getPath()).isEqualTo(landing(opened));
    assertThat(Browser.location(browser.get(landing(opened))).getPath()).isEqualTo(page);
    assertThat(browser.get(page).statusCode()).isEqualTo(200);
    assertThat(browser.get("/visit/made-up/agenda").statusCode()).isNotEqualTo(303);
  }

  @Test
  void movesToNoOtherBrowserAndToNoneThatForgotItsCookie() {
    HttpResponse<String> opened = browser.open(TestEhrs.MAIN, Handshake.DOCTOR);
    var other = new Browser(port);
    HttpResponse<String> ofOther = other.open(TestEhrs.MAIN, Handshake.DOCTOR);

    assertThat(Browser.location(other.get(landing(opened)))).hasPath("/launch-required");
    assertThat(Browser.location(new Browser(port).get(landing(ofOther))))
        .hasPath("/launch-required");
    browser.forgetting(SESSION).forgetting(LANDED);
    assertThat(pageAfterLanding(opened)).isEqualTo("/launch-required");
    assertThat(Browser.location(browser.get("/landed/made-up"))).hasPath("/launch-required");
  }

  @Test
  void movesNoLaunchThatHasEnded() {
    HttpResponse<String> opened = browser.open(TestEhrs.MAIN, Handshake.DOCTOR);
    end.end(Handshake.launch(launches, opened), LaunchEnd.Why.SIGNED_OFF);
    browser.forgetting(SESSION);

    assertThat(pageAfterLanding(opened)).isEqualTo("/launch-required");
  }

  @Test
  void movesForAMinuteOnly() {
    var clock = new MovingClock(Instant.parse("2026-11-23T09:00:00Z"));
    var open = new Launches(clock);
    var landings = new Landings(open, clock);
    Launch launch = Handshake.launch(launches, browser.open(TestEhrs.MAIN, Handshake.DOCTOR));
    var first = new MockHttpSession();
    open.add(first, launch, launches.tokens(launch.id()).orElseThrow());
    ResponseCookie cookie = landings.add(launch);
    var request = new MockHttpServletRequest();
    request.setCookies(new Cookie(cookie.getName(), cookie.getValue()));

    clock.advance(Duration.ofSeconds(61));
    assertThat(landings.elsewhere(launch.id().value())).isEmpty();
    assertThat(landings.follow(request, launch.id().value())).isEmpty();
    assertThat(open.ownedBy(first)).containsExactly(launch);
  }

  @Test
  void leavesNothingInTheSessionThatItMovedFrom() {
    var clock = new MovingClock(Instant.parse("2026-11-23T09:00:00Z"));
    var open = new Launches(clock);
    Launch launch = Handshake.launch(launches, browser.open(TestEhrs.MAIN, Handshake.DOCTOR));
    var first = new MockHttpSession();
    var second = new MockHttpSession();
    open.add(first, launch, launches.tokens(launch.id()).orElseThrow());

    open.move(launch.id(), second);

    assertThat(open.ownedBy(first)).as("would end it with itself").isEmpty();
    assertThat(open.ownedBy(second)).containsExactly(launch);
  }

  private String pageAfterLanding(HttpResponse<String> opened) {
    return Browser.location(browser.get(landing(opened))).getPath();
  }

  private static String landing(HttpResponse<String> opened) {
    return "/landed/" + Browser.location(opened).getPath().split("/", -1)[2];
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
