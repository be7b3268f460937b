package org.flippedvisit.app.launch;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.flippedvisit.app.launch.LaunchRefused.Reason;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConversionException;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * Finds an allow-listed EHR's endpoints at {@code {issuer}/.well-known/smart-configuration} (SMART
 * App Launch 2.2), and remembers them for a while.
 */
@Component
final class SmartDiscovery {
  private static final Duration REMEMBERED = Duration.ofMinutes(10);

  private final RestClient http;
  private final Clock clock;
  private final Map<String, Found> found = new ConcurrentHashMap<>();

  SmartDiscovery(SmartHttp http, Clock clock) {
    this.http = http.client();
    this.clock = clock;
  }

  private record Found(Endpoints endpoints, Instant at) {}

  /** The endpoints of one EHR, absolute and checked. */
  record Endpoints(
      URI authorization,
      URI token,
      @Nullable URI jwks,
      @Nullable String issuer,
      @Nullable URI revocation) {}

  Endpoints of(Ehr ehr) {
    Found known = found.get(ehr.id());
    if (known != null && known.at().plus(REMEMBERED).isAfter(clock.instant())) {
      return known.endpoints();
    }
    Endpoints endpoints = check(ehr, fetch(ehr));
    found.put(ehr.id(), new Found(endpoints, clock.instant()));
    return endpoints;
  }

  /** Forgets an EHR's endpoints, after one of them failed. */
  void forget(Ehr ehr) {
    found.remove(ehr.id());
  }

  private SmartConfiguration fetch(Ehr ehr) {
    try {
      return http.get()
          .uri(URI.create(ehr.issuer() + "/.well-known/smart-configuration"))
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

  private static Endpoints check(Ehr ehr, SmartConfiguration configuration) {
    URI base = URI.create(ehr.issuer() + "/");
    if (configuration.authorizationEndpoint() == null
        || configuration.tokenEndpoint() == null
        || configuration.codeChallengeMethods() == null
        || !configuration.codeChallengeMethods().contains("S256")) {
      throw new LaunchRefused(Reason.EHR_UNFIT);
    }
    return new Endpoints(
        resolve(base, configuration.authorizationEndpoint()),
        resolve(base, configuration.tokenEndpoint()),
        configuration.jwksUri() == null ? null : resolve(base, configuration.jwksUri()),
        configuration.issuer(),
        configuration.revocationEndpoint() == null
            ? null
            : resolve(base, configuration.revocationEndpoint()));
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
