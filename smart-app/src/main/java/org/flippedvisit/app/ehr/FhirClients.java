package org.flippedvisit.app.ehr;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.client.api.IHttpRequest;
import ca.uhn.fhir.rest.client.api.ServerValidationModeEnum;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.flippedvisit.app.launch.AccessTokens;
import org.flippedvisit.app.launch.Launch;
import org.springframework.stereotype.Component;

/**
 * Makes the FHIR client of one launch. Redirects are off and the token is added only to requests
 * that stay below the launch's FHIR base: HAPI on its own hands it to whatever host a {@code next}
 * link or a redirect names (measured with HAPI 8.8.1).
 */
@Component
final class FhirClients {
  private static final int CONNECTIONS = 200;

  private final FhirContext fhir;
  private final AccessTokens tokens;

  FhirClients(FhirContext fhir, EhrProperties properties, AccessTokens tokens) {
    this.fhir = fhir;
    this.tokens = tokens;
    var factory = fhir.getRestfulClientFactory();
    factory.setServerValidationMode(ServerValidationModeEnum.NEVER);
    factory.setHttpClient(http(properties));
  }

  IGenericClient of(Launch launch) {
    return of(launch, UUID.randomUUID().toString());
  }

  /**
   * A client for one exchange.
   *
   * @param requestId {@code X-Request-Id} of its first request, as the audit has it; further pages
   *     are numbered after it
   */
  IGenericClient of(Launch launch, String requestId) {
    IGenericClient client = fhir.newRestfulGenericClient(launch.ehr().issuer());
    client.registerInterceptor(
        new TokenForOneOrigin(launch.ehr().issuer(), launch, tokens, requestId));
    return client;
  }

  private static CloseableHttpClient http(EhrProperties properties) {
    return HttpClients.custom()
        .disableRedirectHandling()
        .disableCookieManagement()
        .disableAutomaticRetries()
        .setMaxConnTotal(CONNECTIONS)
        .setMaxConnPerRoute(properties.parallel())
        .setConnectionTimeToLive(1, TimeUnit.MINUTES)
        .evictExpiredConnections()
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setConnectTimeout(Math.toIntExact(properties.connect().toMillis()))
                .setConnectionRequestTimeout(Math.toIntExact(properties.connect().toMillis()))
                .setSocketTimeout(Math.toIntExact(properties.answer().toMillis()))
                .build())
        .build();
  }

  /** Adds the token of one launch to requests to one FHIR base, and stops every other request. */
  @Interceptor
  public static final class TokenForOneOrigin {
    private final String base;
    private final Launch launch;
    private final AccessTokens tokens;
    private final String requestId;
    private final AtomicInteger sent = new AtomicInteger();

    TokenForOneOrigin(String base, Launch launch, AccessTokens tokens, String requestId) {
      this.base = base;
      this.launch = launch;
      this.tokens = tokens;
      this.requestId = requestId;
    }

    /** Called by HAPI before each request. */
    @Hook(Pointcut.CLIENT_REQUEST)
    public void authorize(IHttpRequest request) {
      String target = java.net.URI.create(request.getUri()).normalize().toString();
      // HAPI's own servers page at the base itself: …/fhir?_getpages=…
      if (!target.startsWith(base + "/") && !target.startsWith(base + "?")) {
        throw new ForeignOrigin();
      }
      request.addHeader("Authorization", "Bearer " + tokens.current(launch));
      int number = sent.incrementAndGet();
      request.addHeader("X-Request-Id", number == 1 ? requestId : requestId + "." + number);
      request.removeHeaders("Accept"); // HAPI lists XML first, and some EHRs speak JSON only
      request.addHeader("Accept", "application/fhir+json");
    }
  }
}
