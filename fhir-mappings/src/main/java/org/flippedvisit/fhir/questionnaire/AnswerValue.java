package org.flippedvisit.fhir.questionnaire;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.flippedvisit.fhir.mapping.ClinicalTimeMapper;
import org.flippedvisit.fhir.mapping.CodeMapper;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.hl7.fhir.r4.model.Range;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/** An answer of whatever type, as words, a number, a choice, a day, a yes or a no. */
public final class AnswerValue {
  /** LOINC answers, HL7 v2 table 0136, SNOMED CT. */
  private static final Set<String> YES =
      Set.of(
          "http://loinc.org|LA33-6",
          "http://terminology.hl7.org/CodeSystem/v2-0136|Y",
          "http://snomed.info/sct|373066001");

  private static final Set<String> NO =
      Set.of(
          "http://loinc.org|LA32-8",
          "http://terminology.hl7.org/CodeSystem/v2-0136|N",
          "http://snomed.info/sct|373067005");

  private static final List<String> POINTS =
      List.of(
          "http://hl7.org/fhir/StructureDefinition/ordinalValue",
          "http://hl7.org/fhir/StructureDefinition/itemWeight");

  private final Type value;

  private AnswerValue(Type value) {
    this.value = value;
  }

  /** The answers to a question, in their order; a choice that may be more than one has several. */
  public static List<AnswerValue> of(QuestionnaireResponseItemComponent item) {
    return item.getAnswer().stream().flatMap(answer -> of(answer.getValue()).stream()).toList();
  }

  /** The value of something that may have none. */
  public static Optional<AnswerValue> of(@Nullable Type value) {
    return value == null || value.isEmpty()
        ? Optional.empty()
        : Optional.of(new AnswerValue(value));
  }

  /**
   * What a person would read, verbatim where it is words; empty for a bare code, and for a yes or a
   * no, which say nothing without their question.
   */
  public String words() {
    return switch (value) {
      case BooleanType ignored -> "";
      case PrimitiveType<?> text -> Objects.requireNonNullElse(text.getValueAsString(), "");
      case Coding coding -> isYes().isPresent() ? "" : nonNull(coding.getDisplay());
      case CodeableConcept concept -> CodeMapper.words(concept).orElse("");
      case Quantity quantity -> quantity(quantity);
      case Range range -> joined(" – ", quantity(range.getLow()), quantity(range.getHigh()));
      case Period period ->
          joined(
              " – ",
              day(period.getStart(), period.getStartElement()),
              day(period.getEnd(), period.getEndElement()));
      case Attachment attachment -> nonNull(attachment.getTitle());
      case Reference reference -> nonNull(reference.getDisplay());
      default -> "";
    };
  }

  private static String day(@Nullable Object present, BaseDateTimeType time) {
    return present == null ? "" : nonNull(time.getValueAsString());
  }

  private static String quantity(Quantity quantity) {
    if (quantity.getValue() == null) {
      return "";
    }
    return joined(
        " ",
        quantity.getComparator() == null ? "" : nonNull(quantity.getComparator().toCode()),
        quantity.getValue().toPlainString(),
        nonNull(quantity.getUnit()));
  }

  private static String joined(String between, String... parts) {
    return String.join(between, Stream.of(parts).filter(part -> !part.isBlank()).toList());
  }

  private static String nonNull(@Nullable String text) {
    return Objects.requireNonNullElse(text, "");
  }

  /** A number, given as one, as a choice with points, or typed; empty when it is none. */
  public Optional<BigDecimal> number() {
    return switch (value) {
      case IntegerType whole -> Optional.ofNullable(whole.getValue()).map(BigDecimal::valueOf);
      case DecimalType decimal -> Optional.ofNullable(decimal.getValue());
      case Quantity quantity ->
          quantity.hasComparator() ? Optional.empty() : Optional.ofNullable(quantity.getValue());
      case Coding coding -> points(coding).or(() -> number(coding.getDisplay()));
      case PrimitiveType<?> text -> number(text.getValueAsString());
      default -> Optional.empty();
    };
  }

  private static Optional<BigDecimal> points(Coding coding) {
    return POINTS.stream()
        .flatMap(url -> coding.getExtensionsByUrl(url).stream())
        .map(extension -> extension.getValue())
        .filter(DecimalType.class::isInstance)
        .map(points -> ((DecimalType) points).getValue())
        .filter(Objects::nonNull)
        .findFirst();
  }

  private static Optional<BigDecimal> number(@Nullable String text) {
    try {
      return text == null || text.isBlank() || text.length() > 12
          ? Optional.empty()
          : Optional.of(new BigDecimal(text.strip()));
    } catch (NumberFormatException words) {
      return Optional.empty();
    }
  }

  /** What the answer may be called in a mapping file: {@code system|code}, code, then words. */
  public List<String> names() {
    return switch (value) {
      case Coding coding -> names(coding).toList();
      case CodeableConcept concept ->
          Stream.concat(
                  concept.getCoding().stream().flatMap(AnswerValue::names),
                  Stream.ofNullable(concept.getText()))
              .toList();
      case PrimitiveType<?> text -> Stream.ofNullable(text.getValueAsString()).toList();
      default -> List.of();
    };
  }

  private static Stream<String> names(Coding coding) {
    return Stream.of(
            coding.hasSystem() && coding.hasCode()
                ? coding.getSystem() + "|" + coding.getCode()
                : null,
            coding.getCode(),
            coding.getDisplay())
        .filter(Objects::nonNull);
  }

  /** The code that was chosen from a code system; empty where none of it was. */
  public Optional<String> code(String system) {
    Stream<Coding> codings =
        switch (value) {
          case Coding coding -> Stream.of(coding);
          case CodeableConcept concept -> concept.getCoding().stream();
          default -> Stream.of();
        };
    return codings
        .filter(coding -> system.equals(coding.getSystem()) && coding.hasCode())
        .map(Coding::getCode)
        .findFirst();
  }

  /** A day; empty when there is none, or only a month. */
  public Optional<LocalDate> day() {
    if (value instanceof BaseDateTimeType time) {
      return ClinicalTimeMapper.fromFhir(time)
          .map(
              read ->
                  switch (read.value()) {
                    case LocalDate day -> day;
                    case OffsetDateTime moment -> moment.toLocalDate();
                    default -> null;
                  });
    }
    try {
      return value instanceof PrimitiveType<?> text && text.getValueAsString() != null
          ? Optional.of(LocalDate.parse(text.getValueAsString().strip()))
          : Optional.empty();
    } catch (DateTimeParseException words) {
      return Optional.empty();
    }
  }

  /** Yes or no, said as one or chosen; empty when it is neither. */
  public Optional<Boolean> isYes() {
    return switch (value) {
      case BooleanType yes -> Optional.ofNullable(yes.getValue());
      case Coding coding -> isYes(names(coding).toList());
      case CodeableConcept ignored -> isYes(names());
      default -> Optional.empty();
    };
  }

  private static Optional<Boolean> isYes(List<String> names) {
    if (names.stream().anyMatch(YES::contains)) {
      return Optional.of(true);
    }
    return names.stream().anyMatch(NO::contains) ? Optional.of(false) : Optional.empty();
  }
}
