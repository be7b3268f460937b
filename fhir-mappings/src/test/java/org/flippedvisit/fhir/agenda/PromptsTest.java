package org.flippedvisit.fhir.agenda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.flippedvisit.fhir.testing.People;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PromptsTest {
  private static AgendaItem item(
      Origin origin, String words, @Nullable String source, boolean isSafety) {
    return new AgendaItem(
        new AgendaItemId("i"), origin, words, "", source, null, People.TODAY, isSafety, false);
  }

  private static AgendaItem resting(Evidence.Kind kind, boolean isSafety) {
    return item(Origin.TEAM, "something", "S/1", isSafety)
        .with("", new Grounds(Set.of(), List.of(new Evidence(kind, "Found.", "S/1", null))));
  }

  private static List<String> asked(AgendaItem item, @Nullable Integer age) {
    return Prompts.of(item, age, Locale.ENGLISH);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "I cough at night; What has helped so far, even a little?",
        "I’m scared of what comes; What would it help to know?",
        "Insurance is gone. How do I pay?; What would it help to know?",
        "The wedding is in six weeks; What has to go well on that day?",
        "La boda es en seis semanas; What has to go well on that day?",
        "I read about a new inhaler; What made you look into it?",
        "Should I stop the tablets?; What are the choices, waiting included?"
      })
  void fitsWhatThePersonSays(String words, String question) {
    assertThat(asked(item(Origin.PERSON, words, null, false), 40)).contains(question);
  }

  @Test
  void knowsWhatThePersonTracksByWhereItWasAnswered() {
    assertThat(asked(item(Origin.PERSON, "40 a day", "QuestionnaireResponse/1#brings", false), 17))
        .contains("Where did you find it, and what do you make of it?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "ORDER; What would change if we knew the result?",
        "PLAN; What would change if we knew the result?",
        "MEASURE; What else changed around that time?",
        "RESULT; What did you expect to hear?",
        "MEDICINE; Which ones help, and how can you tell?"
      })
  void fitsWhatTheTeamBrings(Evidence.Kind kind, String question) {
    assertThat(asked(resting(kind, false), 40)).contains(question);
  }

  @Test
  void asksOfSafetyBeforeAllElse() {
    assertThat(asked(resting(Evidence.Kind.ANSWER, true), 40))
        .contains("What would help to feel safe this week?");
    assertThat(asked(resting(Evidence.Kind.RESULT, true), 40))
        .contains("What needs to happen today?");
    assertThat(asked(resting(Evidence.Kind.ANSWER, true).carriedOver(), 40))
        .contains("What would help to feel safe this week?");
  }

  @Test
  void asksWhetherWhatWaitedStillMatters() {
    assertThat(asked(resting(Evidence.Kind.ORDER, false).carriedOver(), 40))
        .contains("Does it still matter, or has it settled?");
  }

  @Test
  void talksToEachAgeDifferently() {
    AgendaItem concern = item(Origin.PERSON, "I cough", null, false);
    assertThat(asked(concern, 8)).anyMatch(question -> question.contains("the parent"));
    assertThat(asked(concern, 17)).anyMatch(question -> question.contains("school"));
    assertThat(asked(concern, 18)).contains("What does it keep you from doing?");
    assertThat(asked(concern, null)).isEqualTo(asked(concern, 40));
    assertThat(asked(concern, 74)).contains("What would you like to be able to do again?");
  }

  @ParameterizedTest
  @EnumSource(Evidence.Kind.class)
  void saysTheSameNumberOfThingsInSpanish(Evidence.Kind kind) {
    for (int age : new int[] {8, 15, 40, 80}) {
      List<String> english = asked(resting(kind, false), age);
      List<String> spanish = Prompts.of(resting(kind, false), age, People.SPANISH);
      assertThat(english).hasSizeBetween(2, 4).allMatch(question -> question.endsWith("?"));
      assertThat(spanish).hasSameSizeAs(english).allMatch(question -> question.startsWith("¿"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{\"questions\":[]};0 questions for safety at age child",
        "{\"questions\":[{\"kind\":\"horoscope\",\"ages\":[\"teen\"],\"en\":\"a\",\"es\":\"b\"}]};no kind horoscope",
        "{\"questions\":[{\"kind\":\"safety\",\"ages\":[\"elf\"],\"en\":\"a\",\"es\":\"b\"}]};no question",
        "{\"questions\":[{\"kind\":\"safety\",\"ages\":[\"teen\"],\"en\":\"a\"}]};no question",
        "{\"signs\":{\"safety\":{\"en\":[\"...\"]}}};has no word"
      })
  void refusesQuestionsThatAreNotWhole(String file, String problem) throws JsonProcessingException {
    var broken = new ObjectMapper().readTree(file);
    assertThatThrownBy(() -> new Prompts(broken))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(problem);
  }
}
