package org.flippedvisit.app.launch;

import jakarta.validation.constraints.NotNull;
import java.net.http.HttpClient;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.validation.annotation.Validated;
import org.springframework.web.client.RestClient;

/** HTTP to authorization servers: no redirects, no cookies, bounded waits. */
@Component
final class SmartHttp {
  private final JdkClientHttpRequestFactory requests;

  SmartHttp(Waits waits) {
    requests =
        new JdkClientHttpRequestFactory(
            HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(waits.connect())
                .build());
    requests.setReadTimeout(waits.answer());
  }

  RestClient client() {
    return RestClient.builder().requestFactory(requests).build();
  }

  JdkClientHttpRequestFactory requests() {
    return requests;
  }

  /** How long the authorization server may take. */
  @Validated
  @ConfigurationProperties("flipped-visit.sign-in")
  record Waits(
      @NotNull @DefaultValue("3s") Duration connect,
      @NotNull @DefaultValue("10s") Duration answer) {}
}
