package org.flippedvisit.fhir.mapping;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Optional;
import org.fhir.ucum.Decimal;
import org.fhir.ucum.UcumEssenceService;
import org.fhir.ucum.UcumException;
import org.fhir.ucum.UcumService;

/**
 * Units by UCUM (https://ucum.org). One conversion takes the library some milliseconds, so factors
 * are asked for when a catalogue is loaded or a person answers, and never for a reading.
 */
public final class Ucum {
  /** The system of its codes. */
  public static final String SYSTEM = "http://unitsofmeasure.org";

  private static final UcumService SERVICE = load();

  /** Enough digits that a factor is exact to more than a reading ever is. */
  private static final String ONE = "1.000000000000000";

  private Ucum() {}

  public static boolean isKnown(String unit) {
    return SERVICE.validate(unit) == null;
  }

  /**
   * What a number in {@code from} is multiplied by to be in {@code to}; empty where they measure
   * different things, or one is no unit.
   */
  public static Optional<BigDecimal> factor(String from, String to) {
    try {
      return SERVICE.isComparable(from, to)
          ? Optional.of(
              new BigDecimal(SERVICE.convert(new Decimal(ONE), from, to).asDecimal())
                  .stripTrailingZeros())
          : Optional.empty();
    } catch (UcumException notAUnit) {
      return Optional.empty();
    }
  }

  private static UcumService load() {
    try (InputStream essence = UcumService.class.getResourceAsStream("/ucum-essence.xml")) {
      if (essence == null) {
        throw new IllegalStateException("ucum-essence.xml is not packed");
      }
      return new UcumEssenceService(essence);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("ucum-essence.xml cannot be read", unreadable);
    } catch (UcumException broken) {
      throw new IllegalStateException("ucum-essence.xml cannot be read", broken);
    }
  }
}
