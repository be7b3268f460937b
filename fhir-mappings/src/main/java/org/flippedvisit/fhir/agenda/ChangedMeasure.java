package org.flippedvisit.fhir.agenda;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.flippedvisit.fhir.mapping.CodeMapper;
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
            .map(trend -> item(trend, facts, List.of()))
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

  /**
   * One measure is one item, whichever rule brings it.
   *
   * @param more what else is to be said beside what the trend says
   */
  static TeamItem item(Trend trend, ChartFacts facts, List<String> more) {
    Measure measure = trend.measure();
    String sentence = TrendSentence.of(trend, facts.wording().language(), ZONE);
    var why = new ArrayList<>(List.of(sentence));
    why.addAll(more);
    return new TeamItem(
        measure.name(facts.wording().language().getLanguage()),
        why,
        source(measure),
        false,
        null,
        new Grounds(
            topics(measure),
            List.of(
                new Evidence(Evidence.Kind.MEASURE, sentence, measure.id(), trend.latest().at()))));
  }

  static String source(Measure measure) {
    return "Observation?code=" + measure.loinc();
  }

  private static Set<String> topics(Measure measure) {
    return Topics.ofCodes(List.of(CodeMapper.LOINC + "|" + measure.loinc()));
  }
}
