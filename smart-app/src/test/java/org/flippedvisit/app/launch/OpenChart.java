package org.flippedvisit.app.launch;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.flippedvisit.fixtures.fakeehr.FakeEhr;
import org.jspecify.annotations.Nullable;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;

/**
 * Opens launches at a test's own EHR without the handshake, for tests of what comes after it. Each
 * has an id and a record of its own, so that no two tests meet in the store.
 */
public final class OpenChart {
  /** What the app asks for in an EHR launch. */
  public static final String STAFF_SCOPE =
      "launch openid fhirUser patient/*.crus user/Practitioner.rs user/PractitionerRole.rs";

  /** What the app asks for in a portal. */
  public static final String PORTAL_SCOPE = "launch/patient openid fhirUser patient/*.crus";

  private static final String CLIENT_ID = "flipped-visit";
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final Launches launches;
  private final FakeEhr fake;
  private final Ehr ehr;

  public OpenChart(Launches launches, FakeEhr fake) {
    this(launches, fake, Map.of());
  }

  /**
   * As above.
   *
   * @param writing what the site takes, by resource type
   */
  public OpenChart(Launches launches, FakeEhr fake, Map<String, Ehr.Writing> writing) {
    this(launches, fake, writing, "81338-6");
  }

  /**
   * As above.
   *
   * @param noteType what the site calls shared notes
   */
  public OpenChart(
      Launches launches, FakeEhr fake, Map<String, Ehr.Writing> writing, String noteType) {
    this.launches = launches;
    this.fake = fake;
    String id = "test-" + NUMBER.incrementAndGet();
    ehr =
        new Ehr(
            id,
            "Test Clinic",
            fake.issuer(),
            id,
            List.of(),
            noteType,
            "11506-3",
            null,
            List.of(),
            writing);
  }

  public Launch byClinician(String practitioner, String patient, @Nullable String encounter) {
    return open(Role.CLINICIAN, "Practitioner/" + practitioner, patient, encounter, STAFF_SCOPE);
  }

  public Launch byAssistant(String practitioner, String patient, @Nullable String encounter) {
    return open(
        Role.MEDICAL_ASSISTANT, "Practitioner/" + practitioner, patient, encounter, STAFF_SCOPE);
  }

  public Launch byPatient(String patient) {
    return open(Role.PATIENT, "Patient/" + patient, patient, null, PORTAL_SCOPE);
  }

  public Launch byProxy(String relatedPerson, String patient) {
    return open(Role.PROXY, "RelatedPerson/" + relatedPerson, patient, null, PORTAL_SCOPE);
  }

  /**
   * A launch at an EHR that runs in another process.
   *
   * @param access token that it has issued
   */
  public static Launch byAssistant(
      Launches launches,
      String issuer,
      String ehrId,
      String practitioner,
      String patient,
      String encounter,
      String access) {
    var launch =
        new Launch(
            LaunchId.random(),
            new Ehr(
                ehrId,
                "Test Clinic",
                issuer,
                ehrId,
                List.of(),
                "81338-6",
                "11506-3",
                null,
                List.of(),
                Map.of()),
            "",
            patient,
            encounter,
            new FhirUser("Practitioner", practitioner),
            Role.MEDICAL_ASSISTANT,
            Scopes.of(STAFF_SCOPE),
            true,
            Instant.now());
    var registration = registration(ehrId, issuer);
    launches.add(new MockHttpSession(), launch, new Tokens(registration, response(access).build()));
    return launch;
  }

  /** A launch in which the EHR granted {@code scope}. */
  public Launch open(
      Role role, String user, String patient, @Nullable String encounter, String scope) {
    var context =
        org.flippedvisit.fixtures.fakeehr.Launch.of(user, patient).withEncounter(encounter);
    String access = fake.issueToken(context, scope);
    return open(role, user, patient, encounter, scope, response(access).build());
  }

  /** A launch whose token can be renewed. */
  public Launch openForLong(
      Role role, String user, String patient, @Nullable String encounter, String scope) {
    var context =
        org.flippedvisit.fixtures.fakeehr.Launch.of(user, patient).withEncounter(encounter);
    FakeEhr.Tokens issued = fake.issueTokens(context, scope, CLIENT_ID);
    return open(
        role,
        user,
        patient,
        encounter,
        scope,
        response(issued.access()).refreshToken(issued.refresh()).build());
  }

  /** The EHR's id, which is the name of its record too. */
  public String ehrId() {
    return ehr.id();
  }

  private Launch open(
      Role role,
      String user,
      String patient,
      @Nullable String encounter,
      String scope,
      OAuth2AccessTokenResponse tokens) {
    String[] reference = user.split("/", 2);
    var launch =
        new Launch(
            LaunchId.random(),
            ehr,
            "",
            patient,
            encounter,
            new FhirUser(reference[0], reference[1]),
            role,
            Scopes.of(scope),
            true,
            Instant.now());
    launches.add(
        new MockHttpSession(), launch, new Tokens(registration(ehr.id(), fake.origin()), tokens));
    return launch;
  }

  private static ClientRegistration registration(String ehrId, String origin) {
    return ClientRegistration.withRegistrationId(ehrId)
        .clientId(CLIENT_ID)
        .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
        .redirectUri("https://app.example.org/callback/" + ehrId)
        .authorizationUri(origin + "/auth/authorize")
        .tokenUri(origin + "/auth/token")
        .build();
  }

  private static OAuth2AccessTokenResponse.Builder response(String access) {
    return OAuth2AccessTokenResponse.withToken(access)
        .tokenType(OAuth2AccessToken.TokenType.BEARER)
        .expiresIn(3600);
  }
}
