package org.flippedvisit.app.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Whom a person can call: for all EHRs or for one, and none that nobody could dial. */
class HelpLineTest {
  @Configuration
  @EnableConfigurationProperties(LaunchProperties.class)
  @Import(Ehrs.class)
  static class Properties {}

  private static ApplicationContextRunner with(String... settings) {
    var all = new ArrayList<String>();
    for (String id : List.of("north", "south")) {
      String entry = "flipped-visit.ehrs[%d].".formatted(id.equals("north") ? 0 : 1);
      all.add(entry + "id=" + id);
      all.add(entry + "issuer=https://" + id + ".example.org/r4");
      all.add(entry + "client-id=flipped-visit");
    }
    all.add("flipped-visit.help-lines[0].name.en=Everybody’s line");
    all.add("flipped-visit.help-lines[0].phone=988");
    all.addAll(Arrays.asList(settings)); // the last counts
    return new ApplicationContextRunner()
        .withUserConfiguration(Properties.class)
        .withPropertyValues(all.toArray(String[]::new));
  }

  @Test
  void areThoseOfTheEhrAndElseThoseOfAll() {
    with(
            "flipped-visit.ehrs[1].help-lines[0].name.en=Samaritans",
            "flipped-visit.ehrs[1].help-lines[0].phone=116 123")
        .run(
            started -> {
              Ehrs ehrs = started.getBean(Ehrs.class);
              assertThat(ehrs.ofId("north").orElseThrow().helpLines())
                  .containsExactly(new HelpLine(Map.of("en", "Everybody’s line"), "988"));
              assertThat(ehrs.ofId("south").orElseThrow().helpLines())
                  .containsExactly(new HelpLine(Map.of("en", "Samaritans"), "116 123"));
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"988", "116 123", "+44 116 123", "1-800-273-8255", "(555) 0134", "+1 (555) 0134"})
  void takeWhatCanBeDialled(String phone) {
    with("flipped-visit.help-lines[0].phone=" + phone)
        .run(
            started ->
                assertThat(started.getBean(Ehrs.class).all().getFirst().helpLines())
                    .extracting(HelpLine::phone)
                    .containsExactly(phone));
  }

  @ParameterizedTest
  @CsvSource({
    "1-800-CALL-NOW, number that can be dialled",
    "+, number that can be dialled",
    "(), number that can be dialled",
    "9, number that can be dialled",
    "'', number that can be dialled"
  })
  void stopTheStartAndSayWhichCannotBeDialled(String phone, String words) {
    with(
            "flipped-visit.ehrs[1].help-lines[0].name.en=Samaritans",
            "flipped-visit.ehrs[1].help-lines[0].phone=988",
            "flipped-visit.ehrs[1].help-lines[1].name.en=Night line",
            "flipped-visit.ehrs[1].help-lines[1].phone=" + phone)
        .run(
            started ->
                assertThat(started.getStartupFailure())
                    .hasStackTraceContaining("ehrs[1].helpLines[1].phone")
                    .hasStackTraceContaining(words));
  }

  @ParameterizedTest
  @CsvSource({
    "flipped-visit.help-lines[1].phone=988, helpLines[1].name, needs a name",
    "flipped-visit.help-lines[0].name.en=, helpLines[0].name, needs a name",
    "flipped-visit.help-lines[1].name.en=Night line, helpLines[1].phone, number that can be dialled",
    "flipped-visit.help-lines[0].name.english=Night line, helpLines[0].name, code of a language",
    "flipped-visit.ehrs[0].help-lines=, ehrs[0].helpLines, name at least one"
  })
  void stopTheStartAndSayWhatIsMissing(String setting, String place, String words) {
    with(setting)
        .run(
            started ->
                assertThat(started.getStartupFailure())
                    .hasStackTraceContaining(place)
                    .hasStackTraceContaining(words));
  }

  @Test
  void areNamedInTheLanguageOfThePersonElseInEnglishElseInAny() {
    var both = new HelpLine(Map.of("en", "Emergency number", "es", "Emergencias"), "911");
    assertThat(both.name(Locale.of("es", "MX"))).isEqualTo("Emergencias");
    assertThat(both.name(Locale.FRENCH)).isEqualTo("Emergency number");
    assertThat(new HelpLine(Map.of("de", "Notruf"), "112").name(Locale.ENGLISH))
        .isEqualTo("Notruf");
  }
}
