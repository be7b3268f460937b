package org.flippedvisit.app.audit;

import java.time.Period;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long the audit is kept.
 *
 * @param keep six years unless a site says otherwise (45 CFR 164.316(b)(2)(i)), such as {@code
 *     10y}; less than one year stops the start, since a number without a unit means days
 */
@ConfigurationProperties("flipped-visit.audit")
record AuditProperties(@DefaultValue("6y") Period keep) {
  private static final int YEAR = 12;

  AuditProperties {
    if (keep.toTotalMonths() < YEAR) {
      throw new IllegalStateException("flipped-visit.audit.keep must be a year or more");
    }
  }
}
