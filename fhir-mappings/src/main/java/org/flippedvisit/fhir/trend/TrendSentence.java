package org.flippedvisit.fhir.trend;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import org.flippedvisit.fhir.mapping.Wording;

/** What a chart says in one plain sentence; it tells what happened and judges nothing. */
public final class TrendSentence {
  private TrendSentence() {}

  /**
   * The plain name, how far it went since about the last visit, the value with its unit, what that
   * means and which way is better: "Lung function (FEV1) has slipped 9 points since June, to 71 %;
   * higher is better."
   */
  public static String of(Trend trend, Locale language, ZoneId zone) {
    Wording wording = MeasureText.wording(language);
    return MeasureText.sentence(
        trend.measure(), what(trend, zone, wording), meaning(trend, language), wording);
  }

  /** The same about a measure of which the chart has only words: the latest of them. */
  public static String of(MeasureInWords inWords, Locale language) {
    return MeasureText.sentence(inWords.measure(), inWords.latest(), language);
  }

  /** "Most often between 80 and 83 %"; empty while there are too few readings to say so. */
  public static Optional<String> usual(Trend trend, Locale language, ZoneId zone) {
    Wording wording = MeasureText.wording(language);
    return trend
        .usualRange(zone)
        .map(
            usual ->
                wording.say(
                    "usual",
                    MeasureText.number(usual.low(), wording),
                    MeasureText.amount(usual.high(), trend.measure(), wording)));
  }

  private static String meaning(Trend trend, Locale language) {
    return MeasureText.meaning(trend.measure(), trend.latest(), language).orElse("");
  }

  private static String what(Trend trend, ZoneId zone, Wording wording) {
    Measure measure = trend.measure();
    String name = measure.name(wording.language().getLanguage());
    String value = MeasureText.amount(trend.latest().value(), measure, wording);
    LocalDate latest = trend.latest().at().firstDay(zone);
    Optional<TrendChange> change = TrendChange.of(trend, zone);
    if (change.isEmpty()) {
      return wording.say("measured", name, value, wording.month(latest, latest.minusYears(1)));
    }
    LocalDate since = change.get().from().at().firstDay(zone);
    BigDecimal difference = change.get().difference();
    boolean isSameMonth = YearMonth.from(since).equals(YearMonth.from(latest));
    String when = isSameMonth ? wording.shortDay(since, latest) : wording.month(since, latest);
    String precision = isSameMonth ? ".day" : ".month";
    if (difference.signum() == 0) {
      return wording.say("same" + precision, name, value, when);
    }
    return wording.say(
        way(measure, difference.signum()) + precision,
        name,
        value,
        when,
        difference(difference.abs(), measure, wording));
  }

  private static String way(Measure measure, int sign) {
    boolean isUp = sign > 0;
    return switch (measure.better()) {
      case HIGHER -> isUp ? "up.good" : "down.bad";
      case LOWER -> isUp ? "up" : "down.good";
      case NEITHER -> isUp ? "up" : "down";
    };
  }

  /** A score goes by points, and so does what is said in per cent. */
  private static String difference(BigDecimal by, Measure measure, Wording wording) {
    boolean isInPoints = MeasureUnit.isCount(measure.unit()) || measure.unit().equals("%");
    if (!isInPoints) {
      return MeasureText.amount(by, measure, wording);
    }
    boolean isOne = by.compareTo(BigDecimal.ONE) == 0;
    return wording.say(isOne ? "point" : "points", MeasureText.number(by, wording));
  }
}
