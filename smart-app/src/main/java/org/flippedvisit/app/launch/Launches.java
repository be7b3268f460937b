package org.flippedvisit.app.launch;

import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/**
 * Every open launch, by id. A launch is only ever found in the browser session that opened it, and
 * ends with it.
 */
@Component
public final class Launches implements HttpSessionListener {
  /** Session attribute naming the launches that a browser session owns. */
  private static final String OWNED = Launches.class.getName();

  private final Map<LaunchId, Open> open = new ConcurrentHashMap<>();

  private record Open(Launch launch, Tokens tokens) {}

  void add(HttpSession session, Launch launch, Tokens tokens) {
    open.put(launch.id(), new Open(launch, tokens));
    synchronized (session) {
      Object owned = session.getAttribute(OWNED);
      Set<LaunchId> ids = owned == null ? ConcurrentHashMap.newKeySet() : ids(owned);
      ids.add(launch.id());
      session.setAttribute(OWNED, ids);
    }
  }

  /**
   * The launch with this id, if the browser session owns it.
   *
   * @param id as it stood in a URL; anything at all
   * @param sessionAttributes reads an attribute of the browser's session
   */
  public Optional<Launch> find(String id, Function<String, Object> sessionAttributes) {
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

  Optional<Tokens> tokens(LaunchId id) {
    return Optional.ofNullable(open.get(id)).map(Open::tokens);
  }

  /** Ends one launch; others in the same browser go on. */
  void end(LaunchId id) {
    open.remove(id);
  }

  @Override
  public void sessionDestroyed(HttpSessionEvent event) {
    Object owned = event.getSession().getAttribute(OWNED);
    if (owned != null) {
      ids(owned).forEach(open::remove);
    }
  }

  @SuppressWarnings("unchecked") // this class alone writes the attribute
  private static Set<LaunchId> ids(Object owned) {
    return (Set<LaunchId>) owned;
  }
}
