package org.flippedvisit.app.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.DR_AHLGREN;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.INGRID;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.LENA_ORTIZ;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.NOAH;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.flippedvisit.app.testing.AppTest;
import org.flippedvisit.app.testing.Browser;
import org.flippedvisit.app.testing.TestEhrs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.util.UriUtils;

/** Which page each person lands on, by which door, and that every launch stays its own. */
@AppTest
class LandingTest {
  private static final org.flippedvisit.fixtures.fakeehr.Launch DOCTOR = context("Practitioner/dr");

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
  void landsStaffOnTheAgenda() {
    assertThat(page(browser.open(TestEhrs.MAIN, context(DR_AHLGREN.reference()))))
        .isEqualTo("agenda");
    assertThat(page(browser.open(TestEhrs.MAIN, context(DR_AHLGREN.role())))).isEqualTo("agenda");
  }

  @Test
  void landsStaffOnRoomingWhereTheIntentSaysSo() {
    assertThat(
            page(
                browser.open(TestEhrs.MAIN, context(LENA_ORTIZ.reference()).withIntent("rooming"))))
        .isEqualTo("rooming");
    assertThat(
            page(
                browser.open(
                    TestEhrs.MAIN, context(LENA_ORTIZ.reference()).withIntent("unheard-of"))))
        .isEqualTo("agenda");
  }

  @Test
  void tellsPatientFromProxyWhateverTheDoorOrTheIntent() {
    HttpResponse<String> patient =
        browser.open(TestEhrs.MAIN, context(NOAH.reference()).withIntent("rooming"));
    HttpResponse<String> proxy = browser.open(TestEhrs.MAIN, context(INGRID.reference()));
    HttpResponse<String> anotherPatient = browser.open(TestEhrs.MAIN, context("Patient/mother"));

    assertThat(page(patient)).isEqualTo("before");
    assertThat(launch(patient).role()).isEqualTo(Role.PATIENT);
    assertThat(page(proxy)).isEqualTo("before");
    assertThat(launch(proxy).role()).isEqualTo(Role.PROXY);
    assertThat(launch(anotherPatient).role()).isEqualTo(Role.PROXY);
  }

  @Test
  void keepsWhatTheEhrSaidAboutTheLaunch() {
    Launch launch =
        launch(
            browser.open(
                TestEhrs.MAIN,
                context(DR_AHLGREN.reference())
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
    Launch launch = launch(browser.open(TestEhrs.PECULIAR, DOCTOR));

    assertThat(launch.isBannerNeeded()).isTrue();
    assertThat(launch.encounterId()).isNull();
    assertThat(launch.tenant()).isEmpty();
    assertThat(launch.fhirUser().reference()).isEqualTo("Practitioner/dr");
    assertThat(launch.scopes().maySearch("Goal")).isTrue();
    assertThat(launch.scopes().mayCreate("DocumentReference")).isTrue();
  }

  @Test
  void asksWhichClinicWhereThereAreSeveral() {
    HttpResponse<String> choice = browser.get("/portal");

    assertThat(choice.statusCode()).isEqualTo(200);
    assertThat(choice.body())
        .contains("/portal?ehr=main", "/portal?ehr=other", "Clinic &lt;other&gt;")
        .doesNotContain("<other>");
    assertThat(TestEhrs.MAIN.requests()).isEmpty();
  }

  @Test
  void signsInAtTheChosenClinicWithoutALaunchParameter() {
    TestEhrs.OTHER.signIn(org.flippedvisit.fixtures.fakeehr.Launch.of(NOAH.reference(), NOAH.id()));

    HttpResponse<String> redirect = browser.get("/portal?ehr=other");
    HttpResponse<String> opened = browser.signInAt(redirect);

    assertThat(Browser.location(redirect).getRawQuery())
        .contains("scope=launch/patient%20openid%20fhirUser%20")
        .contains(
            "&aud=" + UriUtils.encodeQueryParam(TestEhrs.OTHER.issuer(), StandardCharsets.UTF_8))
        .doesNotContain("&launch=", "online_access", "offline_access");
    assertThat(page(opened)).isEqualTo("before");
    assertThat(launch(opened).encounterId()).isNull();
  }

  @Test
  void refusesClinicThatIsNotOnTheList() {
    HttpResponse<String> refused = browser.get("/portal?ehr=nowhere");

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(Browser.words(refused)).contains("This clinic is not set up here");
  }

  @Test
  void servesPortalThatLaunchesItLikeAChart() {
    String iss = UriUtils.encode(TestEhrs.MAIN.issuer(), StandardCharsets.UTF_8);
    String opaque = TestEhrs.MAIN.launch(context(INGRID.reference()));

    HttpResponse<String> opened =
        browser.signInAt(browser.get("/portal?iss=" + iss + "&launch=" + opaque));

    assertThat(page(opened)).isEqualTo("before");
    assertThat(launch(opened).role()).isEqualTo(Role.PROXY);
    assertThat(browser.get("/portal?iss=" + iss).statusCode()).isEqualTo(400);
    assertThat(browser.get("/portal?iss=https://else.example.org&launch=x").statusCode())
        .isEqualTo(403);
  }

  @Test
  void completesTwoLaunchesThatAreUnderWayTogether() {
    HttpResponse<String> first =
        browser.launch(TestEhrs.MAIN.issuer(), TestEhrs.MAIN.launch(context("Practitioner/a")));
    HttpResponse<String> second =
        browser.launch(
            TestEhrs.OTHER.issuer(),
            TestEhrs.OTHER.launch(context("Practitioner/b").withPatient("amina")));

    Launch ofSecond = launch(browser.signInAt(second));
    Launch ofFirst = launch(browser.signInAt(first));

    assertThat(ofFirst.patientId()).isEqualTo("noah");
    assertThat(ofFirst.ehr().id()).isEqualTo("main");
    assertThat(ofSecond.patientId()).isEqualTo("amina");
    assertThat(ofSecond.ehr().id()).isEqualTo("other");
    assertThat(ofFirst.id()).isNotEqualTo(ofSecond.id());
  }

  @Test
  void findsLaunchOnlyInTheSessionThatOpenedIt() {
    Launch mine = launch(browser.open(TestEhrs.MAIN, DOCTOR));
    Launch theirs = launch(new Browser(port).open(TestEhrs.MAIN, DOCTOR));
    Set<LaunchId> owned = Set.of(mine.id());

    assertThat(launches.find(mine.id().value(), name -> owned)).contains(mine);
    assertThat(launches.find(theirs.id().value(), name -> owned)).isEmpty();
    assertThat(launches.find(mine.id().value(), name -> null)).isEmpty();
    assertThat(launches.find("../" + mine.id().value(), name -> owned)).isEmpty();
  }

  @Test
  void findsEndedLaunchNoMore() {
    Launch one = launch(browser.open(TestEhrs.MAIN, DOCTOR));
    Launch other = launch(browser.open(TestEhrs.MAIN, DOCTOR));
    Set<LaunchId> owned = Set.of(one.id(), other.id());

    end.end(one, LaunchEnd.Why.SIGNED_OFF);

    assertThat(launches.find(one.id().value(), name -> owned)).isEmpty();
    assertThat(launches.find(other.id().value(), name -> owned)).contains(other);
  }

  @Test
  void changesSessionIdOnceSomebodyIsSignedIn() {
    HttpResponse<String> redirect =
        browser.launch(TestEhrs.MAIN.issuer(), TestEhrs.MAIN.launch(DOCTOR));
    HttpResponse<String> opened = browser.signInAt(redirect);

    assertThat(opened.headers().firstValue("Set-Cookie"))
        .isPresent()
        .isNotEqualTo(redirect.headers().firstValue("Set-Cookie"));
  }

  private Launch launch(HttpResponse<String> opened) {
    String id = Browser.location(opened).getPath().split("/", -1)[2];
    Set<LaunchId> anybodys = Set.of(new LaunchId(id));
    return Optional.of(id).flatMap(one -> launches.find(one, name -> anybodys)).orElseThrow();
  }

  private static String page(HttpResponse<String> opened) {
    assertThat(opened.statusCode()).isEqualTo(303);
    assertThat(Browser.location(opened).getHost()).as("stays on this host").isNull();
    return Browser.location(opened).getPath().replaceFirst("/visit/[A-Za-z0-9_-]{22}/", "");
  }

  private static org.flippedvisit.fixtures.fakeehr.Launch context(String fhirUser) {
    return org.flippedvisit.fixtures.fakeehr.Launch.of(fhirUser, "noah", "noah-today");
  }
}
