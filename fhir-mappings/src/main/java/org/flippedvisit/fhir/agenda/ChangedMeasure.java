package org.flippedvisit.fhir.agenda;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.flippedvisit.fhir.mapping.Mapped;
import org.flippedvisit.fhir.trend.Measure;
import org.flippedvisit.fhir.trend.Trend;
import org.flippedvisit.fhir.trend.TrendChange;
import org.flippedvisit.fhir.trend.TrendSentence;

/**
 * Rule: a measure that changed, since about a visit ago, by as much as a published figure says
 * matters; in either direction, because good news belongs on an agenda too.
 */
final class ChangedMeasure implements TeamRule {
  static final ZoneId ZONE = ZoneOffset.UTC;

  @Override
  public String id() {
    return "changed-measure";
  }

  @Override
  public Mapped<List<TeamItem>> items(ChartFacts facts) {
    LocalDate since = facts.today().minusMonths(RuleCard.of(id()).figure("news"));
    return Mapped.of(
        facts.trends().stream()
            .filter(trend -> isNews(trend, since) && hasChanged(trend))
            .map(trend -> item(trend, facts))
            .toList());
  }

  static boolean isNews(Trend trend, LocalDate since) {
    return !trend.latest().at().firstDay(ZONE).isBefore(since);
  }

  private static boolean hasChanged(Trend trend) {
    return TrendChange.of(trend, ZONE)
        .filter(change -> change.matters(trend.measure()))
        .isPresent();
  }

  /** One measure is one item, whichever rule brings it. */
  static TeamItem item(Trend trend, ChartFacts facts) {
    Measure measure = trend.measure();
    String sentence = TrendSentence.of(trend, facts.wording().language(), ZONE);
    return new TeamItem(
        measure.name(facts.wording().language().getLanguage()),
        List.of(sentence),
        source(measure),
        false,
        null,
        new Grounds(
            measure.topics(),
            List.of(
                new Evidence(Evidence.Kind.MEASURE, sentence, measure.id(), trend.latest().at()))));
  }

  static String source(Measure measure) {
    return "Observation?code=" + measure.loinc();
  }
}
