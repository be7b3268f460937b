package org.flippedvisit.app.audit;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Down while lines of the audit wait for the store, so that somebody comes and looks. */
@Component
final class AuditHealth implements HealthIndicator {
  private final AuditTrail audit;

  AuditHealth(AuditTrail audit) {
    this.audit = audit;
  }

  @Override
  public Health health() {
    int waiting = audit.waiting();
    return waiting == 0
        ? Health.up().build()
        : Health.down().withDetail("waiting", waiting).build();
  }
}
