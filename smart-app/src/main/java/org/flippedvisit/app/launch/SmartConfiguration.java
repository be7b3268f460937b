package org.flippedvisit.app.launch;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is used of {@code .well-known/smart-configuration} (SMART App Launch 2.2, conformance).
 * Unknown fields and capabilities are ignored. Also what is used of {@code
 * .well-known/openid-configuration}, whose {@code issuer} and {@code jwks_uri} have the same names
 * (OpenID Connect Discovery 1.0 §3).
 */
record SmartConfiguration(
    @JsonProperty("authorization_endpoint") @Nullable URI authorizationEndpoint,
    @JsonProperty("token_endpoint") @Nullable URI tokenEndpoint,
    @JsonProperty("issuer") @Nullable String issuer,
    @JsonProperty("jwks_uri") @Nullable URI jwksUri,
    @JsonProperty("revocation_endpoint") @Nullable URI revocationEndpoint,
    @JsonProperty("code_challenge_methods_supported") @Nullable Set<String> codeChallengeMethods,
    @JsonProperty("token_endpoint_auth_methods_supported")
        @Nullable Set<String> clientAuthenticationMethods,
    @JsonProperty("capabilities") @Nullable Set<String> capabilities) {

  /** Whether the server declares a capability; silence counts as no. */
  boolean declares(String capability) {
    return capabilities != null && capabilities.contains(capability);
  }
}
