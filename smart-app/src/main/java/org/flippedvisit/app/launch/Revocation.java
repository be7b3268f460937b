package org.flippedvisit.app.launch;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.convert.converter.Converter;
import org.springframework.http.MediaType;
import org.springframework.security.oauth2.client.endpoint.AbstractOAuth2AuthorizationGrantRequest;
import org.springframework.security.oauth2.client.endpoint.DefaultOAuth2TokenRequestHeadersConverter;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * Gives tokens back to the EHR when a launch ends (RFC 7009; SMART App Launch 2.2 recommends the
 * endpoint). An EHR without the endpoint, or one that does not answer, stops nobody from leaving:
 * its tokens are forgotten here either way.
 */
@Component
final class Revocation {
  private static final Logger LOG = LoggerFactory.getLogger(Revocation.class);

  private final Ehrs ehrs;
  private final SmartDiscovery discovery;
  private final RestClient http;
  private final Converter<Request, MultiValueMap<String, String>> assertion;
  private final DefaultOAuth2TokenRequestHeadersConverter<Request> credentials =
      new DefaultOAuth2TokenRequestHeadersConverter<>();

  Revocation(Ehrs ehrs, SmartDiscovery discovery, SmartHttp http, ClientAssertions assertions) {
    this.ehrs = ehrs;
    this.discovery = discovery;
    this.http = http.client();
    this.assertion = assertions.parameters();
  }

  /** A revocation, for the client authentication's sake: RFC 7009 asks for that of the grant. */
  private static final class Request extends AbstractOAuth2AuthorizationGrantRequest {
    Request(ClientRegistration registration) {
      super(AuthorizationGrantType.AUTHORIZATION_CODE, registration);
    }
  }

  /** The last tokens of a launch, after which it gets no others. */
  private record Last(String access, @Nullable String refresh) {
    static Last of(Tokens tokens) {
      tokens.lock().lock(); // a renewal that is under way brings other tokens
      try {
        var refresh = tokens.refresh();
        tokens.giveUpRefreshing();
        return new Last(
            tokens.access().getTokenValue(), refresh == null ? null : refresh.getTokenValue());
      } finally {
        tokens.lock().unlock();
      }
    }
  }

  /**
   * Blocking. The refresh token goes first: many servers end the whole grant with it. Where one
   * cannot be given back the other is all the same.
   */
  void revoke(Launch launch, Tokens tokens) {
    Last last = Last.of(tokens);
    endpoint(launch)
        .ifPresent(
            endpoint -> {
              if (last.refresh() != null) {
                revoke(launch, endpoint, tokens.registration(), last.refresh(), "refresh_token");
              }
              revoke(launch, endpoint, tokens.registration(), last.access(), "access_token");
            });
  }

  private Optional<URI> endpoint(Launch launch) {
    try {
      return ehrs.byId(launch.ehr().id()).map(at -> discovery.of(at.ehr()).revocation());
    } catch (LaunchRefused failed) {
      LOG.warn("token.revoke.failed launch={} kind={}", launch.id(), failed.reason());
      return Optional.empty();
    }
  }

  private void revoke(
      Launch launch, URI endpoint, ClientRegistration registration, String token, String kind) {
    try {
      send(endpoint, registration, token, kind);
      LOG.info("token.revoked launch={} token={}", launch.id(), kind);
    } catch (RestClientException failed) {
      LOG.warn(
          "token.revoke.failed launch={} token={} kind={}",
          launch.id(),
          kind,
          failed.getClass().getSimpleName());
    }
  }

  private void send(URI endpoint, ClientRegistration registration, String token, String kind) {
    var form = new LinkedMultiValueMap<String, String>();
    form.add("token", token);
    form.add("token_type_hint", kind);
    var request = new Request(registration);
    var own = assertion.convert(request);
    if (own != null) {
      form.addAll(own);
    }
    if (registration.getClientAuthenticationMethod().equals(ClientAuthenticationMethod.NONE)) {
      form.add("client_id", registration.getClientId());
    }
    http.post()
        .uri(endpoint)
        .headers(headers -> headers.addAll(credentials.convert(request)))
        .contentType(MediaType.APPLICATION_FORM_URLENCODED)
        .body(form)
        .retrieve()
        .toBodilessEntity();
  }
}
