package org.flippedvisit.app.launch;

import java.time.Clock;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.client.endpoint.OAuth2RefreshTokenGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientRefreshTokenTokenResponseClient;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.stereotype.Component;

/**
 * Gives the FHIR client the access token of a launch, renewed shortly before it expires. For {@code
 * app.ehr} alone; a token goes nowhere else.
 */
@Component
public final class AccessTokens {
  private static final Logger LOG = LoggerFactory.getLogger(AccessTokens.class);

  /** What an authorization server says when no renewal will ever come of it (RFC 6749 §5.2). */
  private static final Set<String> FOR_GOOD =
      Set.of(
          "invalid_grant",
          "invalid_client",
          "unauthorized_client",
          "unsupported_grant_type",
          "invalid_scope",
          "invalid_request");

  private final Launches launches;
  private final LaunchEnd end;
  private final Clock clock;
  private final RestClientRefreshTokenTokenResponseClient refreshing =
      new RestClientRefreshTokenTokenResponseClient();

  AccessTokens(
      Launches launches,
      LaunchEnd end,
      SmartTokenHttp http,
      ClientAssertions assertions,
      Clock clock) {
    this.launches = launches;
    this.end = end;
    this.clock = clock;
    refreshing.setRestClient(http.client());
    refreshing.addParametersConverter(assertions.parameters());
  }

  /**
   * A token good for now.
   *
   * @throws SignInEnded when the launch is over or its token cannot be renewed; nothing was sent
   */
  public String current(Launch launch) {
    Tokens tokens = launches.tokens(launch.id()).orElseThrow(SignInEnded::new);
    tokens.lock().lock();
    try {
      if (tokens.isStaleAt(clock.instant())) {
        renew(launch, tokens);
      }
      if (tokens.isExpiredAt(clock.instant())) {
        throw new SignInEnded();
      }
      return tokens.access().getTokenValue();
    } finally {
      tokens.lock().unlock();
    }
  }

  /**
   * Renews after the EHR refused a token with 401 (SMART App Launch 2.2: one attempt, then a new
   * launch).
   *
   * @param refused the token that was sent; where another request has renewed it meanwhile, nothing
   *     is asked
   * @return whether there is another token now
   */
  public boolean renewAfterRefusal(Launch launch, String refused) {
    Tokens tokens = launches.tokens(launch.id()).orElseThrow(SignInEnded::new);
    tokens.lock().lock();
    try {
      if (tokens.access().getTokenValue().equals(refused)) {
        renew(launch, tokens);
      }
      return !tokens.access().getTokenValue().equals(refused);
    } finally {
      tokens.lock().unlock();
    }
  }

  private void renew(Launch launch, Tokens tokens) {
    var refresh = tokens.refresh();
    if (refresh == null || !tokens.mayRenewAt(clock.instant())) {
      return;
    }
    try {
      var response =
          refreshing.getTokenResponse(
              new OAuth2RefreshTokenGrantRequest(tokens.registration(), tokens.access(), refresh));
      requireSamePatient(launch, response);
      tokens.renew(response);
      LOG.info("token.renewed launch={}", launch.id());
    } catch (OAuth2AuthorizationException failed) {
      String error = failed.getError().getErrorCode();
      LOG.warn("token.renew.failed launch={} error={}", launch.id(), error);
      if (FOR_GOOD.contains(error)) {
        tokens.giveUpRefreshing();
      } else {
        tokens.waitAfter(clock.instant());
      }
    }
  }

  /** The context may not change under an open page (SMART App Launch 2.2, refresh). */
  private void requireSamePatient(Launch launch, OAuth2AccessTokenResponse response) {
    Object patient = response.getAdditionalParameters().get("patient");
    if (patient != null && !patient.equals(launch.patientId())) {
      LOG.error("token.renew.other-patient launch={}", launch.id());
      end.end(launch, LaunchEnd.Why.SIGN_IN_ENDED);
      throw new SignInEnded();
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
