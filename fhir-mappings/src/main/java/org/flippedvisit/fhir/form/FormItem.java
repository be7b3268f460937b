package org.flippedvisit.fhir.form;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An item of a form as its questionnaire has it, whoever fills it in.
 *
 * @param texts {@code item.text} by language; the questionnaire's own under the empty language
 * @param control how it asks to be shown; null where its type says enough
 * @param isRepeating a question may have several answers, a group may be there several times
 * @param minOccurs how many answers or groups there must be at least
 * @param maxOccurs how many there may be; null for any number
 * @param isOpen true where own words are taken beside the options
 * @param help shown on demand beside the item (child with control "help"); null where there is none
 * @param flyover shown where the keyboard or the pointer is; null where there is none
 * @param entryFormats how an answer looks, such as "yyyy", by language; empty where nothing is said
 * @param unit shown behind the number; null where there is none
 * @param unitOptions units to choose from, as {@link FormAnswer.Choice}
 * @param lowerTexts at the lower end of a slider, by language
 * @param upperTexts at the upper end of a slider, by language
 * @param sliderStep how far a slider goes at once; null for one
 * @param codes what it asks for in the words of code systems ({@code item.code}), each {@code
 *     system|code}
 * @param items what stands below it, in order, without what is its help
 */
public record FormItem(
    String linkId,
    ItemType type,
    @Nullable ItemControl control,
    Map<String, RichText> texts,
    String prefix,
    boolean isRequired,
    boolean isRepeating,
    int minOccurs,
    @Nullable Integer maxOccurs,
    boolean isReadOnly,
    boolean isHidden,
    List<FormOption> options,
    boolean isOpen,
    boolean isHorizontal,
    FormLimits limits,
    @Nullable Map<String, RichText> help,
    @Nullable Map<String, RichText> flyover,
    Map<String, String> entryFormats,
    @Nullable FormOption unit,
    List<FormOption> unitOptions,
    Map<String, String> lowerTexts,
    Map<String, String> upperTexts,
    @Nullable Integer sliderStep,
    @Nullable String supportLink,
    List<String> codes,
    List<FormItem> items) {
  public FormItem {
    texts = Map.copyOf(texts);
    options = List.copyOf(options);
    entryFormats = Map.copyOf(entryFormats);
    unitOptions = List.copyOf(unitOptions);
    lowerTexts = Map.copyOf(lowerTexts);
    upperTexts = Map.copyOf(upperTexts);
    codes = List.copyOf(codes);
    items = List.copyOf(items);
  }

  /** The question in the person's language, else in the questionnaire's own. */
  public RichText text(Locale language) {
    return in(texts, language);
  }

  /** What stands at the lower end of a slider; empty where nothing does. */
  public String lowerText(Locale language) {
    return words(lowerTexts, language);
  }

  /** What stands at the upper end of a slider; empty where nothing does. */
  public String upperText(Locale language) {
    return words(upperTexts, language);
  }

  /** How an answer looks, such as "yyyy"; empty where nothing is said. */
  public String entryFormat(Locale language) {
    return words(entryFormats, language);
  }

  /** The questionnaire's own {@link #lowerText(Locale)}. */
  public String lowerText() {
    return words(lowerTexts, Locale.ROOT);
  }

  /** The questionnaire's own {@link #upperText(Locale)}. */
  public String upperText() {
    return words(upperTexts, Locale.ROOT);
  }

  /** The questionnaire's own {@link #entryFormat(Locale)}. */
  public String entryFormat() {
    return words(entryFormats, Locale.ROOT);
  }

  private static String words(Map<String, String> texts, Locale language) {
    return texts.getOrDefault(language.getLanguage(), texts.getOrDefault("", ""));
  }

  /** Picks the language out of texts such as {@link #help}. */
  public static RichText in(Map<String, RichText> texts, Locale language) {
    RichText own = texts.getOrDefault("", RichText.plain(""));
    return texts.getOrDefault(language.getLanguage(), own);
  }
}
