package org.flippedvisit.fhir.trend;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.mapping.ClinicalTimeMapper;
import org.flippedvisit.fhir.mapping.IssueLog;
import org.flippedvisit.fhir.mapping.Mapped;
import org.flippedvisit.fhir.mapping.ResourcesMapper;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Measures over time, from Observations of any category whose code the catalogue knows. What cannot
 * be drawn is kept in words, and what came in a unit of its own is kept apart.
 */
public final class TrendMapper {
  private static final Comparator<TrendReading> OLDEST_FIRST = TrendReading.NEWEST_FIRST.reversed();

  private TrendMapper() {}

  /** One trend for each measure that has a number, in the catalogue's order. */
  public static Mapped<List<Trend>> fromFhir(List<? extends Resource> resources) {
    return read(resources).map(Measurements::trends);
  }

  /** The same, with the measures of which there is no number. */
  public static Mapped<Measurements> read(List<? extends Resource> resources) {
    Mapped<List<List<MeasureReading>>> read =
        ResourcesMapper.each(resources, Observation.class, TrendMapper::readOne);
    return new Mapped<>(measurements(read.value().stream().flatMap(List::stream)), read.issues());
  }

  private static Measurements measurements(Stream<MeasureReading> readings) {
    Map<String, OneMeasure> found = new LinkedHashMap<>();
    readings.forEach(
        reading ->
            found
                .computeIfAbsent(reading.measure().id(), id -> new OneMeasure(reading.measure()))
                .add(reading));
    var trends = new ArrayList<Trend>();
    var inWords = new ArrayList<MeasureInWords>();
    for (Measure measure : MeasureCatalogue.standard().measures()) {
      OneMeasure one = found.get(measure.id());
      if (one != null) {
        trends.addAll(one.trends());
        one.inWords().ifPresent(inWords::add);
      }
    }
    return new Measurements(trends, inWords);
  }

  /** All readings of one measure, by the unit they came in. */
  private static final class OneMeasure {
    private final Measure measure;
    private final Map<String, List<TrendPoint>> points = new LinkedHashMap<>();
    private final List<TrendRemark> remarks = new ArrayList<>();
    private final Set<Object> seen = new HashSet<>();

    OneMeasure(Measure measure) {
      this.measure = measure;
    }

    /** The same value of the same moment under two ids is one reading. */
    void add(MeasureReading reading) {
      switch (reading.reading()) {
        case TrendPoint point -> {
          if (seen.add(List.of(reading.unit(), point.at(), point.value().stripTrailingZeros()))) {
            points.computeIfAbsent(reading.unit(), unit -> new ArrayList<>()).add(point);
          }
        }
        case TrendRemark remark -> {
          if (seen.add(List.of(remark.at(), remark.value()))) {
            remarks.add(remark);
          }
        }
      }
    }

    /** In the measure's own unit first; the remarks are with the first. */
    List<Trend> trends() {
      var trends = new ArrayList<Trend>();
      List<TrendPoint> own = points.get(measure.unit());
      if (own != null) {
        trends.add(new Trend(measure, sorted(own), sorted(remarks), false));
      }
      points.forEach(
          (unit, apart) -> {
            if (!unit.equals(measure.unit())) {
              trends.add(
                  new Trend(
                      measure.inUnit(unit),
                      sorted(apart),
                      trends.isEmpty() ? sorted(remarks) : List.of(),
                      true));
            }
          });
      return trends;
    }

    Optional<MeasureInWords> inWords() {
      return points.isEmpty() && !remarks.isEmpty()
          ? Optional.of(new MeasureInWords(measure, sorted(remarks)))
          : Optional.empty();
    }

    private static <T extends TrendReading> List<T> sorted(List<T> readings) {
      return readings.stream().sorted(OLDEST_FIRST).toList();
    }
  }

  private static Optional<List<MeasureReading>> readOne(Observation found, IssueLog issues) {
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
    var reader = new ReadingMapper(found, at.get(), issues);
    Stream<Optional<MeasureReading>> ofWhole =
        whole == null || (hasKnownPart && !found.hasValue())
            ? Stream.empty()
            : Stream.of(reader.read(whole));
    Stream<Optional<MeasureReading>> ofParts =
        found.getComponent().stream()
            .map(
                part -> {
                  Measure known = measure(part.getCode());
                  return known == null ? Optional.empty() : reader.read(known, part);
                });
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

  /** A reading with its measure and the unit that its number is in. */
  record MeasureReading(Measure measure, String unit, TrendReading reading) {
    static MeasureReading point(Measure measure, String unit, BigDecimal value, At at) {
      return new MeasureReading(measure, unit, new TrendPoint(value, at.time(), at.reported()));
    }

    static MeasureReading remark(Measure measure, ReadingValue value, At at) {
      return new MeasureReading(
          measure, measure.unit(), new TrendRemark(value, at.time(), at.reported()));
    }
  }

  /** When and how it was reported. */
  record At(ClinicalTime time, Reported reported) {}
}
