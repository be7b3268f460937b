package org.flippedvisit.app.launch;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.flippedvisit.app.launch.LaunchRefused.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestTemplate;

/**
 * Reads who signed in from a validated id_token: signature, issuer, audience, expiry and nonce
 * (SMART App Launch 2.2). Keys are fetched without redirects, kept, and fetched again when a token
 * names one that is not among them.
 */
@Component
final class IdTokens {
  private static final Logger LOG = LoggerFactory.getLogger(IdTokens.class);
  private static final List<SignatureAlgorithm> SIGNED_WITH =
      List.of(
          SignatureAlgorithm.RS256, // what every EHR must be able to
          SignatureAlgorithm.RS384,
          SignatureAlgorithm.PS256,
          SignatureAlgorithm.ES256,
          SignatureAlgorithm.ES384);

  private final SmartDiscovery discovery;
  private final RestTemplate http;
  private final Clock clock;
  private final Map<Provider, JwtDecoder> decoders = new ConcurrentHashMap<>();

  IdTokens(SmartDiscovery discovery, SmartHttp http, Clock clock) {
    this.discovery = discovery;
    this.http = new RestTemplate(http.requests());
    this.clock = clock;
  }

  /** Whose id_tokens, for which client. */
  private record Provider(String keys, String issuer, String clientId) {}

  FhirUser fhirUser(
      Ehr ehr,
      ClientRegistration registration,
      OAuth2AuthorizationRequest request,
      OAuth2AccessTokenResponse response) {
    Object idToken = response.getAdditionalParameters().get(OidcParameterNames.ID_TOKEN);
    if (!(idToken instanceof String encoded)) {
      throw new LaunchRefused(Reason.USER_UNKNOWN);
    }
    Jwt token = decode(ehr, registration, encoded);
    Object asked = request.getAdditionalParameters().get(OidcParameterNames.NONCE);
    if (asked != null && !Objects.equals(asked, token.getClaimAsString(OidcParameterNames.NONCE))) {
      throw new LaunchRefused(Reason.SIGN_IN_INVALID);
    }
    String claim = token.getClaimAsString("fhirUser");
    if (claim == null) {
      claim = token.getClaimAsString("profile"); // what servers before SMART 1.0 sent
    }
    if (claim == null) {
      throw new LaunchRefused(Reason.USER_UNKNOWN);
    }
    return FhirUser.parse(claim, ehr.issuer())
        .orElseThrow(() -> new LaunchRefused(Reason.USER_UNKNOWN));
  }

  private Jwt decode(Ehr ehr, ClientRegistration registration, String encoded) {
    String keys = registration.getProviderDetails().getJwkSetUri();
    String issuer = registration.getProviderDetails().getIssuerUri();
    if (keys == null || issuer == null) {
      LOG.warn("launch.id-token.unverifiable ehr={}", ehr.id());
      throw new LaunchRefused(Reason.EHR_UNFIT);
    }
    var provider = new Provider(keys, issuer, registration.getClientId());
    try {
      return decoders
          .computeIfAbsent(provider, unseen -> decoder(keys, registration))
          .decode(encoded);
    } catch (JwtException invalid) {
      discovery.forget(ehr);
      LOG.warn(
          "launch.id-token.invalid ehr={} kind={}", ehr.id(), invalid.getClass().getSimpleName());
      throw new LaunchRefused(Reason.SIGN_IN_INVALID, invalid);
    }
  }

  private JwtDecoder decoder(String keys, ClientRegistration registration) {
    NimbusJwtDecoder decoder =
        NimbusJwtDecoder.withJwkSetUri(keys)
            .jwsAlgorithms(algorithms -> algorithms.addAll(SIGNED_WITH))
            .restOperations(http)
            .cache(new ConcurrentMapCache("keys"))
            .build();
    var validator = new OidcIdTokenValidator(registration);
    validator.setClock(clock);
    decoder.setJwtValidator(validator);
    return decoder;
  }
}
