package org.flippedvisit.app.portal;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Whom a person can call at once, shown where an answer says that they may be in danger.
 *
 * @param helpLines in the order in which they are shown
 */
@Validated
@ConfigurationProperties("flipped-visit")
record HelpLinesProperties(@DefaultValue List<@Valid HelpLine> helpLines) {
  HelpLinesProperties {
    helpLines = List.copyOf(helpLines);
  }

  /**
   * One line.
   *
   * @param name what it is called, by language
   * @param phone as people dial it
   */
  record HelpLine(
      @NotEmpty Map<String, @NotBlank String> name,
      @Pattern(regexp = "[+0-9][0-9 ().-]*") String phone) {
    HelpLine {
      name = Map.copyOf(name);
    }

    /** In the person's language, else in English, else in any. */
    String name(Locale language) {
      String own = name.get(language.getLanguage());
      String english = name.getOrDefault("en", name.values().iterator().next());
      return own == null ? english : own;
    }
  }
}
