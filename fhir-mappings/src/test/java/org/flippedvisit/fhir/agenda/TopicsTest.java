package org.flippedvisit.fhir.agenda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.flippedvisit.fhir.testing.People;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "I’m so tired by fourth period that I can’t skate any more. I need to cough;"
            + " energy breathing school-work",
        "I dropped the hymn book in front of everybody. Is it the tablets not working;"
            + " joints medicines",
        "Insurance is gone at the end of the month. How am I supposed to pay for the insulin?;"
            + " money sugar medicines",
        "The wedding is in six weeks and I can’t plan around the toilet.; gut family",
        "LAS RODILLAS, cuando bajo las gradas; joints",
        "Me duele el pecho y no respiro bien; pain heart breathing",
        "Tengo depresion; mood",
        "Gracias a Dios, nada por ahora.; ''",
        "أتعب كثيرا في العمل; ''",
        "Baseline bone density scan; bones tests",
        "Play the whole season; ''"
      })
  void findsTopicsInWordsAPersonWouldUse(String words, String topics) {
    assertThat(Topics.inWords(words))
        .isEqualTo(topics.isEmpty() ? Set.of() : Set.of(topics.split(" ")));
  }

  @Test
  void takesOnlyWholeWords() {
    assertThat(Topics.inWords("a scholarly earmark, painted and heartless")).isEmpty();
  }

  @Test
  void saysTheWordAsThePersonWroteIt() {
    assertThat(Topics.wordFor("breathing", "Then I COUGHED. Coughing is worst"))
        .contains("COUGHED");
    assertThat(Topics.wordFor("mood", "I don’t feel like doing much"))
        .contains("don’t feel like doing");
    assertThat(Topics.wordFor("gut", "I cough")).isEmpty();
  }

  @Test
  void knowsCodesAndTheLongestStartOfOne() {
    assertThat(Topics.ofCodes(List.of("http://loinc.org|20152-5", "http://loinc.org|unknown")))
        .containsExactly("breathing");
    assertThat(Topics.ofCodes(List.of("http://hl7.org/fhir/sid/icd-10-cm|E11.9")))
        .containsExactly("sugar");
    assertThat(Topics.ofCodes(List.of("http://hl7.org/fhir/sid/icd-10-cm|E11.39")))
        .containsExactly("eyes");
    assertThat(Topics.ofCodes(List.of("urn:oid:1|E11.9"))).isEmpty();
  }

  @Test
  void namesEveryTopicInBothLanguages() {
    assertThat(Topics.all()).hasSize(25);
    assertThat(Topics.name("breathing", Locale.ENGLISH)).isEqualTo("breathing");
    assertThat(Topics.name("breathing", People.SPANISH)).isEqualTo("la respiración");
    assertThat(Topics.name("breathing", Locale.FRENCH)).isEqualTo("breathing");
    assertThatThrownBy(() -> Topics.name("astrology", Locale.ENGLISH))
        .hasMessageContaining("astrology");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "[{\"id\":\"x\"}];has no name in en",
        "[{\"id\":\"x\",\"names\":{\"en\":\"x\"}}];has no name in es",
        "[{\"id\":\"x\",\"names\":{\"en\":\"x\",\"es\":\"x\"}}];has no words in en",
        "[{\"id\":\"x\",\"names\":{\"en\":\"x\",\"es\":\"x\"},\"words\":{\"en\":[\"a\"],\"es\":[\"b|?\"]}}];has no word",
        "[{\"id\":\"x\",\"names\":{\"en\":\"x\",\"es\":\"x\"},\"words\":{\"en\":[\"a\"],\"es\":[\"b\"]},\"codes\":[\"E11\"]}];not system|code",
        "[{\"id\":\"\"}];has no id of its own"
      })
  void refusesTaxonomyThatIsNotWhole(String taxonomy, String problem)
      throws JsonProcessingException {
    var broken = new ObjectMapper().readTree(taxonomy);
    assertThatThrownBy(() -> new Topics(broken))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(problem);
  }
}
