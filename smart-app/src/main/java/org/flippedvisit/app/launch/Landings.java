package org.flippedvisit.app.launch;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/**
 * Knows the browser of a launch again by a cookie of that launch, for a minute. Where a browser
 * without a session begins several launches at the same instant, each answer sets a session, and
 * the last one takes the place of the others: a launch that landed in one of those moves to the
 * session that the browser has now.
 */
@Component
final class Landings {
  /** Longer than launches that begin at the same instant take to be answered. */
  private static final Duration KEPT = Duration.ofMinutes(1);

  private static final String COOKIE = "__Secure-landed-";
  private static final String PATH = "/landed/";
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Launches launches;
  private final Clock clock;
  private final Map<String, Landed> byLaunch = new ConcurrentHashMap<>();

  Landings(Launches launches, Clock clock) {
    this.launches = launches;
    this.clock = clock;
  }

  private record Landed(LaunchId launch, byte[] secret, Instant until) {}

  /** Remembers where a launch has landed; the browser must bring the cookie back to be believed. */
  ResponseCookie add(Launch launch) {
    byte[] bits = new byte[16];
    RANDOM.nextBytes(bits);
    String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    byLaunch.values().removeIf(this::isOver);
    String id = launch.id().value();
    byLaunch.put(id, new Landed(launch.id(), bytes(secret), clock.instant().plus(KEPT)));
    return ResponseCookie.from(COOKIE + id, secret)
        .path(PATH + id)
        .secure(true)
        .httpOnly(true)
        .sameSite("None")
        .partitioned(true)
        .maxAge(KEPT)
        .build();
  }

  /**
   * Where a page that this browser's session does not own can find out whether it is the browser's
   * all the same; empty for what has not landed just now.
   *
   * @param launchId as it stood in a URL; anything at all
   */
  Optional<String> elsewhere(String launchId) {
    return landed(launchId).map(one -> PATH + one.launch().value());
  }

  /**
   * The launch, in the session that the browser has now. Empty for any other browser, and once the
   * launch has ended.
   *
   * @param launchId as it stood in a URL; anything at all
   */
  Optional<Launch> follow(HttpServletRequest request, String launchId) {
    HttpSession known = request.getSession(false);
    Optional<Launch> owned =
        known == null ? Optional.empty() : launches.find(launchId, known::getAttribute);
    if (owned.isPresent() || landed(launchId).filter(one -> isFrom(request, one)).isEmpty()) {
      return owned;
    }
    HttpSession session = request.getSession();
    launches.move(new LaunchId(launchId), session);
    return launches.find(launchId, session::getAttribute);
  }

  private Optional<Landed> landed(String launchId) {
    return Optional.ofNullable(byLaunch.get(launchId)).filter(one -> !isOver(one));
  }

  private boolean isOver(Landed one) {
    return one.until().isBefore(clock.instant());
  }

  private static boolean isFrom(HttpServletRequest request, Landed one) {
    String name = COOKIE + one.launch().value();
    return request.getCookies() != null
        && Stream.of(request.getCookies())
            .filter(cookie -> cookie.getName().equals(name))
            .anyMatch(cookie -> MessageDigest.isEqual(bytes(cookie.getValue()), one.secret()));
  }

  private static byte[] bytes(String secret) {
    return secret.getBytes(StandardCharsets.UTF_8);
  }
}
