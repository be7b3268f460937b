package org.flippedvisit.app.launch;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.flippedvisit.app.launch.LaunchProperties.ClientAuthentication;
import org.flippedvisit.app.launch.LaunchRefused.Reason;
import org.flippedvisit.app.launch.PendingLaunches.Pending;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;
import org.springframework.web.util.UriBuilder;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The SMART handshake on Spring Security's OAuth2 client: what is asked for, and what is made of
 * the answer.
 */
@Component
final class SignIn {
  private static final Logger LOG = LoggerFactory.getLogger(SignIn.class);
  private static final String CLINICIAN =
      "launch openid fhirUser online_access patient/Patient.rs patient/Encounter.rs"
          + " patient/Condition.rs patient/Observation.crs patient/QuestionnaireResponse.crus patient/Goal.crus patient/CarePlan.rs"
          + " patient/ServiceRequest.rs patient/MedicationRequest.rs patient/RelatedPerson.rs"
          + " patient/DocumentReference.crus patient/Binary.r patient/Communication.crs patient/Provenance.crs"
          + " user/Practitioner.rs user/PractitionerRole.rs";
  private static final String PATIENT =
      "openid fhirUser patient/Patient.rs patient/Encounter.rs patient/Condition.rs"
          + " patient/Observation.crs"
          + " patient/QuestionnaireResponse.crus patient/Goal.crus patient/RelatedPerson.rs"
          + " patient/DocumentReference.crus patient/Binary.r patient/Communication.crs patient/Provenance.crs";

  private final SmartDiscovery discovery;
  private final IdTokens idTokens;
  private final Clock clock;
  private final RestClientAuthorizationCodeTokenResponseClient tokenEndpoint =
      new RestClientAuthorizationCodeTokenResponseClient();

  SignIn(
      SmartDiscovery discovery,
      IdTokens idTokens,
      SmartTokenHttp http,
      ClientAssertions assertions,
      Clock clock) {
    this.discovery = discovery;
    this.idTokens = idTokens;
    this.clock = clock;
    tokenEndpoint.setRestClient(http.client());
    tokenEndpoint.addParametersConverter(assertions.parameters());
  }

  /**
   * What came of a sign-in.
   *
   * @param launch in the role with the least rights until {@link Arrivals} has settled it
   * @param intent SMART {@code intent}; empty when the EHR gave none
   */
  record SignedIn(Launch launch, Tokens tokens, String intent) {}

  /**
   * The authorization request of a launch: PKCE, {@code aud}, {@code state}, {@code nonce}, and
   * {@code launch} where the EHR began it (SMART App Launch 2.2).
   *
   * @param iss exactly as the EHR sent it, for {@code aud}; null for a standalone launch, whose
   *     {@code aud} is the issuer exactly as configured
   * @param launch opaque, echoed; null for a standalone launch
   */
  OAuth2AuthorizationRequest request(
      HttpServletRequest http,
      Ehrs.Registration at,
      @Nullable String iss,
      @Nullable String launch) {
    List<String> scopes = scopes(at, launch != null);
    ClientRegistration registration =
        registration(at, discovery.of(at.ehr()).isV1Only() ? Scopes.inV1(scopes) : scopes);
    var resolver = new DefaultOAuth2AuthorizationRequestResolver(id -> registration);
    resolver.setAuthorizationRequestCustomizer(
        OAuth2AuthorizationRequestCustomizers.withPkce()
            .andThen(
                request ->
                    request.additionalParameters(
                        parameters -> {
                          parameters.put("aud", iss == null ? at.entry().issuer() : iss);
                          if (launch != null) {
                            parameters.put("launch", launch);
                          }
                        }))
            .andThen(request -> request.authorizationRequestUri(SignIn::withPlusEscaped)));
    OAuth2AuthorizationRequest request = resolver.resolve(http, at.ehr().id());
    if (request == null) {
      throw new IllegalStateException("no authorization request for a known registration");
    }
    return request;
  }

  /**
   * A plus in an opaque {@code launch} is not a space: Spring leaves it as it is, and servers read
   * a query as a form (SMART App Launch 2.2).
   */
  private static URI withPlusEscaped(UriBuilder authorization) {
    URI target = authorization.build();
    String query = target.getRawQuery().replace("+", "%2B");
    return UriComponentsBuilder.fromUri(target).replaceQuery(query).build(true).toUri();
  }

  /** Whether an authorization response names the issuer that this EHR has (RFC 9207). */
  boolean isIssuer(Ehrs.Registration at, String iss) {
    return iss.equals(discovery.of(at.ehr()).issuer()) || iss.equals(at.ehr().issuer());
  }

  /** Exchanges the code, once, and pins the launch to what the EHR says it is about. */
  SignedIn finish(Ehrs.Registration at, Pending pending, String code) {
    ClientRegistration registration = registration(at, List.copyOf(pending.request().getScopes()));
    OAuth2AccessTokenResponse response = exchange(at, registration, pending.request(), code);
    FhirUser user = idTokens.fhirUser(at.ehr(), registration, pending.request(), response);
    return new SignedIn(
        launch(at.ehr(), user, response, pending.request().getScopes()),
        new Tokens(registration, response),
        text(response.getAdditionalParameters(), "intent").orElse(""));
  }

  private OAuth2AccessTokenResponse exchange(
      Ehrs.Registration at,
      ClientRegistration registration,
      OAuth2AuthorizationRequest request,
      String code) {
    var answer =
        OAuth2AuthorizationResponse.success(code)
            .redirectUri(at.redirectUri())
            .state(Objects.requireNonNull(request.getState()))
            .build();
    try {
      return tokenEndpoint.getTokenResponse(
          new OAuth2AuthorizationCodeGrantRequest(
              registration, new OAuth2AuthorizationExchange(request, answer)));
    } catch (OAuth2AuthorizationException | RestClientException failed) {
      discovery.forget(at.ehr());
      LOG.warn(
          "launch.token.failed ehr={} kind={}", at.ehr().id(), failed.getClass().getSimpleName());
      throw new LaunchRefused(Reason.EHR_ERROR, failed);
    }
  }

  private Launch launch(
      Ehr ehr, FhirUser user, OAuth2AccessTokenResponse response, Set<String> askedFor) {
    Map<String, Object> context = response.getAdditionalParameters();
    String patient =
        text(context, "patient").orElseThrow(() -> new LaunchRefused(Reason.NO_PATIENT));
    return new Launch(
        LaunchId.random(),
        ehr,
        text(context, "tenant").orElse(""),
        patient,
        text(context, "encounter").orElse(null),
        user,
        Role.PROXY,
        new Scopes(SmartTokenHttp.granted(response, askedFor)),
        !Boolean.FALSE.equals(context.get("need_patient_banner")),
        clock.instant());
  }

  private static Optional<String> text(Map<String, Object> context, String name) {
    return Optional.ofNullable(context.get(name))
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .filter(value -> !value.isBlank());
  }

  private ClientRegistration registration(Ehrs.Registration at, List<String> scopes) {
    var endpoints = discovery.of(at.ehr());
    ClientAuthenticationMethod method = method(at.entry().clientAuthentication());
    if (!endpoints.takes(method)) {
      LOG.error("launch.client-authentication.not-taken ehr={}", at.ehr().id());
      throw new LaunchRefused(Reason.EHR_UNFIT);
    }
    var registration =
        ClientRegistration.withRegistrationId(at.ehr().id())
            .clientId(at.entry().clientId())
            .clientAuthenticationMethod(method)
            .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
            .redirectUri(at.redirectUri())
            .scope(scopes)
            .authorizationUri(endpoints.authorization().toString())
            .tokenUri(endpoints.token().toString());
    if (at.entry().clientSecret() != null) {
      registration.clientSecret(at.entry().clientSecret());
    }
    if (endpoints.jwks() != null) {
      registration.jwkSetUri(endpoints.jwks().toString());
    }
    if (endpoints.issuer() != null) {
      registration.issuerUri(endpoints.issuer());
    }
    return registration.build();
  }

  private static ClientAuthenticationMethod method(ClientAuthentication authentication) {
    return switch (authentication) {
      case NONE -> ClientAuthenticationMethod.NONE;
      case CLIENT_SECRET_BASIC -> ClientAuthenticationMethod.CLIENT_SECRET_BASIC;
      case PRIVATE_KEY_JWT -> ClientAuthenticationMethod.PRIVATE_KEY_JWT;
    };
  }

  private static List<String> scopes(Ehrs.Registration at, boolean ehrLaunch) {
    LaunchProperties.Scopes configured = at.entry().scopes();
    String own =
        ehrLaunch
            ? (configured == null ? null : configured.clinician())
            : (configured == null ? null : configured.patient());
    String scopes = own != null ? own : ehrLaunch ? CLINICIAN : "launch/patient " + PATIENT;
    return Arrays.stream(scopes.trim().split("\\s+", -1)).distinct().toList();
  }
}
