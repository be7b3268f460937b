package org.flippedvisit.fhir.trend;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.mapping.ClinicalTimeMapper;
import org.flippedvisit.fhir.mapping.CodeMapper;
import org.flippedvisit.fhir.mapping.IssueLog;
import org.flippedvisit.fhir.trend.ReadingValue.Amount;
import org.flippedvisit.fhir.trend.TrendMapper.At;
import org.flippedvisit.fhir.trend.TrendMapper.MeasureReading;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationComponentComponent;
import org.hl7.fhir.r4.model.Observation.ObservationReferenceRangeComponent;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Range;
import org.hl7.fhir.r4.model.Ratio;
import org.hl7.fhir.r4.model.SampledData;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.TimeType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/** The readings of one Observation: its own and those of its components (FHIR R4 Observation). */
final class ReadingMapper {
  private static final String ABSENT = "http://terminology.hl7.org/CodeSystem/data-absent-reason";

  private final Observation found;
  private final ClinicalTime at;
  private final IssueLog issues;

  ReadingMapper(Observation found, ClinicalTime at, IssueLog issues) {
    this.found = found;
    this.at = at;
    this.issues = issues;
  }

  /** What the Observation itself says. */
  Optional<MeasureReading> read(Measure measure) {
    return read(
        measure,
        new Said(
            found.getValue(),
            found.hasDataAbsentReason() ? found.getDataAbsentReason() : null,
            found.getReferenceRange(),
            found.getInterpretation()));
  }

  /** What one of its components says. */
  Optional<MeasureReading> read(Measure measure, ObservationComponentComponent part) {
    return read(
        measure,
        new Said(
            part.getValue(),
            part.hasDataAbsentReason() ? part.getDataAbsentReason() : null,
            part.getReferenceRange(),
            part.getInterpretation()));
  }

  private record Said(
      @Nullable Type value,
      @Nullable CodeableConcept absent,
      List<ObservationReferenceRangeComponent> ranges,
      List<CodeableConcept> interpretations) {}

  private Optional<MeasureReading> read(Measure measure, Said said) {
    if (said.value() == null) {
      if (said.absent() == null) {
        issues.missing("value");
        return Optional.empty();
      }
      return remark(measure, absent(said.absent()), said);
    }
    return switch (said.value()) {
      case Quantity quantity -> quantity(measure, quantity, said);
      case IntegerType whole when whole.hasValue() ->
          Optional.of(point(measure, BigDecimal.valueOf(whole.getValue()), null, null, said));
      case DecimalType number when number.hasValue() ->
          Optional.of(point(measure, number.getValue(), null, null, said));
      // US Core's own example of a PHQ-9 has its score as a string.
      case StringType text when isScore(measure, text) ->
          Optional.of(point(measure, new BigDecimal(text.getValue().strip()), null, null, said));
      default -> words(measure, said.value(), said);
    };
  }

  private static boolean isScore(Measure measure, StringType text) {
    return MeasureUnit.isCount(measure.unit())
        && text.getValue() != null
        && text.getValue().strip().matches("\\d{1,3}(\\.\\d{1,3})?");
  }

  private Optional<MeasureReading> quantity(Measure measure, Quantity quantity, Said said) {
    if (quantity.getValue() == null) {
      issues.missing("valueQuantity.value");
      return Optional.empty();
    }
    if (!quantity.hasComparatorElement()) {
      return Optional.of(
          point(measure, quantity.getValue(), quantity.getCode(), quantity.getUnit(), said));
    }
    if (quantity.getComparator() == null) {
      issues.unknownCode("valueQuantity.comparator");
      return Optional.empty();
    }
    return remark(measure, new ReadingValue.Bound(side(quantity), amount(quantity)), said);
  }

  private MeasureReading point(
      Measure measure, BigDecimal number, @Nullable String code, @Nullable String unit, Said said) {
    Optional<BigDecimal> own = MeasureUnit.inUnitOf(measure, number, code, unit);
    String other = code != null ? code : unit == null ? "" : unit.strip();
    return MeasureReading.point(
        measure,
        own.isPresent() ? measure.unit() : other,
        own.orElse(number),
        reported(own.isPresent() ? measure : measure.inUnit(other), said));
  }

  private Optional<MeasureReading> words(Measure measure, Type value, Said said) {
    Optional<ReadingValue> read = readWords(value);
    if (read.isEmpty()) {
      issues.unreadable("value");
    }
    return read.flatMap(words -> remark(measure, words, said));
  }

  private static Optional<ReadingValue> readWords(Type value) {
    return switch (value) {
      case CodeableConcept concept -> CodeMapper.words(concept).map(ReadingValue.Words::new);
      case StringType text when !text.isEmpty() ->
          Optional.of(new ReadingValue.Words(text.getValue()));
      case TimeType time when !time.isEmpty() ->
          Optional.of(new ReadingValue.Words(time.getValue()));
      case BooleanType yes when yes.hasValue() ->
          Optional.of(new ReadingValue.YesNo(yes.booleanValue()));
      case Range range -> between(range);
      case Ratio ratio -> proportion(ratio);
      case SampledData data when data.hasData() ->
          Optional.of(new ReadingValue.Series(data.getData().strip().split("\\s+").length));
      case BaseDateTimeType time -> ClinicalTimeMapper.fromFhir(time).map(ReadingValue.Moment::new);
      case Period period -> stretch(period);
      default -> Optional.empty();
    };
  }

  private static Optional<ReadingValue> between(Range range) {
    Amount low = range.getLow().getValue() == null ? null : amount(range.getLow());
    Amount high = range.getHigh().getValue() == null ? null : amount(range.getHigh());
    return low == null && high == null
        ? Optional.empty()
        : Optional.of(new ReadingValue.Between(low, high));
  }

  private static Optional<ReadingValue> proportion(Ratio ratio) {
    return ratio.getNumerator().getValue() == null || ratio.getDenominator().getValue() == null
        ? Optional.empty()
        : Optional.of(
            new ReadingValue.Proportion(
                amount(ratio.getNumerator()), amount(ratio.getDenominator())));
  }

  private static Optional<ReadingValue> stretch(Period period) {
    ClinicalTime from = ClinicalTimeMapper.startOf(period).orElse(null);
    ClinicalTime to = ClinicalTimeMapper.endOf(period).orElse(null);
    return from == null && to == null
        ? Optional.empty()
        : Optional.of(new ReadingValue.Stretch(from, to));
  }

  private static ReadingValue absent(CodeableConcept reason) {
    return new ReadingValue.Absent(
        CodeMapper.codeOf(reason, ABSENT).orElse(""), reason.hasText() ? reason.getText() : null);
  }

  private Optional<MeasureReading> remark(Measure measure, ReadingValue value, Said said) {
    return Optional.of(MeasureReading.remark(measure, value, reported(measure, said)));
  }

  private static Amount amount(Quantity quantity) {
    String unit = quantity.hasCode() ? quantity.getCode() : quantity.getUnit();
    return new Amount(quantity.getValue(), unit == null ? "" : unit.strip());
  }

  private static ReadingValue.Side side(Quantity quantity) {
    return switch (quantity.getComparator()) {
      case LESS_THAN -> ReadingValue.Side.BELOW;
      case LESS_OR_EQUAL -> ReadingValue.Side.AT_MOST;
      case GREATER_OR_EQUAL -> ReadingValue.Side.AT_LEAST;
      case GREATER_THAN, NULL -> ReadingValue.Side.ABOVE;
    };
  }

  private At reported(Measure measure, Said said) {
    String id = found.getIdElement().getIdPart();
    return new At(
        at,
        new Reported(
            id == null ? null : "Observation/" + id,
            state(),
            range(measure, said),
            flag(said.interpretations())));
  }

  private Reported.State state() {
    return switch (found.getStatus()) {
      case PRELIMINARY, REGISTERED -> Reported.State.PRELIMINARY;
      case AMENDED, CORRECTED -> Reported.State.CORRECTED;
      case null, default -> Reported.State.FINAL;
    };
  }

  /** Several ranges are for different people; the one that names nobody is for all. */
  private static Reported.@Nullable Range range(Measure measure, Said said) {
    List<ObservationReferenceRangeComponent> forAll =
        said.ranges().size() == 1
            ? said.ranges()
            : said.ranges().stream()
                .filter(range -> !range.hasAppliesTo() && !range.hasAge())
                .toList();
    if (forAll.size() != 1) {
      return null;
    }
    ObservationReferenceRangeComponent range = forAll.getFirst();
    BigDecimal low = bound(measure, range.getLow(), said.value());
    BigDecimal high = bound(measure, range.getHigh(), said.value());
    // With one end in a unit of its own, the other alone would say something else.
    boolean isWhole = (low != null) == range.hasLow() && (high != null) == range.hasHigh();
    String text = range.getText();
    if (!isWhole || (low == null && high == null)) {
      return text == null ? null : new Reported.Range(null, null, text);
    }
    return new Reported.Range(low, high, text);
  }

  /** FHIR R4 leaves the unit of a range out where it is the value's. */
  private static @Nullable BigDecimal bound(Measure measure, Quantity bound, @Nullable Type value) {
    if (bound.getValue() == null) {
      return null;
    }
    Quantity unit =
        !bound.hasCode() && !bound.hasUnit() && value instanceof Quantity valued ? valued : bound;
    return MeasureUnit.inUnitOf(measure, bound.getValue(), unit.getCode(), unit.getUnit())
        .orElse(null);
  }

  private static Reported.@Nullable Flag flag(List<CodeableConcept> interpretations) {
    return interpretations.stream()
        .flatMap(interpretation -> interpretation.getCoding().stream())
        .map(coding -> flag(coding.getCode()))
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(null);
  }

  /** Any system: the codes are those of HL7 v2 table 0078 as well. */
  private static Optional<Reported.Flag> flag(@Nullable String code) {
    return switch (code) {
      case "LL" -> Optional.of(Reported.Flag.CRITICALLY_LOW);
      case "L", "LU" -> Optional.of(Reported.Flag.LOW);
      case "N" -> Optional.of(Reported.Flag.WITHIN);
      case "H", "HU" -> Optional.of(Reported.Flag.HIGH);
      case "HH" -> Optional.of(Reported.Flag.CRITICALLY_HIGH);
      case "A" -> Optional.of(Reported.Flag.ABNORMAL);
      case "AA" -> Optional.of(Reported.Flag.CRITICAL);
      case null, default -> Optional.empty();
    };
  }
}
