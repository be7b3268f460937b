package org.flippedvisit.app.launch;

import java.util.Objects;
import org.flippedvisit.app.launch.LaunchRefused.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.stereotype.Component;

/**
 * Reads who signed in from a validated id_token: signature, issuer, audience, expiry and nonce
 * (SMART App Launch 2.2).
 */
@Component
final class IdTokens {
  private static final Logger LOG = LoggerFactory.getLogger(IdTokens.class);

  private final OidcIdTokenDecoderFactory decoders = new OidcIdTokenDecoderFactory();

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
    try {
      return decoders.createDecoder(registration).decode(encoded);
    } catch (JwtException | OAuth2AuthenticationException invalid) {
      LOG.warn(
          "launch.id-token.invalid ehr={} kind={}", ehr.id(), invalid.getClass().getSimpleName());
      throw new LaunchRefused(Reason.SIGN_IN_INVALID, invalid);
    }
  }
}
