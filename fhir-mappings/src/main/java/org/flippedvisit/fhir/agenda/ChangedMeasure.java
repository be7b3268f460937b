package org.flippedvisit.fhir.agenda;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.flippedvisit.fhir.trend.Trend;
import org.flippedvisit.fhir.trend.TrendChange;
import org.flippedvisit.fhir.trend.TrendMapper;
import org.flippedvisit.fhir.trend.TrendSentence;
import org.hl7.fhir.r4.model.Resource;

/**
 * Rule: a measure that changed, since about a visit ago, by as much as a published figure says
 * matters; in either direction, because good news belongs on an agenda too.
 */
final class ChangedMeasure {
  /** Older readings are history, not news. */
  private static final int NEWS_MONTHS = 6;

  private static final ZoneId ZONE = ZoneOffset.UTC;

  private ChangedMeasure() {}

  static List<TeamItem> items(
      List<? extends Resource> resources, LocalDate today, Locale language) {
    return TrendMapper.fromFhir(resources).value().stream()
        .filter(trend -> isNews(trend, today))
        .flatMap(trend -> item(trend, language))
        .toList();
  }

  private static boolean isNews(Trend trend, LocalDate today) {
    return !trend.latest().at().firstDay(ZONE).isBefore(today.minusMonths(NEWS_MONTHS));
  }

  private static Stream<TeamItem> item(Trend trend, Locale language) {
    return TrendChange.of(trend, ZONE).stream()
        .filter(change -> change.matters(trend.measure()))
        .map(
            change ->
                new TeamItem(
                    trend.measure().name(language.getLanguage()),
                    TrendSentence.of(trend, language, ZONE),
                    "Observation?code=" + trend.measure().loinc(),
                    false,
                    null));
  }
}
