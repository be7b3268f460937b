package org.flippedvisit.app.launch;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.flippedvisit.app.launch.LaunchRefused.Reason;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConversionException;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * Finds an allow-listed EHR's endpoints at {@code {issuer}/.well-known/smart-configuration} (SMART
 * App Launch 2.2), and remembers them for a while.
 */
@Component
final class SmartDiscovery {
  private static final Logger LOG = LoggerFactory.getLogger(SmartDiscovery.class);
  private static final Duration REMEMBERED = Duration.ofMinutes(10);

  private final RestClient http;
  private final Clock clock;
  private final Map<String, Found> found = new ConcurrentHashMap<>();

  SmartDiscovery(SmartHttp http, Clock clock) {
    this.http = http.client();
    this.clock = clock;
  }

  private record Found(Endpoints endpoints, Instant at) {}

  /**
   * The endpoints of one EHR, absolute and checked.
   *
   * @param clientAuthenticationMethods what the token endpoint says it takes; null when it does not
   *     say
   * @param isV1Only whether scopes must be asked for in the spelling of SMART 1
   */
  record Endpoints(
      URI authorization,
      URI token,
      @Nullable URI jwks,
      @Nullable String issuer,
      @Nullable URI revocation,
      @Nullable Set<String> clientAuthenticationMethods,
      boolean isV1Only) {

    boolean takes(ClientAuthenticationMethod method) {
      // Public clients are commonly left out of the list.
      return method.equals(ClientAuthenticationMethod.NONE)
          || clientAuthenticationMethods == null
          || clientAuthenticationMethods.contains(method.getValue());
    }
  }

  Endpoints of(Ehr ehr) {
    Found known = found.get(ehr.id());
    if (known != null && known.at().plus(REMEMBERED).isAfter(clock.instant())) {
      return known.endpoints();
    }
    Endpoints endpoints = check(ehr, fetch(ehr.issuer() + "/.well-known/smart-configuration"));
    found.put(ehr.id(), new Found(endpoints, clock.instant()));
    return endpoints;
  }

  /** Forgets an EHR's endpoints, after one of them failed. */
  void forget(Ehr ehr) {
    found.remove(ehr.id());
  }

  private SmartConfiguration fetch(String document) {
    try {
      return http.get()
          .uri(URI.create(document))
          .accept(MediaType.APPLICATION_JSON)
          .exchange(
              (request, response) -> {
                if (!response.getStatusCode().is2xxSuccessful()) {
                  throw new LaunchRefused(Reason.EHR_UNREACHABLE);
                }
                MediaType type = response.getHeaders().getContentType();
                // A 200 with an HTML page is a miss: some hosts answer every path with their web
                // app.
                if (type == null || !type.getSubtype().contains("json")) {
                  throw new LaunchRefused(Reason.EHR_UNFIT);
                }
                return Objects.requireNonNullElseGet(
                    response.bodyTo(SmartConfiguration.class),
                    () -> {
                      throw new LaunchRefused(Reason.EHR_UNFIT);
                    });
              });
    } catch (RestClientException unreachable) {
      boolean unreadable = unreachable.getCause() instanceof HttpMessageConversionException;
      throw new LaunchRefused(unreadable ? Reason.EHR_UNFIT : Reason.EHR_UNREACHABLE, unreachable);
    }
  }

  private Endpoints check(Ehr ehr, SmartConfiguration configuration) {
    URI base = URI.create(ehr.issuer() + "/");
    if (configuration.authorizationEndpoint() == null
        || configuration.tokenEndpoint() == null
        || configuration.codeChallengeMethods() == null
        || !configuration.codeChallengeMethods().contains("S256")) {
      throw new LaunchRefused(Reason.EHR_UNFIT);
    }
    for (String wanted : List.of("launch-ehr", "launch-standalone")) {
      if (configuration.capabilities() != null && !configuration.declares(wanted)) {
        LOG.warn("launch.discovery.undeclared ehr={} capability={}", ehr.id(), wanted);
      }
    }
    URI revocation = configuration.revocationEndpoint();
    return new Endpoints(
        resolve(base, configuration.authorizationEndpoint()),
        resolve(base, configuration.tokenEndpoint()),
        jwks(base, configuration),
        configuration.issuer(),
        revocation == null ? null : resolve(base, revocation),
        configuration.clientAuthenticationMethods(),
        configuration.declares("permission-v1") && !configuration.declares("permission-v2"));
  }

  /**
   * Where the keys of the id_token are: said in the SMART configuration, else by the OpenID
   * provider it names (SMART App Launch 2.2, "Scopes for requesting identity data").
   */
  private @Nullable URI jwks(URI base, SmartConfiguration configuration) {
    String issuer = configuration.issuer();
    if (configuration.jwksUri() != null) {
      return resolve(base, configuration.jwksUri());
    }
    if (issuer == null) {
      return null;
    }
    URI provider = resolve(base, URI.create(issuer));
    SmartConfiguration openId =
        fetch(provider.toString().replaceAll("/$", "") + "/.well-known/openid-configuration");
    if (openId.jwksUri() == null || !issuer.equals(openId.issuer())) {
      throw new LaunchRefused(Reason.EHR_UNFIT);
    }
    return resolve(provider, openId.jwksUri());
  }

  /**
   * Relative endpoints are read against the FHIR base (C-21); plain http only where the issuer
   * itself is (C-02).
   */
  private static URI resolve(URI base, URI endpoint) {
    URI absolute = base.resolve(endpoint);
    if (!"https".equals(absolute.getScheme()) && !"http".equals(base.getScheme())) {
      throw new LaunchRefused(Reason.EHR_UNFIT);
    }
    return absolute;
  }
}
