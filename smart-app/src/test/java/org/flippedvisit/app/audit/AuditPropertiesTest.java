package org.flippedvisit.app.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Period;
import org.junit.jupiter.api.Test;

/** How long lines are kept. */
class AuditPropertiesTest {
  /** Spring reads a number without a unit as days: {@code keep: 6} would erase the audit. */
  @Test
  void refusesLessThanAYear() {
    assertThatThrownBy(() -> new AuditProperties(Period.ofDays(6)))
        .hasMessageContaining("flipped-visit.audit.keep");
    assertThat(new AuditProperties(Period.ofYears(10)).keep()).isEqualTo(Period.ofYears(10));
  }
}
