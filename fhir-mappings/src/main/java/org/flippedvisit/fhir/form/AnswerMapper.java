package org.flippedvisit.fhir.form;

import ca.uhn.fhir.parser.DataFormatException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.mapping.ClinicalTimeMapper;
import org.flippedvisit.fhir.mapping.FhirText;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Base64BinaryType;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.TimeType;
import org.hl7.fhir.r4.model.Type;
import org.hl7.fhir.r4.model.UriType;
import org.jspecify.annotations.Nullable;

/** Answers as FHIR has them, both ways. */
final class AnswerMapper {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

  private AnswerMapper() {}

  /** Empty for what is none, and for what cannot be read. */
  static Optional<FormAnswer> fromFhir(@Nullable Type value) {
    if (value == null || value.isEmpty()) {
      return Optional.empty();
    }
    return switch (value) {
      case BooleanType yes -> Optional.ofNullable(yes.getValue()).map(FormAnswer.YesNo::new);
      case DecimalType number ->
          Optional.ofNullable(number.getValue()).map(FormAnswer.Decimal::new);
      case IntegerType number -> Optional.ofNullable(number.getValue()).map(FormAnswer.Whole::new);
      case DateType day -> ClinicalTimeMapper.fromFhir(day).map(FormAnswer.Day::new);
      case BaseDateTimeType moment ->
          ClinicalTimeMapper.fromFhir(moment).map(FormAnswer.Moment::new);
      case TimeType time -> time(time.getValue());
      case UriType address -> Optional.ofNullable(address.getValue()).map(FormAnswer.Address::new);
      case StringType words -> Optional.ofNullable(words.getValue()).map(FormAnswer.Words::new);
      case Coding coding ->
          Optional.of(
              new FormAnswer.Choice(coding.getSystem(), coding.getCode(), coding.getDisplay()));
      case Quantity amount ->
          Optional.ofNullable(amount.getValue())
              .map(
                  number ->
                      new FormAnswer.Amount(
                          number, amount.getUnit(), amount.getSystem(), amount.getCode()));
      case Reference reference ->
          Optional.ofNullable(reference.getReference())
              .map(target -> new FormAnswer.Resource(target, reference.getDisplay()));
      case Attachment file -> file(file);
      default -> Optional.empty();
    };
  }

  private static Optional<FormAnswer> time(@Nullable String text) {
    try {
      return text == null
          ? Optional.empty()
          : Optional.of(new FormAnswer.TimeOfDay(LocalTime.parse(text)));
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }

  private static Optional<FormAnswer> file(Attachment file) {
    String content = file.getDataElement().getValueAsString();
    return content == null
        ? Optional.empty()
        : Optional.of(
            new FormAnswer.File(orEmpty(file.getTitle()), orEmpty(file.getContentType()), content));
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  /**
   * In the type that the question wants where that loses nothing; what FHIR cannot hold, such as a
   * day in the year 12345, as words, so that it is kept.
   */
  static Type toFhir(FormAnswer answer, ItemType type) {
    try {
      return write(answer, type);
    } catch (DataFormatException | IllegalArgumentException notHeld) {
      return new StringType(words(answer));
    }
  }

  /** The same, with no character that FHIR cannot hold (see {@link FhirText}). */
  static Type toSend(FormAnswer answer, ItemType type) {
    return toFhir(
        switch (answer) {
          case FormAnswer.Words words -> new FormAnswer.Words(FhirText.of(words.words()));
          case FormAnswer.Address address -> new FormAnswer.Address(FhirText.of(address.address()));
          case FormAnswer.Amount amount ->
              new FormAnswer.Amount(
                  amount.number(),
                  FhirText.ofNullable(amount.unit()),
                  amount.system(),
                  amount.code());
          case FormAnswer.File file ->
              new FormAnswer.File(FhirText.of(file.title()), file.contentType(), file.base64());
          default -> answer;
        },
        type);
  }

  private static Type write(FormAnswer answer, ItemType type) {
    return switch (answer) {
      case FormAnswer.Words words -> new StringType(words.words());
      case FormAnswer.YesNo yes -> new BooleanType(yes.isYes());
      case FormAnswer.Whole whole ->
          type == ItemType.DECIMAL
              ? new DecimalType(whole.number())
              : new IntegerType(whole.number());
      case FormAnswer.Decimal decimal -> new DecimalType(decimal.number());
      case FormAnswer.Day day ->
          type == ItemType.DATE_TIME
              ? new DateTimeType(day.on().toString())
              : new DateType(day.on().toString());
      case FormAnswer.Moment moment -> moment(moment.at());
      case FormAnswer.TimeOfDay time -> new TimeType(TIME.format(time.at()));
      case FormAnswer.Address address -> new UriType(address.address());
      case FormAnswer.Choice choice ->
          new Coding()
              .setSystem(choice.system())
              .setCode(choice.code())
              .setDisplay(choice.display());
      case FormAnswer.Amount amount ->
          new Quantity()
              .setValue(amount.number())
              .setUnit(amount.unit())
              .setSystem(amount.system())
              .setCode(amount.code());
      case FormAnswer.Resource resource ->
          new Reference(resource.reference()).setDisplay(resource.display());
      case FormAnswer.File file -> file(file);
    };
  }

  private static Type moment(ClinicalTime at) {
    return at.value() instanceof OffsetDateTime moment
        ? ClinicalTimeMapper.toDateTime(moment)
        : new DateTimeType(at.toString());
  }

  private static Attachment file(FormAnswer.File file) {
    var attachment = new Attachment();
    attachment.setDataElement(new Base64BinaryType(file.base64()));
    attachment.setTitle(file.title()).setContentType(file.contentType());
    return attachment;
  }

  private static String words(FormAnswer answer) {
    return switch (answer) {
      case FormAnswer.Day day -> day.on().toString();
      case FormAnswer.Moment moment -> moment.at().toString();
      case FormAnswer.File file -> file.title();
      default -> answer.toString();
    };
  }

  /** The number in it; empty where it is none. */
  static Optional<BigDecimal> number(FormAnswer answer) {
    return switch (answer) {
      case FormAnswer.Whole whole -> Optional.of(BigDecimal.valueOf(whole.number()));
      case FormAnswer.Decimal decimal -> Optional.of(decimal.number());
      case FormAnswer.Amount amount -> Optional.of(amount.number());
      default -> Optional.empty();
    };
  }
}
