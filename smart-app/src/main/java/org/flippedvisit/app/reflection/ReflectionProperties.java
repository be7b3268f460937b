package org.flippedvisit.app.reflection;

import java.time.LocalDate;
import java.time.Period;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long clinicians' answers for themselves are kept. They go sooner when their clinician removes
 * them; less than a month stops the start, since a number without a unit means days.
 */
@ConfigurationProperties("flipped-visit.reflection")
record ReflectionProperties(@DefaultValue("2y") Period keep) {
  ReflectionProperties {
    LocalDate day = LocalDate.EPOCH;
    if (day.plus(keep).isBefore(day.plusMonths(1))) {
      throw new IllegalStateException("flipped-visit.reflection.keep must be a month or more");
    }
  }
}
