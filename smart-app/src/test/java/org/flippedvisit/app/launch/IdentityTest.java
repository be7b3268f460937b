package org.flippedvisit.app.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.DR_AHLGREN;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.INGRID;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.LENA_ORTIZ;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.NOAH;

import java.net.http.HttpResponse;
import java.util.Optional;
import org.flippedvisit.app.testing.AppTest;
import org.flippedvisit.app.testing.Browser;
import org.flippedvisit.app.testing.TestEhrs;
import org.flippedvisit.fixtures.fakeehr.FakeEhr;
import org.flippedvisit.fixtures.fakeehr.Fault;
import org.flippedvisit.fixtures.fakeehr.Interaction;
import org.flippedvisit.fixtures.fakeehr.Quirk;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Who the EHR says it was, whether to believe it, and in which role they come (C-90…C-92). */
@AppTest
class IdentityTest {
  private final Browser browser;
  private final Launches launches;
  private final Ehrs ehrs;
  private final SmartDiscovery discovery;

  IdentityTest(@LocalServerPort int port, Launches launches, Ehrs ehrs, SmartDiscovery discovery) {
    browser = new Browser(port);
    this.launches = launches;
    this.ehrs = ehrs;
    this.discovery = discovery;
  }

  @BeforeEach
  void startAnew() {
    Handshake.startAnew(ehrs, discovery);
  }

  @ParameterizedTest
  @EnumSource(
      value = Quirk.class,
      names = {
        "WRONG_NONCE",
        "WRONG_ID_TOKEN_AUDIENCE",
        "WRONG_ID_TOKEN_ISSUER",
        "WRONG_ID_TOKEN_KEY",
        "EXPIRED_ID_TOKEN",
        "CLOCK_WRONG"
      })
  void c90BelievesNoIdTokenThatIsNotForThisSignIn(Quirk quirk) {
    assertNotSure(browser.open(TestEhrs.with(quirk), Handshake.DOCTOR));
  }

  @ParameterizedTest
  @EnumSource(
      value = Quirk.class,
      names = {"CLOCK_AHEAD", "CLOCK_BEHIND"})
  void c90ForgivesAClockThatIsHalfAMinuteOff(Quirk quirk) {
    assertThat(Handshake.page(browser.open(TestEhrs.with(quirk), Handshake.DOCTOR)))
        .isEqualTo("agenda");
  }

  @Test
  void c90TakesUpKeysThatWereRotated() {
    for (int time = 0; time < 3; time++) {
      assertThat(Handshake.page(browser.open(TestEhrs.VENDOR, Handshake.DOCTOR)))
          .isEqualTo("agenda");
      TestEhrs.VENDOR.rotateKeys();
    }
  }

  @Test
  void c90OpensNothingWhereTheKeysCannotBeHad() {
    TestEhrs.VENDOR.rotateKeys(); // none that the app might still have
    TestEhrs.VENDOR.fault(Interaction.jwks(), Fault.status(500));

    assertNotSure(browser.open(TestEhrs.VENDOR, Handshake.DOCTOR));
  }

  private static void assertNotSure(HttpResponse<String> refused) {
    assertThat(refused.statusCode()).isEqualTo(502);
    assertThat(Browser.words(refused)).contains("We could not be sure who signed in");
    assertThat(refused.headers().firstValue("Location")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "launch patient/*.rs", "openid launch patient/*.rs"})
  void c91OpensNothingWhereNobodyIsNamed(String grantedScope) {
    assertNobody(browser.open(TestEhrs.MAIN, Handshake.DOCTOR.withGrantedScope(grantedScope)));
  }

  @ParameterizedTest
  @EnumSource(
      value = Quirk.class,
      names = {"NO_ID_TOKEN", "FHIR_USER_MISSING"})
  void c91OpensNothingWhereTheEhrLeavesOutWhoItIs(Quirk quirk) {
    assertNobody(browser.open(TestEhrs.with(quirk), Handshake.DOCTOR));
  }

  @Test
  void c91OpensNothingForAPersonOfATypeItDoesNotKnow() {
    assertNobody(browser.open(TestEhrs.MAIN, Handshake.by("Device/pump")));
  }

  private static void assertNobody(HttpResponse<String> refused) {
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(Browser.words(refused)).contains("The chart did not say who you are");
    assertThat(refused.headers().firstValue("Location")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Quirk.class,
      names = {"FHIR_USER_RELATIVE", "FHIR_USER_IN_PROFILE"})
  void c91ReadsWhoItIsHoweverItIsWritten(Quirk quirk) {
    HttpResponse<String> opened = browser.open(TestEhrs.with(quirk), Handshake.DOCTOR);

    assertThat(Handshake.launch(launches, opened).fhirUser())
        .isEqualTo(new FhirUser("Practitioner", "dr-ahlgren"));
  }

  /** A person of the same name on another server is somebody else. */
  @ParameterizedTest
  @CsvSource({
    "https://ehr.example.org/fhir/Practitioner/1, Practitioner/1",
    "Practitioner/1, Practitioner/1",
    "https://other.example.org/fhir/Practitioner/1,",
    "https://ehr.example.org.evil.org/fhir/Practitioner/1,",
    "http://ehr.example.org/fhir/Practitioner/1,",
    "Practitioner,",
    "Device/1,",
    "'Practitioner/1 ',"
  })
  void c91BelievesAClaimAboutItsOwnServerOnly(String claim, @Nullable String reference) {
    assertThat(FhirUser.parse(claim, "https://ehr.example.org/fhir").map(FhirUser::reference))
        .isEqualTo(Optional.ofNullable(reference));
  }

  @Test
  void c91TakesStaffToTheAgenda() {
    for (String staff : new String[] {DR_AHLGREN.reference(), DR_AHLGREN.role()}) {
      HttpResponse<String> opened = browser.open(TestEhrs.MAIN, Handshake.by(staff));

      assertThat(Handshake.page(opened)).isEqualTo("agenda");
      assertThat(Handshake.launch(launches, opened).role()).isEqualTo(Role.CLINICIAN);
    }
  }

  @Test
  void c91TakesStaffToRoomingWhereTheIntentSaysSo() {
    var lena = Handshake.by(LENA_ORTIZ.reference());

    HttpResponse<String> rooming = browser.open(TestEhrs.MAIN, lena.withIntent("rooming"));

    assertThat(Handshake.page(rooming)).isEqualTo("rooming");
    assertThat(Handshake.launch(launches, rooming).role()).isEqualTo(Role.MEDICAL_ASSISTANT);
    assertThat(Handshake.page(browser.open(TestEhrs.MAIN, lena.withIntent("unheard-of"))))
        .isEqualTo("agenda");
  }

  @Test
  void c91TellsPatientFromProxyWhateverTheDoorOrTheIntent() {
    HttpResponse<String> patient =
        browser.open(TestEhrs.MAIN, Handshake.by(NOAH.reference()).withIntent("rooming"));
    HttpResponse<String> proxy = browser.open(TestEhrs.MAIN, Handshake.by(INGRID.reference()));
    HttpResponse<String> another = browser.open(TestEhrs.MAIN, Handshake.by("Patient/mother"));

    assertThat(Handshake.page(patient)).isEqualTo("before");
    assertThat(Handshake.launch(launches, patient).role()).isEqualTo(Role.PATIENT);
    assertThat(Handshake.page(proxy)).isEqualTo("before");
    assertThat(Handshake.launch(launches, proxy).role()).isEqualTo(Role.PROXY);
    assertThat(Handshake.launch(launches, another).role()).isEqualTo(Role.PROXY);
  }

  @Test
  void c92BelievesAnIssuerBesideTheFhirServer() {
    FakeEhr ehr = TestEhrs.with(Quirk.ISSUER_DIFFERS_FROM_FHIR_BASE);

    assertThat(Handshake.page(browser.open(ehr, Handshake.DOCTOR))).isEqualTo("agenda");
  }
}
