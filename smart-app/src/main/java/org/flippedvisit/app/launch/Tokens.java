package org.flippedvisit.app.launch;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;

/** The tokens of one launch, in memory only. Renewed in place, one renewal at a time. */
final class Tokens {
  private static final Duration EARLY = Duration.ofSeconds(30);

  private final ClientRegistration registration;
  private OAuth2AccessToken access;
  private @Nullable OAuth2RefreshToken refresh;

  Tokens(ClientRegistration registration, OAuth2AccessTokenResponse response) {
    this.registration = registration;
    this.access = response.getAccessToken();
    this.refresh = response.getRefreshToken();
  }

  ClientRegistration registration() {
    return registration;
  }

  OAuth2AccessToken access() {
    return access;
  }

  @Nullable OAuth2RefreshToken refresh() {
    return refresh;
  }

  boolean isStaleAt(Instant now) {
    Instant expiry = access.getExpiresAt();
    return expiry != null && !now.isBefore(expiry.minus(EARLY));
  }

  boolean isExpiredAt(Instant now) {
    Instant expiry = access.getExpiresAt();
    return expiry != null && !now.isBefore(expiry);
  }

  /**
   * A refresh token is used once: where a new one came it replaces the old (SMART App Launch 2.2).
   */
  void renew(OAuth2AccessTokenResponse response) {
    access = response.getAccessToken();
    if (response.getRefreshToken() != null) {
      refresh = response.getRefreshToken();
    }
  }

  void giveUpRefreshing() {
    refresh = null;
  }

  @Override
  public String toString() {
    return "Tokens[…]";
  }
}
