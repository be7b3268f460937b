package org.flippedvisit.app.launch;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;

/**
 * The tokens of one launch, in memory only. Renewed in place, under {@link #lock()}: a refresh
 * token that rotates must not be used twice.
 */
final class Tokens {
  private static final Duration EARLY = Duration.ofSeconds(30);
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(5);

  private final ClientRegistration registration;
  private final ReentrantLock lock = new ReentrantLock();
  private OAuth2AccessToken access;
  private @Nullable OAuth2RefreshToken refresh;
  private Instant notBefore = Instant.MIN;

  Tokens(ClientRegistration registration, OAuth2AccessTokenResponse response) {
    this.registration = registration;
    this.access = response.getAccessToken();
    this.refresh = response.getRefreshToken();
  }

  ReentrantLock lock() {
    return lock;
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
   * Whether a renewal may be tried: there is a refresh token, and the last failure is not just now.
   */
  boolean mayRenewAt(Instant now) {
    return refresh != null && !now.isBefore(notBefore);
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

  /** The authorization server gave no usable answer: not asked again for a moment. */
  void waitAfter(Instant failure) {
    notBefore = failure.plus(BETWEEN_ATTEMPTS);
  }

  /** The authorization server said no. */
  void giveUpRefreshing() {
    refresh = null;
  }

  @Override
  public String toString() {
    return "Tokens[…]";
  }
}
