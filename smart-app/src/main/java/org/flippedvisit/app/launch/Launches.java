package org.flippedvisit.app.launch;

import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Every open launch, by id. A launch is only ever found in the browser session that opened it, and
 * ends with it.
 */
@Component
public final class Launches {
  /** Session attribute naming the launches that a browser session owns. */
  private static final String OWNED = Launches.class.getName();

  private final Map<LaunchId, Open> open = new ConcurrentHashMap<>();
  private final Clock clock;

  Launches(Clock clock) {
    this.clock = clock;
  }

  /** A page of a launch that wants to know how the launch goes on. Called on any thread. */
  public interface Watcher {
    /** Nobody has touched the page for a while; the launch is about to end. */
    void aboutToEnd();

    void ended(LaunchEnd.Why why);

    /** The screen goes to somebody who may see nothing but their own page. */
    void handedOver();
  }

  /** What is known about an open launch. */
  static final class Open {
    private final Launch launch;
    private final Tokens tokens;
    private final List<Watcher> watchers = new CopyOnWriteArrayList<>();
    private final Instant openedAt;
    private volatile Instant lastActive;
    private volatile boolean isWarned;
    private volatile HandOvers.@Nullable HandOver handOver;
    private @Nullable Set<LaunchId> owner;

    Open(Launch launch, Tokens tokens, Instant now) {
      this.launch = launch;
      this.tokens = tokens;
      this.openedAt = now;
      this.lastActive = now;
    }

    Instant openedAt() {
      return openedAt;
    }

    Launch launch() {
      return launch;
    }

    Tokens tokens() {
      return tokens;
    }

    List<Watcher> watchers() {
      return watchers;
    }

    Instant lastActive() {
      return lastActive;
    }

    /** Null while the screen is with who launched. */
    HandOvers.@Nullable HandOver handOver() {
      return handOver;
    }

    void setHandOver(HandOvers.@Nullable HandOver given) {
      handOver = given;
    }

    /** Tells the pages once, until somebody is there again. */
    void warn() {
      if (!isWarned) {
        isWarned = true;
        watchers.forEach(Watcher::aboutToEnd);
      }
    }
  }

  /**
   * Opens a launch that no browser session owns yet, so that its token can be used to finish it.
   */
  void open(Launch launch, Tokens tokens) {
    open.put(launch.id(), new Open(launch, tokens, clock.instant()));
  }

  void add(HttpSession session, Launch launch, Tokens tokens) {
    open(launch, tokens);
    move(launch.id(), session);
  }

  /**
   * From now on the launch is found in this session, and in no other; nothing where it has ended.
   */
  void move(LaunchId id, HttpSession session) {
    Open one = open.get(id);
    if (one == null) {
      return;
    }
    synchronized (one) {
      Set<LaunchId> before = one.owner;
      Set<LaunchId> now = owned(session);
      now.add(id);
      one.owner = now;
      if (before != null && before != now) {
        before.remove(id);
      }
    }
  }

  private static Set<LaunchId> owned(HttpSession session) {
    synchronized (session) {
      Object owned = session.getAttribute(OWNED);
      Set<LaunchId> ids = owned == null ? ConcurrentHashMap.newKeySet() : ids(owned);
      session.setAttribute(OWNED, ids);
      return ids;
    }
  }

  /**
   * The launch with this id, if the browser session owns it.
   *
   * @param id as it stood in a URL; anything at all
   * @param sessionAttributes reads an attribute of the browser's session
   */
  public Optional<Launch> find(String id, Function<String, @Nullable Object> sessionAttributes) {
    Object owned = sessionAttributes.apply(OWNED);
    if (owned == null) {
      return Optional.empty();
    }
    return ids(owned).stream()
        .filter(mine -> mine.value().equals(id))
        .findFirst()
        .map(open::get)
        .map(Open::launch);
  }

  /** The launches that a browser session owns and that are still open. */
  List<Launch> ownedBy(HttpSession session) {
    return openIn(session::getAttribute).stream().map(Open::launch).toList();
  }

  List<Open> openIn(Function<String, @Nullable Object> sessionAttributes) {
    Object owned = sessionAttributes.apply(OWNED);
    return owned == null
        ? List.of()
        : ids(owned).stream().map(open::get).filter(Objects::nonNull).toList();
  }

  /** Somebody is at the page of a launch. */
  public void touch(LaunchId id) {
    Open one = open.get(id);
    if (one != null) {
      one.lastActive = clock.instant();
      one.isWarned = false;
    }
  }

  /**
   * Follows a launch from a page of it.
   *
   * @return stops following
   */
  public Runnable watch(LaunchId id, Watcher watcher) {
    Open one = open.get(id);
    if (one == null) {
      watcher.ended(LaunchEnd.Why.SESSION_OVER);
      return () -> {};
    }
    one.watchers.add(watcher);
    return () -> one.watchers.remove(watcher);
  }

  Optional<Tokens> tokens(LaunchId id) {
    return Optional.ofNullable(open.get(id)).map(Open::tokens);
  }

  Optional<Open> openOf(LaunchId id) {
    return Optional.ofNullable(open.get(id));
  }

  List<Open> all() {
    return List.copyOf(open.values());
  }

  Optional<Open> remove(LaunchId id) {
    return Optional.ofNullable(open.remove(id));
  }

  @SuppressWarnings("unchecked") // this class alone writes the attribute
  private static Set<LaunchId> ids(Object owned) {
    return (Set<LaunchId>) owned;
  }
}
