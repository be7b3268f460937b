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
 * @param entryFormat how an answer looks, such as "yyyy"; empty where nothing is said
 * @param unit shown behind the number; null where there is none
 * @param unitOptions units to choose from, as {@link FormAnswer.Choice}
 * @param lowerText at the lower end of a slider
 * @param upperText at the upper end of a slider
 * @param sliderStep how far a slider goes at once; null for one
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
    String entryFormat,
    @Nullable FormOption unit,
    List<FormOption> unitOptions,
    String lowerText,
    String upperText,
    @Nullable Integer sliderStep,
    @Nullable String supportLink,
    List<FormItem> items) {
  public FormItem {
    texts = Map.copyOf(texts);
    options = List.copyOf(options);
    unitOptions = List.copyOf(unitOptions);
    items = List.copyOf(items);
  }

  /** The question in the person's language, else in the questionnaire's own. */
  public RichText text(Locale language) {
    return in(texts, language);
  }

  /** Picks the language out of texts such as {@link #help}. */
  public static RichText in(Map<String, RichText> texts, Locale language) {
    RichText own = texts.getOrDefault("", RichText.plain(""));
    return texts.getOrDefault(language.getLanguage(), own);
  }
}
