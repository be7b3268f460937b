package org.flippedvisit.app.launch;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.client.endpoint.OAuth2RefreshTokenGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientRefreshTokenTokenResponseClient;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.stereotype.Component;

/**
 * Gives the FHIR client the access token of a launch, renewed shortly before it expires. For {@code
 * app.ehr} alone; a token goes nowhere else.
 */
@Component
public final class AccessTokens {
  private static final Logger LOG = LoggerFactory.getLogger(AccessTokens.class);

  private final Launches launches;
  private final Clock clock;
  private final RestClientRefreshTokenTokenResponseClient refreshing =
      new RestClientRefreshTokenTokenResponseClient();

  AccessTokens(Launches launches, SmartTokenHttp http, Clock clock) {
    this.launches = launches;
    this.clock = clock;
    refreshing.setRestClient(http.client());
  }

  /**
   * A token good for now.
   *
   * @throws SignInEnded when the launch is over or its token cannot be renewed; nothing was sent
   */
  public String current(Launch launch) {
    Tokens tokens = launches.tokens(launch.id()).orElseThrow(SignInEnded::new);
    synchronized (tokens) { // one renewal per grant: a rotated refresh token must not be used twice
      if (tokens.isStaleAt(clock.instant())) {
        renew(launch, tokens);
      }
      if (tokens.isExpiredAt(clock.instant())) {
        throw new SignInEnded();
      }
      return tokens.access().getTokenValue();
    }
  }

  private void renew(Launch launch, Tokens tokens) {
    var refresh = tokens.refresh();
    if (refresh == null) {
      return;
    }
    try {
      var response =
          refreshing.getTokenResponse(
              new OAuth2RefreshTokenGrantRequest(tokens.registration(), tokens.access(), refresh));
      Object patient = response.getAdditionalParameters().get("patient");
      if (patient != null && !patient.equals(launch.patientId())) {
        launches.end(launch.id()); // C-82: the context may not change under an open page
        throw new SignInEnded();
      }
      tokens.renew(response);
    } catch (OAuth2AuthorizationException refused) {
      LOG.info(
          "token.refresh.refused launch={} error={}",
          launch.id(),
          refused.getError().getErrorCode());
      tokens.giveUpRefreshing();
    }
  }

  /** The EHR sign-in of a launch is over: open the app again from the chart. */
  public static final class SignInEnded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SignInEnded() {
      super("the EHR sign-in of this launch has ended");
    }
  }
}
