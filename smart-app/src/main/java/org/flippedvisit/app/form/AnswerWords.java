package org.flippedvisit.app.form;

import com.vaadin.flow.component.Component;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.flippedvisit.app.ui.Times;
import org.flippedvisit.fhir.form.FormAnswer;
import org.flippedvisit.fhir.form.FormOption;
import org.jspecify.annotations.Nullable;

/**
 * Answers as a person reads them, in their language.
 *
 * @param page gives the translations
 */
record AnswerWords(Component page, Locale language) {
  /**
   * @param options those of the question, whose words are shown for a choice
   */
  String of(FormAnswer answer, Collection<FormOption> options) {
    return options.stream()
        .filter(option -> isSame(option.answer(), answer))
        .map(this::of)
        .filter(text -> !text.isBlank())
        .findFirst()
        .orElseGet(() -> of(answer));
  }

  /** An option as it stands on a page. */
  String of(FormOption option) {
    String text = option.text(language);
    String shown = text.isBlank() ? of(option.answer()) : text;
    return option.prefix().isBlank() ? shown : option.prefix() + " " + shown;
  }

  /** An answer by itself. */
  String of(FormAnswer answer) {
    return switch (answer) {
      case FormAnswer.Words words -> words.words();
      case FormAnswer.YesNo said ->
          said.isYes()
              ? page.getTranslation(language, "form.yes")
              : page.getTranslation(language, "form.no");
      case FormAnswer.Whole whole -> String.valueOf(whole.number());
      case FormAnswer.Decimal decimal -> decimal.number().toPlainString();
      case FormAnswer.Day day -> Times.moment(day.on(), language);
      case FormAnswer.Moment moment -> Times.moment(moment.at(), language);
      case FormAnswer.TimeOfDay time -> time(time.at());
      case FormAnswer.Address address -> address.address();
      case FormAnswer.Choice choice -> first(choice.display(), choice.code());
      case FormAnswer.Amount amount ->
          (amount.number().toPlainString() + " " + first(amount.unit(), amount.code())).strip();
      case FormAnswer.Resource resource -> first(resource.display(), resource.reference());
      case FormAnswer.File file -> file.title();
    };
  }

  private String time(LocalTime at) {
    return DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT).withLocale(language).format(at);
  }

  private static String first(@Nullable String one, @Nullable String other) {
    return Stream.of(one, other)
        .filter(Objects::nonNull)
        .filter(text -> !text.isBlank())
        .findFirst()
        .orElse("");
  }

  /** The same choice, whatever its display says in whichever language. */
  static boolean isSame(FormAnswer one, FormAnswer other) {
    if (one instanceof FormAnswer.Choice chosen && other instanceof FormAnswer.Choice offered) {
      return chosen.code() != null && offered.code() != null
          ? Objects.equals(chosen.code(), offered.code())
              && Objects.equals(chosen.system(), offered.system())
          : chosen.equals(offered);
    }
    return one.equals(other);
  }

  static boolean isAmong(FormAnswer answer, List<FormOption> options) {
    return options.stream().anyMatch(option -> isSame(option.answer(), answer));
  }
}
