package org.flippedvisit.app.ehr;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.client.api.IHttpRequest;
import ca.uhn.fhir.rest.client.api.ServerValidationModeEnum;
import ca.uhn.fhir.rest.server.exceptions.AuthenticationException;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.http.HttpEntity;
import org.apache.http.HttpResponse;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.entity.HttpEntityWrapper;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.protocol.HttpContext;
import org.flippedvisit.app.launch.AccessTokens;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.fhir.mapping.WithoutNarratives;
import org.jspecify.annotations.Nullable;
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

  /**
   * Sends one request of a launch. Where the EHR refuses the token (401) it is renewed once and the
   * request sent once more, a write too: what was refused for its token was not stored (SMART App
   * Launch 2.2).
   */
  <T> T ask(Launch launch, RequestId id, Function<IGenericClient, T> request) {
    var token = new TokenForOneOrigin(launch.ehr().issuer(), launch, tokens, id);
    IGenericClient client = fhir.newRestfulGenericClient(launch.ehr().issuer());
    client.registerInterceptor(token);
    try {
      return request.apply(client);
    } catch (AuthenticationException refused) {
      String sent = token.sent();
      if (sent == null || !tokens.renewAfterRefusal(launch, sent)) {
        throw refused;
      }
      return request.apply(client);
    }
  }

  private static CloseableHttpClient http(EhrProperties properties) {
    return HttpClients.custom()
        .disableRedirectHandling()
        .disableCookieManagement()
        .disableAutomaticRetries()
        .addInterceptorLast(FhirClients::leaveOutNarratives)
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

  private static void leaveOutNarratives(HttpResponse response, HttpContext exchange) {
    HttpEntity sent = response.getEntity();
    if (sent != null) {
      response.setEntity(
          new HttpEntityWrapper(sent) {
            @Override
            public InputStream getContent() throws IOException {
              return new WithoutNarratives(super.getContent());
            }

            @Override
            public long getContentLength() {
              return -1;
            }
          });
    }
  }

  /** Adds the token of one launch to requests to one FHIR base, and stops every other request. */
  @Interceptor
  public static final class TokenForOneOrigin {
    private final String base;
    private final Launch launch;
    private final AccessTokens tokens;
    private final RequestId id;
    private @Nullable String sent;

    TokenForOneOrigin(String base, Launch launch, AccessTokens tokens, RequestId id) {
      this.base = base;
      this.launch = launch;
      this.tokens = tokens;
      this.id = id;
    }

    @Nullable String sent() {
      return sent;
    }

    /** Called by HAPI before each request. */
    @Hook(Pointcut.CLIENT_REQUEST)
    public void authorize(IHttpRequest request) {
      String target = java.net.URI.create(request.getUri()).normalize().toString();
      // HAPI's own servers page at the base itself: …/fhir?_getpages=…
      if (!target.startsWith(base + "/") && !target.startsWith(base + "?")) {
        throw new ForeignOrigin();
      }
      String token = tokens.current(launch);
      request.addHeader("Authorization", "Bearer " + token);
      sent = token;
      request.addHeader("X-Request-Id", id.next());
      request.removeHeaders("Accept"); // HAPI lists XML first, and some EHRs speak JSON only
      request.addHeader("Accept", "application/fhir+json");
    }
  }
}
