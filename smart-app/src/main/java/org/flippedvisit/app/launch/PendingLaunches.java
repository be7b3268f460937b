package org.flippedvisit.app.launch;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.ResponseCookie;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.stereotype.Component;

/**
 * Authorization requests on their way, by {@code state}, each tied to the browser that began it by
 * a cookie of its own (SMART App Launch 2.2, state "securely tied to the user's current session").
 * Each is answered once. Any number may be under way together: Spring's own repository keeps one,
 * and one session cookie would be overwritten where a browser opens two charts at the same moment.
 */
@Component
final class PendingLaunches {
  /** Longer than anybody takes to sign in. */
  private static final Duration KEPT = Duration.ofMinutes(10);

  private static final int AT_MOST = 20_000;
  private static final String COOKIE = "__Secure-launch-";
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Clock clock;
  private final Map<String, Kept> byState = new LinkedHashMap<>();

  PendingLaunches(Clock clock) {
    this.clock = clock;
  }

  /** One launch under way and the EHR that it was begun with. */
  record Pending(String ehrId, OAuth2AuthorizationRequest request) {}

  private record Kept(Pending pending, byte[] browserSecretHash, Instant until) {}

  /** Keeps a launch; the browser must bring the cookie back to be believed. */
  ResponseCookie add(Pending pending) {
    byte[] secret = new byte[16];
    RANDOM.nextBytes(secret);
    String value = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    String state = Objects.requireNonNull(pending.request().getState());
    synchronized (byState) {
      var oldest = byState.values().iterator();
      while (oldest.hasNext()) {
        boolean isOver = oldest.next().until().isBefore(clock.instant());
        if (!isOver && byState.size() < AT_MOST) {
          break;
        }
        oldest.remove();
      }
      byState.put(state, new Kept(pending, hash(value), clock.instant().plus(KEPT)));
    }
    return cookie(pending.ehrId(), state, value, KEPT);
  }

  /** Takes the pending launch out; a second callback with the same state finds nothing. */
  Optional<Pending> take(HttpServletRequest callback, String state) {
    Kept kept;
    synchronized (byState) {
      kept = byState.get(state);
      if (kept == null || !isFromSameBrowser(kept, callback, state)) {
        return Optional.empty();
      }
      byState.remove(state);
    }
    return kept.until().isBefore(clock.instant()) ? Optional.empty() : Optional.of(kept.pending());
  }

  /** Whether the browser has other launches under way at the same EHR. */
  boolean hasOthers(HttpServletRequest callback, String state) {
    String own = cookieName(state);
    return cookies(callback)
        .anyMatch(cookie -> cookie.getName().startsWith(COOKIE) && !cookie.getName().equals(own));
  }

  /** Makes the browser forget the cookie of a launch that was answered. */
  ResponseCookie forget(String ehrId, String state) {
    return cookie(ehrId, state, "", Duration.ZERO);
  }

  private static boolean isFromSameBrowser(Kept kept, HttpServletRequest callback, String state) {
    String name = cookieName(state);
    return cookies(callback)
        .filter(cookie -> cookie.getName().equals(name))
        .anyMatch(
            cookie -> MessageDigest.isEqual(hash(cookie.getValue()), kept.browserSecretHash()));
  }

  private static Stream<Cookie> cookies(HttpServletRequest request) {
    return request.getCookies() == null ? Stream.empty() : Stream.of(request.getCookies());
  }

  private static ResponseCookie cookie(String ehrId, String state, String value, Duration age) {
    return ResponseCookie.from(cookieName(state), value)
        .path("/callback/" + ehrId)
        .secure(true)
        .httpOnly(true)
        .sameSite("None")
        .partitioned(true)
        .maxAge(age)
        .build();
  }

  private static String cookieName(String state) {
    return COOKIE + HexFormat.of().formatHex(hash(state), 0, 8);
  }

  private static byte[] hash(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
