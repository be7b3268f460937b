package org.flippedvisit.fhir.trend;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import org.flippedvisit.fhir.mapping.Wording;

/** What a chart says in one plain sentence; it tells what happened and judges nothing. */
public final class TrendSentence {
  private TrendSentence() {}

  /** "Lung function (FEV1) is 71 %, down 9 since June. Higher is better." */
  public static String of(Trend trend, Locale language, ZoneId zone) {
    Wording wording = Wording.of(TrendSentence.class, "TrendSentence", language);
    String value =
        number(trend.latest().value(), wording) + MeasureUnit.beside(trend.measure().unit());
    String name = trend.measure().name(wording.language().getLanguage());
    String what = name + " " + wording.say("is", value) + change(trend, zone, wording) + ".";
    return switch (trend.measure().better()) {
      case HIGHER -> what + " " + wording.say("better.higher");
      case LOWER -> what + " " + wording.say("better.lower");
      case NEITHER -> what;
    };
  }

  private static String change(Trend trend, ZoneId zone, Wording wording) {
    Optional<TrendChange> change = TrendChange.of(trend, zone);
    LocalDate latest = trend.latest().at().firstDay(zone);
    if (change.isEmpty()) {
      return wording.say("measured", wording.month(latest, latest.minusYears(1)));
    }
    LocalDate since = change.get().from().at().firstDay(zone);
    BigDecimal difference = change.get().difference();
    boolean isSameMonth = YearMonth.from(since).equals(YearMonth.from(latest));
    String when = isSameMonth ? wording.shortDay(since, latest) : wording.month(since, latest);
    String precision = isSameMonth ? ".day" : ".month";
    String by = number(difference.abs(), wording);
    return switch (difference.signum()) {
      case -1 -> wording.say("down" + precision, when, by);
      case 1 -> wording.say("up" + precision, when, by);
      default -> wording.say("same" + precision, when);
    };
  }

  /** Every digit that was stored, none that was not. */
  private static String number(BigDecimal value, Wording wording) {
    NumberFormat format = NumberFormat.getInstance(wording.language());
    format.setMaximumFractionDigits(Math.max(0, value.stripTrailingZeros().scale()));
    return format.format(value);
  }
}
