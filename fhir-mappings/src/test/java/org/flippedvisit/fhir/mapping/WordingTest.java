package org.flippedvisit.fhir.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import org.flippedvisit.fhir.agenda.TeamItems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordingTest {
  private static Properties bundle(String name) throws IOException {
    var properties = new Properties();
    try (Reader in =
        new InputStreamReader(
            Objects.requireNonNull(
                WordingTest.class.getResourceAsStream(
                    "/org/flippedvisit/fhir/" + name + ".properties")),
            StandardCharsets.UTF_8)) {
      properties.load(in);
    }
    return properties;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"mapping/Dates", "note/NoteText", "agenda/TeamItems", "trend/TrendSentence"})
  void saysEverythingInBothLanguages(String name) throws IOException {
    Properties english = bundle(name);
    Properties spanish = bundle(name + "_es");
    assertThat(spanish.keySet()).isEqualTo(english.keySet());
    assertThat(spanish.values()).allSatisfy(text -> assertThat((String) text).isNotBlank());
    for (String key : english.stringPropertyNames()) {
      assertThat(places(spanish.getProperty(key)))
          .as(key)
          .isEqualTo(places(english.getProperty(key)));
    }
  }

  private static int places(String pattern) {
    return pattern.contains("{")
        ? new MessageFormat(pattern).getFormatsByArgumentIndex().length
        : 0;
  }

  @Test
  void speaksEnglishWhereItKnowsNoOtherLanguage() {
    Locale machine = Locale.getDefault();
    try {
      Locale.setDefault(Locale.of("es"));
      Wording wording = Wording.of(TeamItems.class, "TeamItems", Locale.FRENCH);
      assertThat(wording.say("due.by", wording.day(LocalDate.of(2026, 10, 3))))
          .isEqualTo("Due by 3 October 2026.");
    } finally {
      Locale.setDefault(machine);
    }
  }
}
