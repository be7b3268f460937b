package org.flippedvisit.fhir.questionnaire;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.mapping.ClinicalTimeMapper;
import org.flippedvisit.fhir.mapping.IssueLog;
import org.flippedvisit.fhir.mapping.VisitCodes;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/** Reads answers by linkId, tolerating answers of a neighbouring type. */
public final class AnswerReader {
  private final List<QuestionnaireResponseItemComponent> items;
  private final IssueLog issues;

  /** Reads the items of a response, or of a group in it. */
  public AnswerReader(List<QuestionnaireResponseItemComponent> items, IssueLog issues) {
    this.items = items;
    this.issues = issues;
  }

  /** Verbatim, line breaks included; empty when not answered. */
  public String words(String linkId) {
    return answer(linkId)
        .map(
            value ->
                value instanceof PrimitiveType<?> text ? text.getValueAsString() : display(value))
        .orElse("");
  }

  /** The choice of a question that has one; null when there is none that is known. */
  public <E extends Enum<E>> @Nullable E choice(
      String linkId, Class<E> type, Function<E, String> codeOf) {
    Optional<Type> value = answer(linkId);
    if (value.isEmpty()) {
      return null;
    }
    String code = code(value.get());
    Optional<E> known =
        Arrays.stream(type.getEnumConstants()).filter(e -> codeOf.apply(e).equals(code)).findAny();
    if (known.isEmpty()) {
      issues.unknownCode("item(" + linkId + ").answer");
    }
    return known.orElse(null);
  }

  /** Every known choice of a question that may have several. */
  public <E extends Enum<E>> Set<E> choices(
      String linkId, Class<E> type, Function<E, String> codeOf) {
    var chosen = EnumSet.noneOf(type);
    matching(linkId)
        .flatMap(item -> item.getAnswer().stream())
        .map(answer -> code(answer.getValue()))
        .forEach(
            code ->
                Arrays.stream(type.getEnumConstants())
                    .filter(one -> codeOf.apply(one).equals(code))
                    .findAny()
                    .ifPresentOrElse(
                        chosen::add, () -> issues.unknownCode("item(" + linkId + ").answer")));
    return chosen;
  }

  /** A whole number from {@code least} to {@code most}; null when it is none. */
  public @Nullable Integer wholeNumber(String linkId, int least, int most) {
    Optional<Type> value = answer(linkId);
    if (value.isEmpty()) {
      return null;
    }
    Integer number =
        switch (value.get()) {
          case IntegerType whole -> whole.getValue();
          case DecimalType decimal when isWhole(decimal) -> decimal.getValue().intValue();
          default -> null;
        };
    if (number == null || number < least || number > most) {
      issues.unreadable("item(" + linkId + ").answer");
      return null;
    }
    return number;
  }

  /** A day; null when there is none, or only a month. */
  public @Nullable LocalDate day(String linkId) {
    Optional<Type> value = answer(linkId);
    if (value.isEmpty()) {
      return null;
    }
    if (value.get() instanceof BaseDateTimeType time) {
      Optional<ClinicalTime> read = ClinicalTimeMapper.fromFhir(time);
      if (read.isPresent() && read.get().value() instanceof LocalDate day) {
        return day;
      }
    }
    issues.unreadable("item(" + linkId + ").answer");
    return null;
  }

  /** True only for an explicit yes: an empty answer is not a no, but it asks for nothing. */
  public boolean isYes(String linkId) {
    return answer(linkId).orElse(null) instanceof BooleanType yes
        && Boolean.TRUE.equals(yes.getValue());
  }

  /** The groups of that linkId (a repeating group comes as several items: sdcqr-2). */
  public Stream<AnswerReader> groups(String linkId) {
    return matching(linkId).map(group -> new AnswerReader(group.getItem(), issues));
  }

  private Optional<Type> answer(String linkId) {
    return matching(linkId)
        .flatMap(item -> item.getAnswer().stream())
        .map(answer -> answer.getValue())
        .filter(Objects::nonNull)
        .filter(value -> !value.isEmpty())
        .findFirst();
  }

  private Stream<QuestionnaireResponseItemComponent> matching(String linkId) {
    return items.stream().filter(item -> linkId.equals(item.getLinkId()));
  }

  private static String code(@Nullable Type value) {
    return switch (value) {
      case Coding coding
          when coding.hasCode()
              && (!coding.hasSystem() || VisitCodes.SYSTEM.equals(coding.getSystem())) ->
          coding.getCode();
      case PrimitiveType<?> text -> text.getValueAsString();
      case null, default -> "";
    };
  }

  private static String display(Type value) {
    return value instanceof Coding coding && coding.hasDisplay() ? coding.getDisplay() : "";
  }

  private static boolean isWhole(DecimalType decimal) {
    return decimal.getValue() != null && decimal.getValue().stripTrailingZeros().scale() <= 0;
  }
}
