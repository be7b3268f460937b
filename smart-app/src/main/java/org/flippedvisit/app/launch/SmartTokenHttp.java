package org.flippedvisit.app.launch;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.core.endpoint.DefaultMapOAuth2AccessTokenResponseConverter;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/**
 * HTTP to token endpoints. An answer without {@code expires_in} is legal in SMART's code flow
 * (SMART App Launch 2.2), but Spring takes it for a token that lasts one second; here it lasts five
 * minutes. An empty {@code scope} grants nothing, and is told apart from none, which means what was
 * asked for (RFC 6749 §5.1).
 */
@Component
final class SmartTokenHttp {
  private static final int SECONDS_WHEN_NOT_SAID = 300;
  private static final String SCOPE_AS_ANSWERED = "org.flippedvisit.scope";

  private final RestClient client;

  SmartTokenHttp(SmartHttp http) {
    var known = new DefaultMapOAuth2AccessTokenResponseConverter();
    var json = new OAuth2AccessTokenResponseHttpMessageConverter();
    json.setAccessTokenResponseConverter(parameters -> convert(known, parameters));
    client =
        RestClient.builder()
            .requestFactory(http.requests())
            .configureMessageConverters(
                converters ->
                    converters
                        .addCustomConverter(new FormHttpMessageConverter())
                        .addCustomConverter(json))
            .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
            .build();
  }

  RestClient client() {
    return client;
  }

  /** The scopes granted, as the EHR spelled them. */
  static Set<String> granted(OAuth2AccessTokenResponse response, Set<String> askedFor) {
    return response.getAdditionalParameters().get(SCOPE_AS_ANSWERED) instanceof String answered
        ? Arrays.stream(answered.split("\\s+", -1))
            .filter(scope -> !scope.isBlank())
            .collect(Collectors.toUnmodifiableSet())
        : askedFor;
  }

  private static OAuth2AccessTokenResponse convert(
      DefaultMapOAuth2AccessTokenResponseConverter known, Map<String, Object> parameters) {
    var complete = new HashMap<>(parameters);
    complete.putIfAbsent(OAuth2ParameterNames.EXPIRES_IN, SECONDS_WHEN_NOT_SAID);
    if (parameters.get(OAuth2ParameterNames.SCOPE) instanceof String answered) {
      complete.put(SCOPE_AS_ANSWERED, answered);
    }
    return known.convert(complete);
  }
}
