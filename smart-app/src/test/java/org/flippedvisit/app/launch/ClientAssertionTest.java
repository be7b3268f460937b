package org.flippedvisit.app.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.flippedvisit.app.testing.AppTest;
import org.flippedvisit.app.testing.Browser;
import org.flippedvisit.app.testing.KeyFile;
import org.flippedvisit.app.testing.TestEhrs;
import org.flippedvisit.app.testing.TestSettings;
import org.flippedvisit.fixtures.fakeehr.Interaction;
import org.flippedvisit.fixtures.fakeehr.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** How the app proves itself by a key (C-07, C-52; client-confidential-asymmetric). */
@AppTest
class ClientAssertionTest {
  private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  private final Browser browser;
  private final Launches launches;
  private final AccessTokens tokens;
  private final Ehrs ehrs;
  private final SmartDiscovery discovery;

  ClientAssertionTest(
      @LocalServerPort int port,
      Launches launches,
      AccessTokens tokens,
      Ehrs ehrs,
      SmartDiscovery discovery) {
    browser = new Browser(port);
    this.launches = launches;
    this.tokens = tokens;
    this.ehrs = ehrs;
    this.discovery = discovery;
  }

  @BeforeEach
  void startAnew() {
    Handshake.startAnew(ehrs, discovery);
  }

  @AfterEach
  void letTokensLiveAgain() {
    TestEhrs.ASYMMETRIC.withTokenLifetime(Duration.ofHours(1));
  }

  /** The EHR checks the signature, and that the assertion is new. */
  @Test
  void c52SignsAnAssertionForTheTokenEndpoint() throws ParseException {
    assertThat(Handshake.page(browser.open(TestEhrs.ASYMMETRIC, Handshake.DOCTOR)))
        .isEqualTo("agenda");

    RecordedRequest request = TestEhrs.ASYMMETRIC.requestsTo(Interaction.token()).getFirst();
    assertThat(request.formParameter("client_assertion_type")).contains(TYPE);
    assertThat(request.formParameter("client_secret")).isEmpty();
    assertThat(request.authorized()).isFalse();
    SignedJWT assertion = assertion(request);
    assertThat(assertion.getHeader().getAlgorithm().getName()).isEqualTo("RS384");
    assertThat(assertion.getHeader().getType()).isEqualTo(JOSEObjectType.JWT);
    assertThat(assertion.getHeader().getKeyID()).startsWith("rsa-");
    JWTClaimsSet claims = assertion.getJWTClaimsSet();
    assertThat(claims.getIssuer()).isEqualTo(TestSettings.CLIENT_ID);
    assertThat(claims.getSubject()).isEqualTo(TestSettings.CLIENT_ID);
    assertThat(claims.getAudience()).containsExactly(TestEhrs.ASYMMETRIC.origin() + "/auth/token");
    assertThat(claims.getJWTID()).hasSizeBetween(16, 151);
    assertThat(claims.getExpirationTime().toInstant())
        .isAfter(Instant.now())
        .isBefore(Instant.now().plus(Duration.ofMinutes(5)));
    assertThat(claims.getIssueTime().toInstant())
        .isCloseTo(Instant.now(), within(30, ChronoUnit.SECONDS));
  }

  @Test
  void c52SignsWithEs384AndNamesTheAudienceOfTheSite() throws ParseException {
    assertThat(Handshake.page(browser.open(TestEhrs.ELLIPTIC, Handshake.DOCTOR)))
        .isEqualTo("agenda");

    SignedJWT assertion = assertion(TestEhrs.ELLIPTIC.requestsTo(Interaction.token()).getFirst());
    assertThat(assertion.getHeader().getAlgorithm().getName()).isEqualTo("ES384");
    assertThat(assertion.getHeader().getKeyID()).isEqualTo("ec-1");
    assertThat(assertion.getJWTClaimsSet().getAudience())
        .containsExactly(TestEhrs.ELLIPTIC.issuer());
  }

  @Test
  void c52MakesANewAssertionForEachRequest() throws ParseException {
    TestEhrs.ASYMMETRIC.withTokenLifetime(Duration.ofSeconds(5));
    Launch launch = Handshake.launch(launches, browser.open(TestEhrs.ASYMMETRIC, Handshake.DOCTOR));

    String one = tokens.current(launch);
    String two = tokens.current(launch);

    assertThat(one).isNotEqualTo(two);
    List<RecordedRequest> requests = TestEhrs.ASYMMETRIC.requestsTo(Interaction.token());
    assertThat(requests).hasSize(3);
    assertThat(
            Stream.of(
                assertion(requests.get(0)).getJWTClaimsSet().getJWTID(),
                assertion(requests.get(1)).getJWTClaimsSet().getJWTID(),
                assertion(requests.get(2)).getJWTClaimsSet().getJWTID()))
        .doesNotHaveDuplicates();
  }

  @Test
  void c52PublishesItsPublicKeysAndNothingOfThePrivateOnes() throws ParseException {
    HttpResponse<String> published = browser.get("/.well-known/jwks.json");

    assertThat(published.statusCode()).isEqualTo(200);
    assertThat(published.headers().firstValue("Content-Type"))
        .get()
        .asString()
        .startsWith("application/json");
    assertThat(published.headers().allValues("Cache-Control"))
        .singleElement()
        .asString()
        .contains("max-age=300", "public");
    assertThat(published.headers().firstValue("Set-Cookie")).isEmpty();
    JWKSet keys = JWKSet.parse(published.body());
    assertThat(keys.getKeyByKeyId("ec-1")).isNotNull();
    assertThat(keys.getKeys())
        .noneMatch(JWK::isPrivate)
        .allMatch(key -> key.getKeyID() != null && key.getAlgorithm() != null);
    assertThat(published.body()).doesNotContainPattern("\"(d|p|q|dp|dq|qi|oth|k)\"\\s*:");
  }

  /** The EHR fetches the key set anew, as it would when it meets a key it does not know. */
  @Test
  void c52TakesUpAReplacedKeyAndPublishesTheOldOneForAWhile() throws ParseException {
    browser.open(TestEhrs.ASYMMETRIC, Handshake.DOCTOR);
    String before =
        assertion(TestEhrs.ASYMMETRIC.requestsTo(Interaction.token()).getFirst())
            .getHeader()
            .getKeyID();
    String replaced = before + "-replaced";
    KeyFile.write(KeyFile.RSA, KeyFile.rsa(replaced));

    String published = browser.get("/.well-known/jwks.json").body();
    TestEhrs.ASYMMETRIC.register(TestEhrs.client(TestEhrs.ASYMMETRIC_ID).withJwks(published));
    TestEhrs.reset();

    assertThat(Handshake.page(browser.open(TestEhrs.ASYMMETRIC, Handshake.DOCTOR)))
        .isEqualTo("agenda");
    assertThat(
            assertion(TestEhrs.ASYMMETRIC.requestsTo(Interaction.token()).getFirst())
                .getHeader()
                .getKeyID())
        .isEqualTo(replaced);
    assertThat(JWKSet.parse(published).getKeys())
        .extracting(JWK::getKeyID)
        .contains(before, replaced);
  }

  @Test
  void c52StopsPublishingAReplacedKey(@TempDir Path folder) {
    Path file = folder.resolve("keys.json");
    KeyFile.write(file, KeyFile.ec("old"));
    var clock = new MovingClock(Instant.now());
    var keys = new SigningKeys(registeredWith(file), clock);
    KeyFile.write(file, KeyFile.ec("new"), KeyFile.rsa("next"));

    assertThat(keys.signing("clinic").getKeyID()).as("the first signs").isEqualTo("new");
    clock.advance(Duration.ofMinutes(9));
    assertThat(keys.published().getKeys())
        .extracting(JWK::getKeyID)
        .containsExactlyInAnyOrder("old", "new", "next");
    clock.advance(Duration.ofMinutes(2));
    assertThat(keys.published().getKeys())
        .extracting(JWK::getKeyID)
        .containsExactlyInAnyOrder("new", "next");
  }

  @Test
  void c52SignsOnWithTheKeyInHandWhereTheFileIsSpoiled(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("keys.json");
    KeyFile.write(file, KeyFile.ec("old"));
    var keys = new SigningKeys(registeredWith(file), new MovingClock(Instant.now()));

    Files.writeString(file, "{\"keys\": [");
    assertThat(keys.signing("clinic").getKeyID()).isEqualTo("old");

    Files.delete(file);
    assertThat(keys.signing("clinic").getKeyID()).isEqualTo("old");
  }

  static Stream<Arguments> keysThatAreNoGood() {
    return Stream.of(
        Arguments.of("a curve that is too small", json(KeyFile.ec("1", Curve.P_256))),
        Arguments.of("no kid", json(KeyFile.ec("1")).replaceFirst("\"kid\":\"1\",?", "")),
        Arguments.of("no private half", KeyFile.ec("1").toPublicJWK().toJSONString()),
        Arguments.of("an empty set", "{\"keys\": []}"),
        Arguments.of("two of one name", new JWKSet(twice(KeyFile.ec("1"))).toString(false)),
        Arguments.of("no JSON", "-----BEGIN PRIVATE KEY-----c2VjcmV0"));
  }

  private static List<JWK> twice(JWK key) {
    return List.of(key, KeyFile.rsa(key.getKeyID()));
  }

  private static String json(JWK key) {
    return key.toJSONString();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("keysThatAreNoGood")
  void c07DoesNotStartWithAKeyThatIsNoGood(String what, String json, @TempDir Path folder)
      throws Exception {
    Path file = folder.resolve("key.json");
    Files.writeString(file, json);

    assertThatIllegalStateException()
        .isThrownBy(() -> new SigningKeys(registeredWith(file), new MovingClock(Instant.now())))
        .withMessageContaining("private-key of EHR clinic")
        .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("\"d\"", "c2VjcmV0"));
  }

  @Test
  void c07DoesNotStartWithoutItsKey() {
    LaunchProperties keyless =
        Configured.with(
            Map.of(
                "issuer", "https://ehr.example.org/fhir",
                "client-authentication", "private_key_jwt"));

    assertThatIllegalStateException()
        .isThrownBy(() -> new SigningKeys(keyless, new MovingClock(Instant.now())))
        .withMessageContaining("private-key");
  }

  private static LaunchProperties registeredWith(Path file) {
    return Configured.with(
        Map.of(
            "issuer", "https://ehr.example.org/fhir",
            "client-authentication", "private_key_jwt",
            "private-key", file.toUri().toString()));
  }

  private static SignedJWT assertion(RecordedRequest request) throws ParseException {
    return SignedJWT.parse(request.formParameter("client_assertion").orElseThrow());
  }
}
