package org.flippedvisit.app.store;

import java.time.LocalDate;
import java.time.Period;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How long the store keeps what it keeps; without a period, for good. Less than a month stops the
 * start, since a number without a unit means days.
 *
 * @param drafts what was typed and never sent, since it was last changed: nobody else has it
 * @param recorded preferences and answers that the chart has confirmed, since they were recorded
 * @param ledger writes that the chart has confirmed, since then
 * @param agendas closed agendas of which nothing waits or was carried over, since the visit
 */
@ConfigurationProperties("flipped-visit.store.keep")
public record KeepProperties(
    @Nullable Period drafts,
    @Nullable Period recorded,
    @Nullable Period ledger,
    @Nullable Period agendas) {
  public KeepProperties {
    LocalDate day = LocalDate.EPOCH;
    boolean isShort =
        Arrays.asList(drafts, recorded, ledger, agendas).stream()
            .filter(Objects::nonNull)
            .anyMatch(period -> day.plus(period).isBefore(day.plusMonths(1)));
    if (isShort) {
      throw new IllegalStateException("flipped-visit.store.keep.* must be a month or more");
    }
  }
}
