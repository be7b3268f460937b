package org.flippedvisit.app.launch;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.Locale;
import java.util.Map;

/**
 * Somebody whom a person can call at once, shown where an answer says that they may be in danger.
 *
 * @param name what it is called, by language
 * @param phone as people dial it
 */
public record HelpLine(
    @NotEmpty(message = NO_NAME)
        Map<
                @Pattern(regexp = "[a-z]{2,3}", message = "is no code of a language, such as en")
                String,
                @NotBlank(message = NO_NAME) String>
            name,
    @NotNull(message = NO_PHONE)
        @Pattern(regexp = "\\+?(?:[ ().-]*[0-9]){2,15}[ ().-]*", message = NO_PHONE)
        String phone) {
  private static final String NO_NAME = "needs a name, such as name: { en: Samaritans }";
  private static final String NO_PHONE =
      "needs a number that can be dialled, such as 988 or +1 212 555 0134";

  public HelpLine {
    name = name == null ? Map.of() : Map.copyOf(name); // bound first, validated after
  }

  /** In the person's language, else in English, else in any. */
  public String name(Locale language) {
    String own = name.get(language.getLanguage());
    String english = name.getOrDefault("en", name.values().iterator().next());
    return own == null ? english : own;
  }
}
