package org.flippedvisit.app.form;

import java.math.BigDecimal;
import java.util.Optional;
import org.flippedvisit.fhir.form.FormAnswer;
import org.flippedvisit.fhir.form.FormItem;
import org.flippedvisit.fhir.form.FormOption;
import org.flippedvisit.fhir.form.ItemType;
import org.jspecify.annotations.Nullable;

/**
 * From where to where a slider goes, and what a place on it is as an answer.
 *
 * @param unit of a quantity, as {@link FormAnswer.Choice}; null otherwise
 */
record SliderRange(
    BigDecimal least, BigDecimal most, BigDecimal step, ItemType type, @Nullable FormOption unit) {
  /** More steps than these are too many buttons for a phone. */
  private static final int FEW = 11;

  private static final BigDecimal USUAL_MOST = BigDecimal.valueOf(100);

  static SliderRange of(FormItem item) {
    Integer step = item.sliderStep();
    return new SliderRange(
        number(item.limits().least(), BigDecimal.ZERO),
        number(item.limits().most(), USUAL_MOST),
        BigDecimal.valueOf(step == null || step < 1 ? 1 : step),
        item.type(),
        item.unit());
  }

  private static BigDecimal number(@Nullable FormAnswer limit, BigDecimal usual) {
    return limit == null ? usual : number(limit).orElse(usual);
  }

  static Optional<BigDecimal> number(FormAnswer answer) {
    return switch (answer) {
      case FormAnswer.Whole whole -> Optional.of(BigDecimal.valueOf(whole.number()));
      case FormAnswer.Decimal decimal -> Optional.of(decimal.number());
      case FormAnswer.Amount amount -> Optional.of(amount.number());
      default -> Optional.empty();
    };
  }

  boolean hasFewSteps() {
    return most.subtract(least).compareTo(step.multiply(BigDecimal.valueOf(FEW - 1L))) <= 0;
  }

  /** The step that a number is, if it is one. */
  Optional<BigDecimal> step(BigDecimal number) {
    boolean isStep =
        number.compareTo(least) >= 0
            && number.compareTo(most) <= 0
            && number.subtract(least).remainder(step).signum() == 0;
    return isStep
        ? Optional.of(least.add(number.subtract(least).setScale(least.scale())))
        : Optional.empty();
  }

  FormAnswer answer(BigDecimal number) {
    return switch (type) {
      case INTEGER -> new FormAnswer.Whole(number.intValue());
      case QUANTITY -> amount(number);
      default -> new FormAnswer.Decimal(number);
    };
  }

  private FormAnswer amount(BigDecimal number) {
    return unit != null && unit.answer() instanceof FormAnswer.Choice coded
        ? new FormAnswer.Amount(number, coded.display(), coded.system(), coded.code())
        : new FormAnswer.Amount(number, null, null, null);
  }
}
