package org.flippedvisit.app.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.DR_AHLGREN;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.INGRID;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.LENA_ORTIZ;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.NOAH;

import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
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

  @Test
  void c90FindsTheKeysThroughTheOpenidProvider() {
    FakeEhr ehr = TestEhrs.with(Quirk.NO_JWKS_URI, Quirk.ISSUER_DIFFERS_FROM_FHIR_BASE);

    assertThat(Handshake.page(browser.open(ehr, Handshake.DOCTOR))).isEqualTo("agenda");
    assertThat(ehr.requestsTo(Interaction.openidConfiguration()))
        .singleElement()
        .satisfies(request -> assertThat(request.authorized()).isFalse())
        .satisfies(
            request ->
                assertThat(request.path()).isEqualTo("/auth/.well-known/openid-configuration"));
  }

  @Test
  void c90RefusesAnOpenidProviderThatIsAnotherThanWasNamed() {
    FakeEhr ehr = TestEhrs.with(Quirk.NO_JWKS_URI, Quirk.OTHER_ISSUER_IN_OPENID_CONFIGURATION);

    HttpResponse<String> refused = browser.launch(ehr.issuer(), ehr.launch(Handshake.DOCTOR));

    assertThat(refused.statusCode()).isEqualTo(502);
    assertThat(refused.headers().firstValue("Location")).isEmpty();
    assertThat(ehr.requestsTo(Interaction.jwks())).isEmpty();
  }

  @Test
  void c90FollowsNoRedirectToAnotherOpenidProvider() {
    FakeEhr ehr = TestEhrs.with(Quirk.NO_JWKS_URI);
    ehr.fault(Interaction.openidConfiguration(), Fault.REDIRECT_OTHER_HOST);

    assertThat(browser.launch(ehr.issuer(), "x").statusCode()).isEqualTo(502);
    assertThat(ehr.foreignRequests()).isEmpty();
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

  /** The EHR of these tests calls them by SNOMED CT 22515006, and by a code of its own. */
  @ParameterizedTest
  @CsvSource({
    "http://snomed.info/sct, 22515006, MEDICAL_ASSISTANT",
    "https://ehr.example.org/roles, rooming-nurse, MEDICAL_ASSISTANT",
    "https://ehr.example.org/roles, 22515006, CLINICIAN",
    "http://snomed.info/sct, 309343006, CLINICIAN"
  })
  void c91KnowsMedicalAssistantsByTheirCode(String system, String code, Role role) {
    TestEhrs.VENDOR.put(
        """
        {"resourceType": "PractitionerRole", "id": "coded-role", "active": true,
         "practitioner": {"reference": "Practitioner/coded"},
         "code": [{"coding": [{"system": "%s", "code": "%s"}]}]}
        """
            .formatted(system, code));

    for (String staff : new String[] {"Practitioner/coded", "PractitionerRole/coded-role"}) {
      Launch launch = open(TestEhrs.VENDOR, Handshake.by(staff));

      assertThat(launch.role()).isEqualTo(role);
      assertThat(launch.fhirUser()).isEqualTo(new FhirUser("Practitioner", "coded"));
    }
  }

  @Test
  void c91TakesStaffForCliniciansWhereTheirRolesCannotBeRead() {
    TestEhrs.VENDOR.fault(Interaction.search("PractitionerRole"), Fault.status(500));

    assertThat(open(TestEhrs.VENDOR, Handshake.by("Practitioner/coded")).role())
        .isEqualTo(Role.CLINICIAN);
  }

  @ParameterizedTest
  @CsvSource({
    "Patient/noah, PATIENT",
    "Patient/somebody-else, PROXY",
    "RelatedPerson/noah-ingrid, PROXY",
    "Practitioner/dr-ahlgren, CLINICIAN",
    "PractitionerRole/unread, CLINICIAN"
  })
  void c91TakesAPersonForWhomTheyAreLinkedTo(String linked, Role role) {
    link(linked);

    Launch launch = open(TestEhrs.VENDOR, person());

    assertThat(launch.role()).isEqualTo(role);
    assertThat(launch.fhirUser().reference()).isEqualTo(linked);
    assertThat(TestEhrs.VENDOR.requestsTo(Interaction.read("Person")))
        .singleElement()
        .satisfies(read -> assertThat(read.authorized()).isTrue());
  }

  @Test
  void c91TakesAPersonForThePatientOfTheLaunchBeforeAnybodyElse() {
    link("Practitioner/dr-ahlgren", "Patient/other", "Patient/noah");

    assertThat(open(TestEhrs.VENDOR, person()).role()).isEqualTo(Role.PATIENT);
  }

  @Test
  void c91OpensNothingForAPersonOfWhomNothingIsKnown() {
    link();
    assertNobody(browser.open(TestEhrs.VENDOR, person()));

    link("https://other.example.org/fhir/Patient/noah");
    assertNobody(browser.open(TestEhrs.VENDOR, person()));

    link("Patient/noah");
    TestEhrs.VENDOR.fault(Interaction.read("Person"), Fault.status(403));
    assertNobody(browser.open(TestEhrs.VENDOR, person()));
  }

  private static org.flippedvisit.fixtures.fakeehr.Launch person() {
    return Handshake.by("Person/somebody")
        .withGrantedScope("openid fhirUser launch patient/Person.r patient/Patient.rs");
  }

  private static void link(String... targets) {
    String links =
        Arrays.stream(targets)
            .map(target -> "{\"target\": {\"reference\": \"%s\"}}".formatted(target))
            .collect(Collectors.joining(","));
    TestEhrs.VENDOR.put(
        "{\"resourceType\": \"Person\", \"id\": \"somebody\", \"link\": [%s]}".formatted(links));
  }

  private Launch open(FakeEhr ehr, org.flippedvisit.fixtures.fakeehr.Launch context) {
    return Handshake.launch(launches, browser.open(ehr, context));
  }

  @Test
  void c92BelievesAnIssuerBesideTheFhirServer() {
    FakeEhr ehr = TestEhrs.with(Quirk.ISSUER_DIFFERS_FROM_FHIR_BASE);

    assertThat(Handshake.page(browser.open(ehr, Handshake.DOCTOR))).isEqualTo("agenda");
  }
}
