package org.flippedvisit.fhir.trend;

import org.jspecify.annotations.Nullable;

/** Units: compared as UCUM codes, said as people write them. Nothing is ever converted. */
public final class MeasureUnit {
  private MeasureUnit() {}

  /** The unit as it is written beside a number, with its space; empty for a score. */
  public static String beside(String ucum) {
    return switch (ucum) {
      case "mm[Hg]" -> "\u00a0mmHg";
      case "ug/g" -> "\u00a0µg/g";
      // Said in the measure's name ("… a day").
      case "/d" -> "";
      default -> isCount(ucum) ? "" : "\u00a0" + ucum;
    };
  }

  /** True for a bare number: UCUM annotations such as {@code {score}}, and 1. */
  static boolean isCount(String ucum) {
    return ucum.equals("1") || (ucum.startsWith("{") && ucum.endsWith("}"));
  }

  static boolean isSame(String ucum, @Nullable String code, @Nullable String unit) {
    if (isCount(ucum)) {
      return (code == null && unit == null) || code == null || isCount(code);
    }
    return code != null ? ucum.equals(code) : isWritten(ucum, unit);
  }

  /** Without a code, the unit's text is all there is. */
  private static boolean isWritten(String ucum, @Nullable String unit) {
    if (unit == null) {
      return false;
    }
    String written = unit.strip();
    // beside() starts with a no-break space, which is no white space to strip().
    return ucum.equals(written) || beside(ucum).equals("\u00a0" + written);
  }
}
