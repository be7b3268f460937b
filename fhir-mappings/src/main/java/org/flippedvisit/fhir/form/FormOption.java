package org.flippedvisit.fhir.form;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A choice that a question offers.
 *
 * @param answer what it is as an answer
 * @param texts what a person reads, by language ({@code "en"}); the questionnaire's own words under
 *     the empty language
 * @param isExclusive true where nothing else can be chosen beside it ({@code
 *     questionnaire-optionExclusive})
 * @param prefix such as "a)"; empty where there is none
 */
public record FormOption(
    FormAnswer answer, Map<String, String> texts, boolean isExclusive, String prefix) {
  public FormOption {
    texts = Map.copyOf(texts);
  }

  /** An option that an expression gives. */
  static FormOption of(FormAnswer answer) {
    return new FormOption(answer, Map.of("", words(answer)), false, "");
  }

  /** What a person reads of an option that has no words of its own. */
  static String words(FormAnswer answer) {
    return switch (answer) {
      case FormAnswer.Words words -> words.words();
      case FormAnswer.YesNo yes -> Boolean.toString(yes.isYes());
      case FormAnswer.Whole whole -> Integer.toString(whole.number());
      case FormAnswer.Decimal decimal -> decimal.number().toPlainString();
      case FormAnswer.Day day -> day.on().toString();
      case FormAnswer.Moment moment -> moment.at().toString();
      case FormAnswer.TimeOfDay time -> time.at().toString();
      case FormAnswer.Address address -> address.address();
      case FormAnswer.Choice choice -> first(choice.display(), choice.code());
      case FormAnswer.Amount amount ->
          (amount.number().toPlainString() + " " + first(amount.unit(), amount.code())).strip();
      case FormAnswer.Resource resource -> first(resource.display(), resource.reference());
      case FormAnswer.File file -> file.title();
    };
  }

  private static String first(@Nullable String one, @Nullable String other) {
    return one != null && !one.isBlank() ? one : Objects.requireNonNullElse(other, "");
  }

  /** What a person reads, in their language where the questionnaire has it. */
  public String text(Locale language) {
    return texts.getOrDefault(language.getLanguage(), texts.getOrDefault("", ""));
  }
}
