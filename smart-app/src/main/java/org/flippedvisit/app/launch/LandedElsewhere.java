package org.flippedvisit.app.launch;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Leads the page of a launch that has just landed in another session of its browser to where it is
 * found again. A redirect, before anything of the page: a page without its launch may be in
 * nobody's frame, and a browser would show nothing of it.
 */
@Component
final class LandedElsewhere extends OncePerRequestFilter {
  private static final String PAGES = "/visit/";

  private final Launches launches;
  private final Landings landings;

  LandedElsewhere(Launches launches, Landings landings) {
    this.launches = launches;
    this.landings = landings;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !HttpMethod.GET.matches(request.getMethod())
        || !request.getServletPath().startsWith(PAGES);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String launchId = request.getServletPath().substring(PAGES.length()).split("/", 2)[0];
    Optional<String> elsewhere =
        isOwned(request, launchId) ? Optional.empty() : landings.elsewhere(launchId);
    if (elsewhere.isEmpty()) {
      chain.doFilter(request, response);
      return;
    }
    response.setStatus(HttpStatus.SEE_OTHER.value());
    response.setHeader(HttpHeaders.LOCATION, elsewhere.get());
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
  }

  private boolean isOwned(HttpServletRequest request, String launchId) {
    HttpSession session = request.getSession(false);
    return session != null && launches.find(launchId, session::getAttribute).isPresent();
  }
}
