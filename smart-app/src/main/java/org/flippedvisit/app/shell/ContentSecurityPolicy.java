package org.flippedvisit.app.shell;

import com.vaadin.flow.server.communication.IndexHtmlResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flippedvisit.app.launch.Ehr;
import org.flippedvisit.app.launch.Ehrs;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.launch.Launches;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.stereotype.Component;

/**
 * What a browser may load and run for a page, and who may show the page in a frame: only the EHR of
 * the page's own launch. Scripts in the page need the nonce of this one answer.
 */
@Component
public final class ContentSecurityPolicy implements HeaderWriter {
  private static final String NONCE = ContentSecurityPolicy.class.getName();
  private static final int NONCE_BYTES = 16;
  private static final Pattern OF_LAUNCH = Pattern.compile("/visit/([A-Za-z0-9_-]{22})/.*");
  private static final Pattern OF_EHR = Pattern.compile("/callback/([a-z0-9-]{1,40})");
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Ehrs ehrs;
  private final Launches launches;

  ContentSecurityPolicy(Ehrs ehrs, Launches launches) {
    this.ehrs = ehrs;
    this.launches = launches;
  }

  @Override
  public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
    byte[] bits = new byte[NONCE_BYTES];
    RANDOM.nextBytes(bits);
    String nonce = Base64.getEncoder().encodeToString(bits);
    request.setAttribute(NONCE, nonce);
    response.setHeader(
        "Content-Security-Policy",
        Stream.of(
                "default-src 'self'",
                // Flow evaluates functions that the server sends; without it there is no page.
                "script-src 'self' 'nonce-" + nonce + "' 'unsafe-eval'",
                // Vaadin's components put style elements into the page as they are loaded.
                "style-src 'self' 'unsafe-inline'",
                "img-src 'self' data:",
                "font-src 'self' data:",
                "connect-src 'self'",
                "object-src 'none'",
                "base-uri 'self'",
                "form-action 'self'",
                "frame-ancestors " + ancestors(request))
            .collect(Collectors.joining("; ")));
  }

  /** Gives the scripts that Vaadin writes into its page the nonce of this answer. */
  static void allowOwnScripts(IndexHtmlResponse page) {
    if (page.getVaadinRequest().getAttribute(NONCE) instanceof String nonce) {
      page.getDocument().select("script").attr("nonce", nonce);
    }
  }

  private String ancestors(HttpServletRequest request) {
    return Stream.concat(
            Stream.of("'self'"),
            ehrsOf(request).stream().flatMap(ehr -> ehr.frameAncestors().stream()).distinct())
        .collect(Collectors.joining(" "));
  }

  /**
   * A page of a launch: its EHR. A page on the way to one: the EHR it names. Others show nobody's
   * data and stand in the frame of any EHR: what says that a launch is over, or that there was
   * none.
   */
  private List<Ehr> ehrsOf(HttpServletRequest request) {
    String path = request.getRequestURI();
    Matcher launch = OF_LAUNCH.matcher(path);
    if (launch.matches()) {
      return launch(request, launch.group(1)).map(Launch::ehr).stream().toList();
    }
    Matcher callback = OF_EHR.matcher(path);
    if (callback.matches()) {
      return ehrs.ofId(callback.group(1)).stream().toList();
    }
    String iss = request.getParameter("iss");
    return iss == null ? ehrs.all() : ehrs.ofIssuer(iss).stream().toList();
  }

  private Optional<Launch> launch(HttpServletRequest request, String id) {
    var session = request.getSession(false);
    return session == null ? Optional.empty() : launches.find(id, session::getAttribute);
  }
}
