package org.flippedvisit.app.ui;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a language is called. */
public final class LanguageName {
  private LanguageName() {}

  /**
   * The name of a language.
   *
   * @param language a tag of BCP 47, or words that somebody typed, which stay as they are
   * @param in the language it is said in
   */
  public static String of(String language, Locale in) {
    Locale meant = Locale.forLanguageTag(language.strip());
    String code = meant.getLanguage();
    boolean isKnown =
        Arrays.asList(Locale.getISOLanguages()).contains(code)
            || (code.length() == 3 && !meant.getDisplayLanguage(in).equals(code));
    return isKnown ? capitalized(meant.getDisplayLanguage(in), in) : language;
  }

  /** Whether two name one language, in whatever country and script. */
  public static boolean isSame(String one, @Nullable String other) {
    return other != null
        && Locale.forLanguageTag(one.strip())
            .getLanguage()
            .equals(Locale.forLanguageTag(other.strip()).getLanguage());
  }

  private static String capitalized(String name, Locale in) {
    return name.substring(0, 1).toUpperCase(in) + name.substring(1);
  }
}
