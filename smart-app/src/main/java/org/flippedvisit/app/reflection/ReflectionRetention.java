package org.flippedvisit.app.reflection;

import java.time.Clock;
import java.time.LocalDate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Removes reflections that are older than the site keeps them. */
@Component
final class ReflectionRetention {
  private static final Logger LOG = LoggerFactory.getLogger(ReflectionRetention.class);

  private final ReflectionStore store;
  private final ReflectionProperties properties;
  private final Clock clock;

  ReflectionRetention(ReflectionStore store, ReflectionProperties properties, Clock clock) {
    this.store = store;
    this.properties = properties;
    this.clock = clock;
  }

  @Scheduled(cron = "0 50 3 * * *")
  void remove() {
    int removed = store.removeBefore(LocalDate.now(clock).minus(properties.keep()));
    if (removed > 0) {
      LOG.info("reflection.removed reflections={}", removed);
    }
  }
}
