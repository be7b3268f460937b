package org.flippedvisit.app.launch;

import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.flippedvisit.app.audit.AuditTrail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Ends one launch, and no other of the same browser: nothing can be read or written with it any
 * more, its pages are told, its tokens go back to the EHR.
 */
@Component
public final class LaunchEnd implements HttpSessionListener, DisposableBean {
  private static final Logger LOG = LoggerFactory.getLogger(LaunchEnd.class);

  private final Launches launches;
  private final Revocation revocation;
  private final AuditTrail audit;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  LaunchEnd(Launches launches, Revocation revocation, AuditTrail audit) {
    this.launches = launches;
    this.revocation = revocation;
    this.audit = audit;
  }

  /** Why a launch ended; each has its words in the translations under {@code launch.ended.}. */
  public enum Why {
    /** The person signed off. */
    SIGNED_OFF,
    /** Nobody touched the page for too long. */
    IDLE,
    /** The EHR no longer vouches for who this is or for which patient. */
    SIGN_IN_ENDED,
    /** The screen was handed over, and a wrong code was given too often. */
    NOT_TAKEN_BACK,
    /** The browser's session is over. */
    SESSION_OVER;

    /** As it stands in a URL. */
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Safe to call twice: a launch ends once. */
  public void end(Launch launch, Why why) {
    launches
        .remove(launch.id())
        .ifPresent(
            gone -> {
              LOG.info("launch.ended launch={} why={}", launch.id(), why);
              audit.ended(launch.auditSubject(), why.code());
              gone.watchers().forEach(watcher -> watcher.ended(why));
              threads.execute(() -> revocation.revoke(launch, gone.tokens()));
            });
  }

  @Override
  public void sessionDestroyed(HttpSessionEvent event) {
    launches.ownedBy(event.getSession()).forEach(launch -> end(launch, Why.SESSION_OVER));
  }

  @Override
  public void destroy() {
    threads.close(); // waits for the tokens that are on their way back
  }
}
