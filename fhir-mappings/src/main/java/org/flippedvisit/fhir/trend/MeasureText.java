package org.flippedvisit.fhir.trend;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.flippedvisit.fhir.mapping.Wording;
import org.flippedvisit.fhir.trend.ReadingValue.Amount;
import org.jspecify.annotations.Nullable;

/**
 * One reading in words: what it says, what that means, how sure it is. A number never stands
 * without its name or its column, and what has no published or reported meaning is given none.
 */
public final class MeasureText {
  /** Reasons of data-absent-reason that there are words for; all others are said as unknown. */
  private static final Set<String> REASONS =
      Set.of(
          "asked-declined",
          "asked-unknown",
          "error",
          "masked",
          "not-applicable",
          "not-asked",
          "not-performed",
          "not-permitted");

  private MeasureText() {}

  /** "Lung function (FEV1): 71 %, 2 October 2026; higher is better." */
  public static String sentence(Measure measure, TrendReading reading, Locale language) {
    Wording wording = wording(language);
    String what =
        wording.say(
            "reading",
            measure.name(wording.language().getLanguage()),
            value(measure, reading, language),
            wording.time(reading.at()));
    return sentence(measure, what, meaning(measure, reading, language).orElse(""), wording);
  }

  /** "71 %", "below 5 mg/L", "not measured: not performed". */
  public static String value(Measure measure, TrendReading reading, Locale language) {
    Wording wording = wording(language);
    return switch (reading) {
      case TrendPoint point -> amount(point.value(), measure, wording);
      case TrendRemark remark -> words(remark.value(), wording);
    };
  }

  /** What it means, by its band, else by what the one who measured says; empty for neither. */
  public static Optional<String> meaning(Measure measure, TrendReading reading, Locale language) {
    Wording wording = wording(language);
    Reported reported = reading.reported();
    return critical(reported, wording)
        .or(() -> band(measure, reading, wording))
        .or(() -> range(reported, reading, measure, wording))
        .or(() -> Optional.ofNullable(reported.flag()).map(flag -> wording.say(key(flag))));
  }

  /** "corrected", "not final yet"; empty for what is final. */
  public static Optional<String> state(TrendReading reading, Locale language) {
    Wording wording = wording(language);
    return switch (reading.reported().state()) {
      case FINAL -> Optional.empty();
      case PRELIMINARY -> Optional.of(wording.say("preliminary"));
      case CORRECTED -> Optional.of(wording.say("corrected"));
    };
  }

  static Wording wording(Locale language) {
    return Wording.of(MeasureText.class, "TrendSentence", language);
  }

  static String sentence(Measure measure, String what, String meaning, Wording wording) {
    String said = meaning.isEmpty() ? what : wording.say("meaning", what, meaning);
    return switch (measure.better()) {
      case HIGHER -> wording.say("better.higher", said);
      case LOWER -> wording.say("better.lower", said);
      case NEITHER -> wording.say("better.neither", said);
    };
  }

  static String amount(BigDecimal value, Measure measure, Wording wording) {
    return measure.unit().isEmpty()
        ? wording.say("unit.missing", number(value, wording))
        : number(value, wording) + MeasureUnit.beside(measure.unit());
  }

  /** Every digit that was stored, none that was not. */
  static String number(BigDecimal value, Wording wording) {
    NumberFormat format = NumberFormat.getInstance(wording.language());
    format.setMaximumFractionDigits(Math.max(0, value.stripTrailingZeros().scale()));
    return format.format(value);
  }

  private static Optional<String> critical(Reported reported, Wording wording) {
    return Optional.ofNullable(reported.flag())
        .filter(
            flag ->
                switch (flag) {
                  case CRITICALLY_LOW, CRITICALLY_HIGH, CRITICAL -> true;
                  case LOW, WITHIN, HIGH, ABNORMAL -> false;
                })
        .map(flag -> wording.say(key(flag)));
  }

  private static String key(Reported.Flag flag) {
    return "flag." + flag.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Optional<String> band(Measure measure, TrendReading reading, Wording wording) {
    return reading instanceof TrendPoint point
        ? measure.bandOf(point.value()).map(band -> band.words(wording.language().getLanguage()))
        : Optional.empty();
  }

  private static Optional<String> range(
      Reported reported, TrendReading reading, Measure measure, Wording wording) {
    Reported.Range range = reported.range();
    if (range == null || !range.hasNumbers() || !(reading instanceof TrendPoint point)) {
      return Optional.empty();
    }
    String given =
        range.text() != null
            ? wording.say("range.quoted", range.text().strip())
            : between(range, measure, wording);
    return Optional.of(
        switch (range.sideOf(point.value())) {
          case -1 -> wording.say("range.below", given);
          case 1 -> wording.say("range.above", given);
          default -> wording.say("range.within", given);
        });
  }

  private static String between(Reported.Range range, Measure measure, Wording wording) {
    if (range.low() == null) {
      return range.high() == null
          ? ""
          : wording.say("at-most", amount(range.high(), measure, wording));
    }
    return range.high() == null
        ? wording.say("at-least", amount(range.low(), measure, wording))
        : wording.say(
            "between", number(range.low(), wording), amount(range.high(), measure, wording));
  }

  private static String words(ReadingValue value, Wording wording) {
    return switch (value) {
      case ReadingValue.Words words -> words.text();
      case ReadingValue.Bound bound ->
          wording.say(key(bound.side()), amount(bound.amount(), wording));
      case ReadingValue.YesNo answer -> wording.say(answer.isYes() ? "yes" : "no");
      case ReadingValue.Between range -> between(range, wording);
      case ReadingValue.Proportion ratio ->
          wording.say("proportion", amount(ratio.of(), wording), amount(ratio.to(), wording));
      case ReadingValue.Series series -> wording.say("series", series.values());
      case ReadingValue.Moment moment -> wording.time(moment.time());
      case ReadingValue.Stretch stretch -> between(stretch, wording);
      case ReadingValue.Absent absent -> absent(absent, wording);
    };
  }

  private static String key(ReadingValue.Side side) {
    return switch (side) {
      case BELOW -> "below";
      case AT_MOST -> "at-most";
      case AT_LEAST -> "at-least";
      case ABOVE -> "above";
    };
  }

  private static String between(ReadingValue.Between range, Wording wording) {
    return ends(
        amount(range.low(), wording),
        amount(range.high(), wording),
        new Ends("at-least", "at-most", "between"),
        wording);
  }

  private static String between(ReadingValue.Stretch stretch, Wording wording) {
    return ends(
        stretch.from() == null ? "" : wording.time(stretch.from()),
        stretch.to() == null ? "" : wording.time(stretch.to()),
        new Ends("from", "until", "between"),
        wording);
  }

  private record Ends(String onlyFrom, String onlyTo, String both) {}

  private static String ends(String from, String to, Ends keys, Wording wording) {
    if (from.isEmpty()) {
      return wording.say(keys.onlyTo(), to);
    }
    return to.isEmpty() ? wording.say(keys.onlyFrom(), from) : wording.say(keys.both(), from, to);
  }

  private static String amount(@Nullable Amount amount, Wording wording) {
    return amount == null
        ? ""
        : number(amount.number(), wording) + MeasureUnit.beside(amount.unit());
  }

  private static String absent(ReadingValue.Absent absent, Wording wording) {
    if (absent.words() != null && !absent.words().isBlank()) {
      return wording.say("absent.because", absent.words().strip());
    }
    return wording.say(
        REASONS.contains(absent.code()) ? "absent." + absent.code() : "absent.unknown");
  }
}
