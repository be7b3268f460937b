package org.flippedvisit.fhir.form;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/** What an expression gives, as an answer to the question that it is for. */
final class GivenAnswer {
  private GivenAnswer() {}

  /** Null where it is nothing that the question takes. */
  static @Nullable FormAnswer of(Base value, FormItem item) {
    if (value instanceof Resource resource) {
      return resource.getIdElement().getIdPart() == null
          ? null
          : new FormAnswer.Resource(
              resource.fhirType() + "/" + resource.getIdElement().getIdPart(), null);
    }
    if (value instanceof CodeableConcept concept && concept.hasCoding()) {
      return of(concept.getCodingFirstRep(), item);
    }
    return value instanceof Type type
        ? AnswerMapper.fromFhir(type)
            .or(() -> words(value))
            .map(read -> as(read, item))
            .orElse(null)
        : null;
  }

  private static Optional<FormAnswer> words(Base value) {
    return value instanceof PrimitiveType<?> text && text.getValueAsString() != null
        ? Optional.of(new FormAnswer.Words(text.getValueAsString()))
        : Optional.empty();
  }

  private static FormAnswer as(FormAnswer read, FormItem item) {
    return switch (item.type()) {
      case INTEGER -> AnswerMapper.number(read).map(GivenAnswer::whole).orElse(read);
      case DECIMAL ->
          AnswerMapper.number(read).<FormAnswer>map(FormAnswer.Decimal::new).orElse(read);
      case QUANTITY -> amount(read, item.unit());
      case STRING, TEXT -> words(read);
      case DATE -> read instanceof FormAnswer.Moment moment ? day(moment.at()) : read;
      case DATE_TIME -> read instanceof FormAnswer.Day day ? new FormAnswer.Moment(day.on()) : read;
      case URL ->
          read instanceof FormAnswer.Words words ? new FormAnswer.Address(words.words()) : read;
      case CHOICE, OPEN_CHOICE -> choice(read, item.options());
      default -> read;
    };
  }

  /** An integer that was reckoned as a decimal; one that is none stays what it is, and is said. */
  private static FormAnswer whole(BigDecimal number) {
    try {
      return new FormAnswer.Whole(number.setScale(0, RoundingMode.UNNECESSARY).intValueExact());
    } catch (ArithmeticException noInteger) {
      return new FormAnswer.Decimal(number);
    }
  }

  private static FormAnswer amount(FormAnswer read, @Nullable FormOption unit) {
    if (read instanceof FormAnswer.Amount
        || unit == null
        || !(unit.answer() instanceof FormAnswer.Choice choice)) {
      return read;
    }
    return AnswerMapper.number(read)
        .<FormAnswer>map(
            number ->
                new FormAnswer.Amount(number, choice.display(), choice.system(), choice.code()))
        .orElse(read);
  }

  private static FormAnswer words(FormAnswer read) {
    return switch (read) {
      case FormAnswer.Whole whole -> new FormAnswer.Words(Integer.toString(whole.number()));
      case FormAnswer.Decimal decimal -> new FormAnswer.Words(decimal.number().toPlainString());
      case FormAnswer.Choice choice ->
          choice.display() == null ? read : new FormAnswer.Words(choice.display());
      case FormAnswer.Day day -> new FormAnswer.Words(day.on().toString());
      case FormAnswer.Address address -> new FormAnswer.Words(address.address());
      default -> read;
    };
  }

  private static FormAnswer day(ClinicalTime at) {
    String text = at.toString();
    return at.isDateOnly()
        ? new FormAnswer.Day(at)
        : new FormAnswer.Day(ClinicalTime.of(LocalDate.parse(text.substring(0, 10))));
  }

  /** A code alone, as of Patient.gender, means the option that has it. */
  private static FormAnswer choice(FormAnswer read, List<FormOption> options) {
    if (!(read instanceof FormAnswer.Words words)) {
      return Options.asOffered(options, read);
    }
    return options.stream()
        .map(FormOption::answer)
        .filter(
            offered ->
                offered.equals(read)
                    || (offered instanceof FormAnswer.Choice choice
                        && (words.words().equals(choice.code())
                            || words.words().equals(choice.display()))))
        .findFirst()
        .orElse(read);
  }
}
