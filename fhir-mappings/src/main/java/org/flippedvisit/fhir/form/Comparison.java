package org.flippedvisit.fhir.form;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.mapping.Ucum;

/**
 * How two answers stand to each other (code system {@code questionnaire-enable-operator}; FHIRPath
 * for times of different precision).
 */
final class Comparison {
  private static final List<ChronoField> DATE_PARTS =
      List.of(ChronoField.YEAR, ChronoField.MONTH_OF_YEAR, ChronoField.DAY_OF_MONTH);

  private Comparison() {}

  /** True where both say the same; a choice is the same by its code, whatever its words. */
  static boolean same(FormAnswer one, FormAnswer other) {
    if (one instanceof FormAnswer.Choice left && other instanceof FormAnswer.Choice right) {
      return same(left, right);
    }
    if (one instanceof FormAnswer.Resource left && other instanceof FormAnswer.Resource right) {
      return left.reference().equals(right.reference());
    }
    OptionalInt order = order(one, other);
    return order.isPresent() ? order.getAsInt() == 0 : one.equals(other);
  }

  /** A condition without a system asks for the code alone. */
  private static boolean same(FormAnswer.Choice one, FormAnswer.Choice other) {
    if (one.code() == null || other.code() == null) {
      return one.code() == null
          && other.code() == null
          && Objects.equals(one.display(), other.display());
    }
    return one.code().equals(other.code())
        && (one.system() == null || other.system() == null || one.system().equals(other.system()));
  }

  /** Empty where they cannot be compared: of other types, in other units, or not precise enough. */
  static OptionalInt order(FormAnswer one, FormAnswer other) {
    if (one instanceof FormAnswer.Amount left && other instanceof FormAnswer.Amount right) {
      return isSameUnit(left, right)
          ? OptionalInt.of(left.number().compareTo(right.number()))
          : converted(left, right);
    }
    if (one instanceof FormAnswer.Amount || other instanceof FormAnswer.Amount) {
      return OptionalInt.empty();
    }
    var left = AnswerMapper.number(one);
    var right = AnswerMapper.number(other);
    if (left.isPresent() && right.isPresent()) {
      return OptionalInt.of(left.get().compareTo(right.get()));
    }
    return switch (one) {
      case FormAnswer.Words words when other instanceof FormAnswer.Words others ->
          OptionalInt.of(words.words().compareTo(others.words()));
      case FormAnswer.TimeOfDay time when other instanceof FormAnswer.TimeOfDay others ->
          OptionalInt.of(time.at().compareTo(others.at()));
      case FormAnswer.Day day -> order(day.on(), other);
      case FormAnswer.Moment moment -> order(moment.at(), other);
      default -> OptionalInt.empty();
    };
  }

  private static OptionalInt order(ClinicalTime time, FormAnswer other) {
    return switch (other) {
      case FormAnswer.Day day -> order(time.value(), day.on().value());
      case FormAnswer.Moment moment -> order(time.value(), moment.at().value());
      default -> OptionalInt.empty();
    };
  }

  private static OptionalInt order(Temporal one, Temporal other) {
    if (one instanceof OffsetDateTime left && other instanceof OffsetDateTime right) {
      return OptionalInt.of(left.toInstant().compareTo(right.toInstant()));
    }
    int known = Math.min(precision(one), precision(other));
    for (ChronoField part : DATE_PARTS.subList(0, Math.min(known, 3))) {
      int order = Integer.compare(one.get(part), other.get(part));
      if (order != 0) {
        return OptionalInt.of(order);
      }
    }
    return precision(one) == precision(other) ? OptionalInt.of(0) : OptionalInt.empty();
  }

  private static int precision(Temporal time) {
    return switch (time) {
      case Year ignored -> 1;
      case YearMonth ignored -> 2;
      case LocalDate ignored -> 3;
      default -> 4;
    };
  }

  private static OptionalInt converted(FormAnswer.Amount one, FormAnswer.Amount other) {
    if (!isUcum(one) || !isUcum(other)) {
      return OptionalInt.empty();
    }
    return Ucum.factor(requireNonNull(one.code()), requireNonNull(other.code()))
        .map(factor -> OptionalInt.of(one.number().multiply(factor).compareTo(other.number())))
        .orElse(OptionalInt.empty());
  }

  /** True where both are in units of UCUM that measure different things. */
  static boolean areOfDifferentKinds(FormAnswer.Amount one, FormAnswer.Amount other) {
    return isUcum(one) && isUcum(other) && order(one, other).isEmpty();
  }

  private static boolean isUcum(FormAnswer.Amount amount) {
    return Ucum.SYSTEM.equals(amount.system()) && amount.code() != null;
  }

  private static boolean isSameUnit(FormAnswer.Amount one, FormAnswer.Amount other) {
    return one.code() != null && other.code() != null
        ? one.code().equals(other.code())
        : Objects.equals(one.unit(), other.unit());
  }
}
