package org.flippedvisit.app.launch;

import java.util.List;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.oauth2.client.endpoint.AbstractOAuth2AuthorizationGrantRequest;
import org.springframework.security.oauth2.client.endpoint.NimbusJwtClientAuthenticationParametersConverter;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;

/**
 * Client assertions for {@code private_key_jwt} as SMART wants them: {@code typ} JWT, {@code kid},
 * RS384 or ES384, a fresh {@code jti}, good for one minute (SMART App Launch 2.2,
 * client-confidential-asymmetric). Spring's own lack {@code typ}.
 */
@Component
final class ClientAssertions {
  private final SigningKeys keys;
  private final Ehrs ehrs;

  ClientAssertions(SigningKeys keys, Ehrs ehrs) {
    this.keys = keys;
    this.ehrs = ehrs;
  }

  /** Adds the assertion where the registration asks for one, and nothing elsewhere. */
  <T extends AbstractOAuth2AuthorizationGrantRequest>
      Converter<T, MultiValueMap<String, String>> parameters() {
    var converter =
        new NimbusJwtClientAuthenticationParametersConverter<T>(
            registration -> keys.signing(registration.getRegistrationId()));
    converter.setJwtClientAssertionCustomizer(
        assertion -> {
          assertion.getHeaders().type("JWT");
          String ehrId =
              assertion.getAuthorizationGrantRequest().getClientRegistration().getRegistrationId();
          ehrs.byId(ehrId)
              .map(at -> at.entry().tokenAudience())
              .ifPresent(audience -> assertion.getClaims().audience(List.of(audience)));
        });
    return converter;
  }
}
