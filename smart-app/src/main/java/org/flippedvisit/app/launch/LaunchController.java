package org.flippedvisit.app.launch;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.flippedvisit.app.audit.AuditTrail;
import org.flippedvisit.app.launch.LaunchRefused.Reason;
import org.flippedvisit.app.launch.PendingLaunches.Pending;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The three doors: {@code /launch}, {@code /portal} and {@code /callback/{ehr-id}}. */
@RestController
final class LaunchController {
  private static final Logger LOG = LoggerFactory.getLogger(LaunchController.class);

  private final Ehrs ehrs;
  private final SignIn signIn;
  private final PendingLaunches pending;
  private final Launches launches;
  private final LaunchPages pages;
  private final AuditTrail audit;

  LaunchController(
      Ehrs ehrs,
      SignIn signIn,
      PendingLaunches pending,
      Launches launches,
      LaunchPages pages,
      AuditTrail audit) {
    this.ehrs = ehrs;
    this.signIn = signIn;
    this.pending = pending;
    this.launches = launches;
    this.pages = pages;
    this.audit = audit;
  }

  /**
   * EHR launch. An {@code iss} that is not on the allow-list ends here, before any network call.
   */
  @GetMapping("/launch")
  ResponseEntity<String> launch(
      @RequestParam(defaultValue = "") String iss,
      @RequestParam(defaultValue = "") String launch,
      HttpServletRequest request) {
    if (iss.isBlank() || launch.isBlank()) {
      throw new LaunchRefused(Reason.INCOMPLETE);
    }
    var at = ehrs.byIssuer(iss).orElseThrow(() -> new LaunchRefused(Reason.UNKNOWN_ISSUER));
    return authorize(request, at, iss, launch);
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
      Locale locale) {
    if (!iss.isBlank() || !launch.isBlank()) {
      return launch(iss, launch, request);
    }
    List<Ehr> all = ehrs.all();
    String chosen = ehr.isBlank() && all.size() == 1 ? all.getFirst().id() : ehr;
    if (chosen.isBlank()) {
      return page(HttpStatus.OK, pages.chooseClinic(all, locale));
    }
    var at = ehrs.byId(chosen).orElseThrow(() -> new LaunchRefused(Reason.UNKNOWN_ISSUER));
    return authorize(request, at, null, null);
  }

  private ResponseEntity<String> authorize(
      HttpServletRequest http,
      Ehrs.Registration at,
      @Nullable String iss,
      @Nullable String launch) {
    var request = signIn.request(http, at, iss, launch);
    pending.add(http.getSession(), new Pending(at.ehr().id(), request));
    LOG.info("launch.begun ehr={} kind={}", at.ehr().id(), launch == null ? "standalone" : "ehr");
    return redirect(URI.create(request.getAuthorizationRequestUri()));
  }

  /**
   * The EHR's answer, accepted once and only in the browser session that asked (SMART App Launch
   * 2.2).
   */
  @GetMapping("/callback/{ehrId}")
  ResponseEntity<String> callback(
      @PathVariable String ehrId,
      @RequestParam(defaultValue = "") String state,
      @RequestParam(defaultValue = "") String code,
      @RequestParam(defaultValue = "") String error,
      HttpServletRequest request) {
    var session = request.getSession();
    Pending begun =
        pending
            .take(session, state)
            .filter(one -> one.ehrId().equals(ehrId)) // mix-up: a code from A never goes to B
            .orElseThrow(() -> new LaunchRefused(Reason.STATE_UNKNOWN));
    if (!error.isBlank()) {
      throw new LaunchRefused(error.equals("access_denied") ? Reason.DENIED : Reason.EHR_ERROR);
    }
    if (code.isBlank()) {
      throw new LaunchRefused(Reason.EHR_ERROR);
    }
    var at = ehrs.byId(ehrId).orElseThrow(() -> new LaunchRefused(Reason.STATE_UNKNOWN));
    var signedIn = signIn.finish(at, begun, code);
    request.changeSessionId();
    audit.launched(signedIn.launch().auditSubject());
    launches.add(request.getSession(), signedIn.launch(), signedIn.tokens());
    LOG.info("launch.opened launch={} role={}", signedIn.launch().id(), signedIn.launch().role());
    return redirect(URI.create("/" + signedIn.launch().firstPath()));
  }

  @ExceptionHandler
  ResponseEntity<String> refused(LaunchRefused refused, Locale locale) {
    LOG.warn("launch.refused reason={}", refused.reason());
    return page(
        HttpStatus.valueOf(refused.reason().status()), pages.refused(refused.reason(), locale));
  }

  private static ResponseEntity<String> redirect(URI target) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER).location(target).build();
  }

  private static ResponseEntity<String> page(HttpStatus status, String html) {
    return ResponseEntity.status(status)
        .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
        .body(html);
  }
}
