package org.flippedvisit.app.launch;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.flippedvisit.app.launch.LaunchRefused.Reason;
import org.flippedvisit.app.launch.PendingLaunches.Pending;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The three doors {@code /launch}, {@code /portal} and {@code /callback/{ehr-id}}, the step behind
 * them, and the way out.
 */
@RestController
final class LaunchController {
  private static final Logger LOG = LoggerFactory.getLogger(LaunchController.class);

  private static final String COOKIES_ASKED = "cookies";
  private static final String COOKIE_PROBE = "__Host-cookies-work";

  private final Ehrs ehrs;
  private final SignIn signIn;
  private final PendingLaunches pending;
  private final Launches launches;
  private final Arrivals arrivals;
  private final Landings landings;
  private final LaunchPages pages;

  LaunchController(
      Ehrs ehrs,
      SignIn signIn,
      PendingLaunches pending,
      Launches launches,
      Arrivals arrivals,
      Landings landings,
      LaunchPages pages) {
    this.ehrs = ehrs;
    this.signIn = signIn;
    this.pending = pending;
    this.launches = launches;
    this.arrivals = arrivals;
    this.landings = landings;
    this.pages = pages;
  }

  /**
   * EHR launch. An {@code iss} that is not on the allow-list ends here, before any network call.
   */
  @GetMapping("/launch")
  ResponseEntity<String> launch(
      @RequestParam(defaultValue = "") String iss,
      @RequestParam(defaultValue = "") String launch,
      HttpServletRequest request,
      HttpServletResponse response,
      Locale locale) {
    if (iss.isBlank() || launch.isBlank()) {
      throw new LaunchRefused(Reason.INCOMPLETE);
    }
    var at = ehrs.byIssuer(iss).orElseThrow(() -> new LaunchRefused(Reason.UNKNOWN_ISSUER));
    URI here =
        UriComponentsBuilder.fromPath("/launch")
            .queryParam("iss", "{iss}")
            .queryParam("launch", "{launch}")
            .encode()
            .build(iss, launch);
    return askForCookies(request, response, here, locale)
        .orElseGet(() -> authorize(request, response, at, iss, launch));
  }

  /**
   * Standalone launch for patients and proxies; a portal that sends {@code iss} and {@code launch}
   * is served too.
   */
  @GetMapping("/portal")
  ResponseEntity<String> portal(
      @RequestParam(defaultValue = "") String iss,
      @RequestParam(defaultValue = "") String launch,
      @RequestParam(defaultValue = "") String ehr,
      HttpServletRequest request,
      HttpServletResponse response,
      Locale locale) {
    if (!iss.isBlank() || !launch.isBlank()) {
      return launch(iss, launch, request, response, locale);
    }
    List<Ehr> all = ehrs.all();
    String chosen = ehr.isBlank() && all.size() == 1 ? all.getFirst().id() : ehr;
    if (chosen.isBlank()) {
      return page(HttpStatus.OK, pages.chooseClinic(all, locale));
    }
    var at = ehrs.byId(chosen).orElseThrow(() -> new LaunchRefused(Reason.UNKNOWN_ISSUER));
    URI here = URI.create("/portal?ehr=" + chosen);
    return askForCookies(request, response, here, locale)
        .orElseGet(() -> authorize(request, response, at, null, null));
  }

  /**
   * Finds out whether a page in a frame keeps its cookies, before the EHR is asked for anything: a
   * launch that came back without them would be used up. Where it does not, one tap opens the same
   * launch in a window of its own.
   */
  private Optional<ResponseEntity<String>> askForCookies(
      HttpServletRequest request, HttpServletResponse response, URI here, Locale locale) {
    boolean isOnItsOwn = "document".equals(request.getHeader("Sec-Fetch-Dest"));
    if (isOnItsOwn || request.getCookies() != null) {
      return Optional.empty();
    }
    if (request.getParameter(COOKIES_ASKED) != null) {
      LOG.warn("launch.cookies.blocked at={}", here.getPath());
      return Optional.of(page(HttpStatus.OK, pages.openInWindow(here, locale)));
    }
    URI again = URI.create(here + "&" + COOKIES_ASKED + "=asked");
    var probe =
        ResponseCookie.from(COOKIE_PROBE, "1")
            .path("/")
            .secure(true)
            .httpOnly(true)
            .sameSite("None")
            .partitioned(true)
            .build();
    return Optional.of(redirect(response, again, probe));
  }

  private ResponseEntity<String> authorize(
      HttpServletRequest http,
      HttpServletResponse response,
      Ehrs.Registration at,
      @Nullable String iss,
      @Nullable String launch) {
    var request = signIn.request(http, at, iss, launch);
    if (http.getRequestedSessionId() == null) {
      http.getSession(); // now, so that launches that come back together meet in one session
    }
    ResponseCookie mine = pending.add(new Pending(at.ehr().id(), request));
    LOG.info("launch.begun ehr={} kind={}", at.ehr().id(), launch == null ? "standalone" : "ehr");
    return redirect(response, URI.create(request.getAuthorizationRequestUri()), mine);
  }

  /**
   * The EHR's answer, accepted once and only in the browser that asked (SMART App Launch 2.2).
   *
   * @param iss who answers, from servers that say so (RFC 9207)
   */
  @GetMapping("/callback/{ehrId}")
  ResponseEntity<String> callback(
      @PathVariable String ehrId,
      @RequestParam(defaultValue = "") String state,
      @RequestParam(defaultValue = "") String code,
      @RequestParam(defaultValue = "") String error,
      @RequestParam(defaultValue = "") String iss,
      HttpServletRequest request,
      HttpServletResponse response) {
    Pending begun =
        pending.take(request, state).orElseThrow(() -> new LaunchRefused(Reason.STATE_UNKNOWN));
    setCookie(response, pending.forget(begun.ehrId(), state)); // answered, whatever the answer is
    if (!begun.ehrId().equals(ehrId)) { // mix-up: a code from A never goes to B
      throw new LaunchRefused(Reason.STATE_UNKNOWN);
    }
    var at = ehrs.byId(ehrId).orElseThrow(() -> new LaunchRefused(Reason.STATE_UNKNOWN));
    if (!iss.isBlank() && !signIn.isIssuer(at, iss)) {
      throw new LaunchRefused(Reason.SIGN_IN_INVALID);
    }
    if (!error.isBlank()) {
      throw new LaunchRefused(error.equals("access_denied") ? Reason.DENIED : Reason.EHR_ERROR);
    }
    if (code.isBlank()) {
      throw new LaunchRefused(Reason.EHR_ERROR);
    }
    var session = request.getSession();
    Launch launch = arrivals.open(session, signIn.finish(at, begun, code));
    changeSessionId(request, session, state);
    LOG.info("launch.opened launch={} role={}", launch.id(), launch.role());
    return redirect(response, URI.create("/" + launch.firstPath()), landings.add(launch));
  }

  /**
   * Where a page comes that does not find its launch in the browser's session although it has only
   * just landed: to the page again where the browser is the same, else to how to get in.
   */
  @GetMapping("/landed/{launchId}")
  ResponseEntity<String> landed(@PathVariable String launchId, HttpServletRequest request) {
    return redirect(
        URI.create(
            "/"
                + landings
                    .follow(request, launchId)
                    .map(Launch::firstPath)
                    .orElse("launch-required")));
  }

  /**
   * Once somebody is signed in, a session has another name than before. Not while the browser has
   * another launch open or under way: its requests are on their way with the name they know.
   */
  private void changeSessionId(HttpServletRequest request, HttpSession session, String state) {
    if (launches.ownedBy(session).size() == 1 && !pending.hasOthers(request, state)) {
      request.changeSessionId();
    }
  }

  /** What stands in a tab whose launch is over. */
  @GetMapping("/ended")
  ResponseEntity<String> ended(@RequestParam(defaultValue = "") String why, Locale locale) {
    return page(HttpStatus.OK, pages.ended(why, locale));
  }

  @ExceptionHandler
  ResponseEntity<String> refused(LaunchRefused refused, Locale locale) {
    LOG.warn("launch.refused reason={}", refused.reason());
    return page(
        HttpStatus.valueOf(refused.reason().status()), pages.refused(refused.reason(), locale));
  }

  private static ResponseEntity<String> redirect(
      HttpServletResponse http, URI target, ResponseCookie cookie) {
    setCookie(http, cookie);
    return redirect(target);
  }

  private static ResponseEntity<String> redirect(URI target) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER).location(target).build();
  }

  /** The cookie goes to the servlet: Spring would put it in place of the session's. */
  private static void setCookie(HttpServletResponse http, ResponseCookie cookie) {
    http.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
  }

  private static ResponseEntity<String> page(HttpStatus status, String html) {
    return ResponseEntity.status(status)
        .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
        .body(html);
  }
}
