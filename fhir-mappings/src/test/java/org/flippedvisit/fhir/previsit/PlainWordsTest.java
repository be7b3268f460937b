package org.flippedvisit.fhir.previsit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.assertj.core.data.Offset;
import org.flippedvisit.fhir.mapping.JsonResource;
import org.flippedvisit.fhir.preference.PreferenceTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Questionnaires of ours read at about grade 6, and say everything in Spanish too. */
class PlainWordsTest {
  private static final double GRADE = 6.0;
  private static final Pattern VOWELS = Pattern.compile("[aeiouy]+");
  private static final Pattern SILENT_E = Pattern.compile(".*[^aeioul]e");

  static List<Words> questionnaires() throws JsonProcessingException {
    return List.of(
        new Words(
            "pre-visit with every pack",
            new ObjectMapper()
                .readTree(
                    ConditionPacks.add(PreVisitQuestionnaire.json(), ConditionPacks.names()))),
        new Words(
            "partnering-preference",
            JsonResource.read(PreferenceTopic.class, "Questionnaire-partnering-preference.json")));
  }

  /** Every text of a questionnaire that a person reads, with its translation. */
  record Words(String name, JsonNode questionnaire) {
    List<Text> texts() {
      var texts = new ArrayList<Text>();
      texts.add(new Text(questionnaire.get("title").asText(), spanish(questionnaire, "title")));
      questionnaire.get("item").forEach(item -> item(item, texts));
      return texts;
    }

    private static void item(JsonNode item, List<Text> into) {
      if (item.has("text")) {
        into.add(new Text(item.get("text").asText(), spanish(item, "text")));
      }
      item.path("answerOption")
          .forEach(
              option -> {
                JsonNode coding = option.get("valueCoding");
                into.add(new Text(coding.get("display").asText(), spanish(coding, "display")));
              });
      item.path("item").forEach(below -> item(below, into));
    }

    private static String spanish(JsonNode element, String name) {
      for (JsonNode part : element.path("_" + name).path("extension").path(0).path("extension")) {
        if (part.has("valueString")) {
          return part.get("valueString").asText();
        }
      }
      return "";
    }

    @Override
    public String toString() {
      return name;
    }
  }

  record Text(String english, String spanish) {}

  @ParameterizedTest
  @MethodSource("questionnaires")
  void readsAtGradeSix(Words questionnaire) {
    List<String> sentences =
        questionnaire.texts().stream()
            .map(Text::english)
            .flatMap(text -> Arrays.stream(text.split("(?<=[.?!])\\s+")))
            .filter(sentence -> sentence.matches(".*[?.!]"))
            .toList();
    assertThat(grade(sentences)).as("%s", sentences).isLessThanOrEqualTo(GRADE);
  }

  @ParameterizedTest
  @MethodSource("questionnaires")
  void saysEverythingInSpanish(Words questionnaire) {
    assertThat(questionnaire.texts())
        .isNotEmpty()
        .allSatisfy(text -> assertThat(text.spanish()).as(text.english()).isNotBlank());
  }

  @ParameterizedTest
  @CsvSource({
    "'The cat sat on the mat.', -1.5",
    "'The Australian platypus is seemingly a hybrid of a mammal and reptilian creature.', 11.3"
  })
  void gradesWhatIsPlainAndWhatIsNot(String sentence, double grade) {
    assertThat(grade(List.of(sentence))).isCloseTo(grade, Offset.offset(1.5));
  }

  @Test
  void countsSyllablesAsPeopleSpeakThem() {
    assertThat(
            List.of("time", "visit", "table", "anything").stream().map(PlainWordsTest::syllables))
        .containsExactly(1, 2, 2, 3);
  }

  /** Flesch–Kincaid grade level: 0.39 words a sentence + 11.8 syllables a word − 15.59. */
  private static double grade(List<String> sentences) {
    List<String> words =
        sentences.stream()
            .flatMap(sentence -> Arrays.stream(sentence.split("[^A-Za-z’']+")))
            .filter(word -> !word.isBlank())
            .toList();
    double syllables = words.stream().mapToInt(PlainWordsTest::syllables).sum();
    return 0.39 * words.size() / sentences.size() + 11.8 * syllables / words.size() - 15.59;
  }

  private static int syllables(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    int groups = (int) VOWELS.matcher(lower).results().count();
    return Math.max(1, SILENT_E.matcher(lower).matches() ? groups - 1 : groups);
  }
}
