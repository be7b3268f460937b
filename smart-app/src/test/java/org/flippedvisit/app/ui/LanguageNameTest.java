package org.flippedvisit.app.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageNameTest {
  @ParameterizedTest
  @CsvSource({
    "es, en, Spanish",
    "es-MX, en, Spanish",
    "es, es, Español",
    "ase, en, American Sign Language",
    "Somali, en, Somali",
    "Af Maay, en, Af Maay",
    "xx, en, xx"
  })
  void namesTagsAndLeavesWords(String language, String in, String name) {
    assertThat(LanguageName.of(language, Locale.of(in))).isEqualTo(name);
  }

  @Test
  void knowsOneLanguageInTwoCountries() {
    assertThat(LanguageName.isSame("es", "es-US")).isTrue();
    assertThat(LanguageName.isSame("es", "en")).isFalse();
    assertThat(LanguageName.isSame("es", null)).isFalse();
  }
}
