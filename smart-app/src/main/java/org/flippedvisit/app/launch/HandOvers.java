package org.flippedvisit.app.launch;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Screens that staff have handed to the person in front of them. Until it is taken back with the
 * code that the member of staff chose, the browser shows that person's own page and nothing else:
 * no other page of the launch, and none of any other launch that this browser has open.
 */
@Component
public final class HandOvers {
  /** Digits of a code, at least: enough with {@value #MOST_WRONG} attempts. */
  public static final int DIGITS = 4;

  private static final Logger LOG = LoggerFactory.getLogger(HandOvers.class);
  private static final int MOST_WRONG = 5;

  private final Launches launches;
  private final LaunchEnd end;
  private final Clock clock;

  HandOvers(Launches launches, LaunchEnd end, Clock clock) {
    this.launches = launches;
    this.end = end;
    this.clock = clock;
  }

  /**
   * Until it is taken back.
   *
   * @param at launches opened later are none of its business
   */
  record HandOver(byte[] code, Instant at, AtomicInteger wrong) {}

  /** True for a code that can be used: digits, at least {@value #DIGITS} of them. */
  public static boolean isCode(String code) {
    return code.matches("\\d{" + DIGITS + ",12}");
  }

  /**
   * Hands the screen over. Every page of this browser is told.
   *
   * @param code takes it back
   * @param sessionAttributes reads an attribute of the browser's session
   */
  public void handOver(
      Launch launch, String code, Function<String, @Nullable Object> sessionAttributes) {
    launch.requireStaff();
    if (!isCode(code)) {
      throw new IllegalArgumentException("not a code");
    }
    launches
        .openOf(launch.id())
        .ifPresent(
            open ->
                open.setHandOver(new HandOver(bytes(code), clock.instant(), new AtomicInteger())));
    LOG.info("launch.handed-over launch={}", launch.id());
    launches
        .openIn(sessionAttributes)
        .forEach(open -> open.watchers().forEach(Launches.Watcher::handedOver));
  }

  /**
   * The launch whose screen is handed over in a browser, as far as it keeps {@code page} from being
   * shown: what was launched from the EHR since then was not opened by the person.
   */
  public Optional<Launch> keeping(
      Launch page, Function<String, @Nullable Object> sessionAttributes) {
    List<Launches.Open> open = launches.openIn(sessionAttributes);
    Instant openedAt =
        open.stream()
            .filter(one -> one.launch().id().equals(page.id()))
            .map(Launches.Open::openedAt)
            .findFirst()
            .orElse(Instant.MIN);
    return open.stream()
        .filter(
            one -> {
              HandOver given = one.handOver();
              return given != null && !openedAt.isAfter(given.at());
            })
        .map(Launches.Open::launch)
        .findFirst();
  }

  /**
   * Takes the screen back. After {@value #MOST_WRONG} wrong codes everything this browser has open
   * ends, and the app is to be opened from the EHR again; what was typed stays as drafts.
   *
   * @return false for a wrong code
   */
  public boolean takeBack(
      Launch launch, String code, Function<String, @Nullable Object> sessionAttributes) {
    Launches.Open taken = launches.openOf(launch.id()).orElse(null);
    HandOver given = taken == null ? null : taken.handOver();
    if (taken == null || given == null) {
      return taken != null;
    }
    if (MessageDigest.isEqual(given.code(), bytes(code))) {
      taken.setHandOver(null);
      LOG.info("launch.taken-back launch={}", launch.id());
      return true;
    }
    if (given.wrong().incrementAndGet() >= MOST_WRONG) {
      LOG.warn("launch.not-taken-back launch={}", launch.id());
      launches
          .openIn(sessionAttributes)
          .forEach(open -> end.end(open.launch(), LaunchEnd.Why.NOT_TAKEN_BACK));
    }
    return false;
  }

  private static byte[] bytes(String code) {
    return code.getBytes(StandardCharsets.UTF_8);
  }
}
