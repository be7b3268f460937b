package org.flippedvisit.app.launch;

import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.stereotype.Component;

/**
 * Authorization requests on their way, by {@code state}, in the browser session that began them
 * (SMART App Launch 2.2). Each is answered once; several may be under way together, unlike in
 * Spring's own repository, which keeps one.
 */
@Component
final class PendingLaunches {
  private static final String ATTRIBUTE = PendingLaunches.class.getName();
  private static final int AT_MOST = 20;

  /** One launch under way and the EHR that it was begun with. */
  record Pending(String ehrId, OAuth2AuthorizationRequest request) implements Serializable {}

  void add(HttpSession session, Pending pending) {
    synchronized (session) {
      var all = new LinkedHashMap<>(of(session));
      all.put(pending.request().getState(), pending);
      while (all.size() > AT_MOST) {
        all.remove(all.keySet().iterator().next());
      }
      session.setAttribute(ATTRIBUTE, all);
    }
  }

  /** Takes the pending launch out; a second callback with the same state finds nothing. */
  Optional<Pending> take(HttpSession session, String state) {
    synchronized (session) {
      var all = new LinkedHashMap<>(of(session));
      Pending pending = all.remove(state);
      session.setAttribute(ATTRIBUTE, all);
      return Optional.ofNullable(pending);
    }
  }

  @SuppressWarnings("unchecked") // this class alone writes the attribute
  private static Map<String, Pending> of(HttpSession session) {
    Object all = session.getAttribute(ATTRIBUTE);
    return all == null ? Map.of() : (Map<String, Pending>) all;
  }
}
