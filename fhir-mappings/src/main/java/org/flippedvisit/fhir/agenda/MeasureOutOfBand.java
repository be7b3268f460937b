package org.flippedvisit.fhir.agenda;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.flippedvisit.fhir.mapping.Mapped;
import org.flippedvisit.fhir.trend.Measure;
import org.flippedvisit.fhir.trend.MeasureBand;
import org.flippedvisit.fhir.trend.Trend;
import org.flippedvisit.fhir.trend.TrendChange;

/**
 * Rule: a measure is in a band that deserves a talk. One that was there about a visit ago already,
 * and is no worse since, has had its talk.
 */
final class MeasureOutOfBand implements TeamRule {
  private static final RuleCard CARD = RuleCard.of("measure-out-of-band");

  @Override
  public String id() {
    return CARD.id();
  }

  @Override
  public Mapped<List<TeamItem>> items(ChartFacts facts) {
    LocalDate since = facts.today().minusMonths(CARD.figure("news"));
    return Mapped.of(
        facts.trends().stream()
            .filter(trend -> ChangedMeasure.isNews(trend, since))
            .filter(trend -> trend.latestBand().filter(band -> deserves(trend, band)).isPresent())
            .map(trend -> ChangedMeasure.item(trend, facts))
            .toList());
  }

  private static boolean deserves(Trend trend, MeasureBand band) {
    Measure measure = trend.measure();
    return CARD.bands().getOrDefault(measure.id(), Set.of()).contains(band.id())
        && (formerBand(trend).filter(band::equals).isEmpty() || isWorse(trend, band));
  }

  private static Optional<MeasureBand> formerBand(Trend trend) {
    return TrendChange.of(trend, ChangedMeasure.ZONE)
        .flatMap(change -> trend.bandOf(change.from().value()));
  }

  private static boolean isWorse(Trend trend, MeasureBand band) {
    BigDecimal difference =
        TrendChange.of(trend, ChangedMeasure.ZONE)
            .map(TrendChange::difference)
            .orElse(BigDecimal.ZERO);
    return switch (trend.measure().better()) {
      case LOWER -> difference.signum() > 0;
      case HIGHER -> difference.signum() < 0;
      // Worse is farther out, on the side where the band has no end.
      case NEITHER -> band.to() == null ? difference.signum() > 0 : difference.signum() < 0;
    };
  }
}
