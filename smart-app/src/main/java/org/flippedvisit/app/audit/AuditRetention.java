package org.flippedvisit.app.audit;

import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Removes audit lines that are older than they have to be kept, every night. */
@Component
final class AuditRetention {
  private static final Logger LOG = LoggerFactory.getLogger(AuditRetention.class);

  private final AuditStore store;
  private final AuditProperties properties;
  private final Clock clock;

  AuditRetention(AuditStore store, AuditProperties properties, Clock clock) {
    this.store = store;
    this.properties = properties;
    this.clock = clock;
  }

  @Scheduled(cron = "0 40 3 * * *")
  void remove() {
    Instant oldest = ZonedDateTime.now(clock).minus(properties.keep()).toInstant();
    int removed = store.removeBefore(oldest);
    if (removed > 0) {
      LOG.info("audit.removed lines={} before={}", removed, oldest);
    }
  }
}
