package org.flippedvisit.fhir.trend;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.mapping.ClinicalTimeMapper;
import org.flippedvisit.fhir.mapping.IssueLog;
import org.flippedvisit.fhir.mapping.Mapped;
import org.flippedvisit.fhir.mapping.ResourcesMapper;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/** Measures over time, from Observations of any category whose code the catalogue knows. */
public final class TrendMapper {
  private static final Comparator<TrendPoint> OLDEST_FIRST =
      Comparator.comparing(TrendPoint::at, ClinicalTime.NEWEST_FIRST.reversed());

  private TrendMapper() {}

  /** One trend for each measure that has a reading, in the catalogue's order. */
  public static Mapped<List<Trend>> fromFhir(List<? extends Resource> resources) {
    Mapped<List<List<Reading>>> read =
        ResourcesMapper.each(resources, Observation.class, TrendMapper::read);
    Map<String, List<TrendPoint>> points = new HashMap<>();
    for (List<Reading> readings : read.value()) {
      for (Reading reading : readings) {
        points
            .computeIfAbsent(reading.measure().id(), id -> new ArrayList<>())
            .add(reading.point());
      }
    }
    return new Mapped<>(trends(points), read.issues());
  }

  private record Reading(Measure measure, TrendPoint point) {}

  private static List<Trend> trends(Map<String, List<TrendPoint>> points) {
    var trends = new ArrayList<Trend>();
    for (Measure measure : MeasureCatalogue.standard().measures()) {
      List<TrendPoint> ofMeasure = points.getOrDefault(measure.id(), List.of());
      if (!ofMeasure.isEmpty()) {
        trends.add(new Trend(measure, ofMeasure.stream().sorted(OLDEST_FIRST).toList()));
      }
    }
    return List.copyOf(trends);
  }

  private static Optional<List<Reading>> read(Observation found, IssueLog issues) {
    Measure whole = measure(found.getCode());
    boolean hasKnownPart =
        found.getComponent().stream().anyMatch(part -> measure(part.getCode()) != null);
    if ((whole == null && !hasKnownPart) || !isShown(found, issues)) {
      return Optional.empty();
    }
    Optional<ClinicalTime> at = ClinicalTimeMapper.fromChoice(found.getEffective());
    if (at.isEmpty()) {
      issues.missing("effective");
      return Optional.empty();
    }
    Stream<Optional<Reading>> ofWhole =
        whole == null || (hasKnownPart && !found.hasValue())
            ? Stream.empty()
            : Stream.of(
                reading(whole, found.getValue(), found.hasDataAbsentReason(), at.get(), issues));
    Stream<Optional<Reading>> ofParts =
        found.getComponent().stream()
            .map(
                part ->
                    reading(
                        measure(part.getCode()),
                        part.getValue(),
                        part.hasDataAbsentReason(),
                        at.get(),
                        issues));
    return Optional.of(Stream.concat(ofWhole, ofParts).flatMap(Optional::stream).toList());
  }

  private static @Nullable Measure measure(CodeableConcept code) {
    return code.getCoding().stream()
        .map(c -> MeasureCatalogue.standard().find(c.getSystem(), c.getCode()))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static boolean isShown(Observation found, IssueLog issues) {
    if (found.getStatus() == null) {
      if (found.hasStatusElement()) {
        issues.unknownCode("status");
        return false;
      }
      issues.missing("status");
      return true;
    }
    return switch (found.getStatus()) {
      case FINAL, AMENDED, CORRECTED, UNKNOWN -> true;
      // What is not finished is shown once it has a value; until then nothing is amiss.
      case PRELIMINARY, REGISTERED -> found.hasValue() || found.hasComponent();
      case CANCELLED, ENTEREDINERROR, NULL -> false;
    };
  }

  private static Optional<Reading> reading(
      @Nullable Measure measure,
      @Nullable Type value,
      boolean isKnownAbsent,
      ClinicalTime at,
      IssueLog issues) {
    if (measure == null || isKnownAbsent) {
      return Optional.empty();
    }
    if (value == null) {
      issues.missing("value");
      return Optional.empty();
    }
    BigDecimal number = number(measure, value, issues);
    return Optional.ofNullable(number).map(n -> new Reading(measure, new TrendPoint(n, at)));
  }

  private static @Nullable BigDecimal number(Measure measure, Type value, IssueLog issues) {
    return switch (value) {
      case Quantity quantity -> number(measure, quantity, issues);
      case IntegerType whole when MeasureUnit.isCount(measure.unit()) && whole.hasValue() ->
          BigDecimal.valueOf(whole.getValue());
      case DecimalType decimal when MeasureUnit.isCount(measure.unit()) -> decimal.getValue();
      default -> {
        issues.unreadable("value");
        yield null;
      }
    };
  }

  private static @Nullable BigDecimal number(Measure measure, Quantity quantity, IssueLog issues) {
    if (quantity.getValue() == null) {
      issues.missing("valueQuantity.value");
      return null;
    }
    if (quantity.hasComparator()) {
      // "<5" is no point on a line.
      issues.unreadable("valueQuantity.comparator");
      return null;
    }
    if (!MeasureUnit.isSame(measure.unit(), quantity.getCode(), quantity.getUnit())) {
      issues.unknownCode("valueQuantity.code");
      return null;
    }
    return quantity.getValue();
  }
}
