package org.flippedvisit.fhir.trend;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Units: compared as UCUM codes, said as people write them. */
public final class MeasureUnit {
  private static final String BESIDE = "\u00a0";

  /** A converted number is as exact as the reported one was, and never coarser than this. */
  private static final int FEWEST_DIGITS = 3;

  private MeasureUnit() {}

  /** The unit as it is written beside a number, with its space; empty for a score. */
  public static String beside(String ucum) {
    return switch (ucum) {
      case "mm[Hg]" -> BESIDE + "mmHg";
      case "ug/g" -> BESIDE + "µg/g";
      case "ug/L" -> BESIDE + "µg/L";
      case "kg/m2" -> BESIDE + "kg/m²";
      case "mL/min/{1.73_m2}" -> BESIDE + "mL/min/1.73\u00a0m²";
      case "[lb_av]" -> BESIDE + "lb";
      // Said in the measure's name ("… a day").
      case "/d" -> "";
      default -> ucum.isBlank() || isCount(ucum) ? "" : BESIDE + ucum;
    };
  }

  /** True for a bare number: UCUM annotations such as {@code {score}}, and 1. */
  static boolean isCount(String ucum) {
    return ucum.equals("1") || (ucum.startsWith("{") && ucum.endsWith("}"));
  }

  /**
   * The number in the measure's own unit: as it is, or converted by UCUM where the catalogue says
   * that its unit may be. Empty when it cannot be put beside the others, such as mmol/mol beside %,
   * which UCUM would take for the same kind of ratio.
   */
  static Optional<BigDecimal> inUnitOf(
      Measure measure, BigDecimal number, @Nullable String code, @Nullable String unit) {
    if (isSame(measure, code, unit)) {
      return Optional.of(number);
    }
    String other = code != null ? code : unit == null ? "" : unit.strip();
    return Optional.ofNullable(measure.convertible().get(other))
        .map(factor -> converted(number, factor));
  }

  private static BigDecimal converted(BigDecimal number, BigDecimal factor) {
    int digits = Math.max(FEWEST_DIGITS, number.precision());
    BigDecimal product = number.multiply(factor).round(new MathContext(digits));
    return product.scale() < 0 ? product.setScale(0) : product;
  }

  private static boolean isSame(Measure measure, @Nullable String code, @Nullable String unit) {
    String ucum = measure.unit();
    if (ucum.isEmpty()) {
      return code == null && unit == null;
    }
    if (isCount(ucum)) {
      return code == null ? unit == null || !isRatio(unit) : isCount(code);
    }
    return code != null
        ? ucum.equals(code) || measure.written().contains(code)
        : isWritten(measure, unit);
  }

  /** A score may carry any word ("points"), but not a unit of something else. */
  private static boolean isRatio(String unit) {
    return unit.contains("/") || unit.contains("%");
  }

  /** Without a code, the unit's text is all there is. */
  private static boolean isWritten(Measure measure, @Nullable String unit) {
    if (unit == null) {
      return false;
    }
    String written = unit.strip();
    // beside() starts with a no-break space, which is no white space to strip().
    return measure.unit().equals(written)
        || beside(measure.unit()).equals(BESIDE + written)
        || measure.written().contains(written);
  }
}
