package org.flippedvisit.fhir.concept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.flippedvisit.fhir.concern.ConcernKind;
import org.flippedvisit.fhir.previsit.AnsweringAs;
import org.flippedvisit.fhir.previsit.HowOverall;
import org.flippedvisit.fhir.previsit.InTheWay;
import org.flippedvisit.fhir.previsit.PreVisitQuestionnaire;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ChartConceptsTest {
  private static final String SITE =
      """
      {
        "answersWithoutVisit": {"days": 3, "why": "Forms open on Friday for Monday."},
        "questionnaires": [
          {
            "canonical": "https://clinic.example/Questionnaire/visit",
            "title": {"en": "Before your visit", "es": "Antes de su visita"},
            "items": [
              {"linkId": "1", "concept": "concern"},
              {"linkId": "2", "concept": "who-answers", "answers": {"Mother": "parent"}}
            ]
          },
          {
            "canonical": "https://clinic.example/Questionnaire/visit|2.0",
            "items": [
              {"linkId": "1", "concept": "aim"}
            ]
          }
        ],
        "answerCodes": [
          {"code": "https://clinic.example/codes|sure", "concept": "confidence"}
        ],
        "observationCodes": [
          {"code": "https://clinic.example/codes|worry", "concept": "concern"}
        ]
      }
      """;

  private static ChartConcepts with(String site) {
    return ChartConcepts.withSite(
        "site.json", new ByteArrayInputStream(site.getBytes(StandardCharsets.UTF_8)));
  }

  private static @Nullable Concept meaning(
      ChartConcepts concepts,
      @Nullable String canonical,
      @Nullable String linkId,
      String... codes) {
    return concepts
        .ofQuestion(canonical, linkId, List.of(codes))
        .map(Meaning::concept)
        .orElse(null);
  }

  @Test
  void knowsEveryQuestionOfOurs() {
    for (String linkId :
        List.of(
            PreVisitQuestionnaire.ANSWERING_AS,
            PreVisitQuestionnaire.CONCERN,
            PreVisitQuestionnaire.CONCERN_KIND,
            PreVisitQuestionnaire.LIFE_EVENTS,
            PreVisitQuestionnaire.LIFE_EVENT_WHAT,
            PreVisitQuestionnaire.LIFE_EVENT_WHEN,
            PreVisitQuestionnaire.LIFE_EVENT_AVOID,
            PreVisitQuestionnaire.WORTHWHILE,
            PreVisitQuestionnaire.HOW_OVERALL,
            PreVisitQuestionnaire.HOW_IN_THE_WAY,
            PreVisitQuestionnaire.CONFIDENCE,
            PreVisitQuestionnaire.BRINGS)) {
      assertThat(
              meaning(
                  ChartConcepts.standard(),
                  "https://flippedvisit.org/fhir/Questionnaire/pre-visit|1.0.0",
                  linkId))
          .as(linkId)
          .isNotNull();
    }
  }

  @Test
  void takesVersionBeforeFormBeforeCode() {
    ChartConcepts concepts = with(SITE);
    String form = "https://clinic.example/Questionnaire/visit";
    String sure = "https://clinic.example/codes|sure";
    assertThat(meaning(concepts, form, "1", sure)).isEqualTo(Concept.CONCERN);
    assertThat(meaning(concepts, form + "|1.0", "1", sure)).isEqualTo(Concept.CONCERN);
    assertThat(meaning(concepts, form + "|2.0", "1", sure)).isEqualTo(Concept.AIM);
    assertThat(meaning(concepts, form + "|2.0", "2")).isEqualTo(Concept.WHO_ANSWERS);
    assertThat(meaning(concepts, "https://elsewhere.example/form", "1", sure))
        .isEqualTo(Concept.CONFIDENCE);
    assertThat(meaning(concepts, form, "3")).isNull();
    assertThat(meaning(concepts, null, "1")).isNull();
  }

  @Test
  void addsTheSitesFileToThePackedOne() {
    ChartConcepts concepts = with(SITE);
    assertThat(concepts.daysWithoutVisit()).isEqualTo(3);
    assertThat(ChartConcepts.standard().daysWithoutVisit()).isEqualTo(14);
    assertThat(concepts.titles("https://clinic.example/Questionnaire/visit|2.0"))
        .isEqualTo(Map.of("en", "Before your visit", "es", "Antes de su visita"));
    assertThat(concepts.searchTokens(Set.of(Concept.CONCERN)))
        .containsExactly("https://clinic.example/codes|worry");
    assertThat(meaning(concepts, null, null, "http://loinc.org|44261-6")).isEqualTo(Concept.SCORE);
  }

  @Test
  void offersTheChoicesOfTheRecords() {
    assertThat(Concept.CONCERN_KIND.choices())
        .isEqualTo(codes(ConcernKind.values(), ConcernKind::code));
    assertThat(Concept.WHO_ANSWERS.choices())
        .isEqualTo(codes(AnsweringAs.values(), AnsweringAs::code));
    assertThat(Concept.HOW_OVERALL.choices())
        .isEqualTo(codes(HowOverall.values(), HowOverall::code));
    assertThat(Concept.HOW_IN_THE_WAY.choices())
        .isEqualTo(codes(InTheWay.values(), InTheWay::code));
  }

  private static <E> List<String> codes(E[] values, Function<E, String> code) {
    return Arrays.stream(values).map(code).toList();
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        Arguments.of("\"concept\": \"aim\"", "\"concept\": \"aims\"", 15, "“aims” is none of"),
        Arguments.of("\"linkId\": \"2\"", "\"linkId\": \"1\"", 9, "is said twice"),
        Arguments.of("\"linkId\": \"2\"", "\"link\": \"2\"", 9, "“link” says nothing here"),
        Arguments.of("visit|2.0", "visit", 12, "is there twice"),
        Arguments.of("visit|2.0", "visit|", 13, "is no canonical"),
        Arguments.of("https://clinic.example/Questionnaire/visit|2.0", "visit", 13, "no canonical"),
        Arguments.of("\"Mother\": \"parent\"", "\"Mother\": \"mum\"", 9, "“mum” is none of self"),
        Arguments.of(
            "\"concept\": \"concern\"}", "\"concept\": \"score\"}", 8, "“code” is missing"),
        Arguments.of("codes|sure\", \"concept\"", "sure\", \"concept\"", 20, "is no code"),
        Arguments.of(
            "https://clinic.example/codes|sure", "http://loinc.org|44261-6", 20, "is there twice"),
        Arguments.of("\"days\": 3", "\"days\": 0", 2, "from 1 to 365"),
        Arguments.of("\"answerCodes\"", "\"answercodes\"", 19, "is not a part of this file"),
        Arguments.of(
            "codes|worry\", \"concept\": \"concern\"",
            "codes|worry\", \"concept\": \"score\"",
            23,
            "not read from Observations"),
        Arguments.of("\"why\": \"Forms open on Friday for Monday.\"", "\"day\": 3", 2, "“day”"),
        Arguments.of(
            "\"items\": [\n        {\"linkId\": \"1\", \"concept\": \"aim\"}\n      ]",
            "\"items\": [}",
            14,
            ""));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void namesTheLineOfAMistake(String right, String wrong, int line, String what) {
    assertThat(SITE).contains(right);
    assertThatThrownBy(() -> with(SITE.replace(right, wrong)))
        .isInstanceOf(UnusableConcepts.class)
        .hasMessageStartingWith("site.json, line " + line + ": ")
        .hasMessageContaining(what);
  }

  @Test
  void refusesWhatIsNoMappingFile() {
    for (String text : List.of("", "[]", "concern=1", SITE + "{}", "{\"questionnaires\": {}}")) {
      assertThatThrownBy(() -> with(text))
          .as(text)
          .isInstanceOf(UnusableConcepts.class)
          .hasMessageStartingWith("site.json, line ");
    }
  }
}
