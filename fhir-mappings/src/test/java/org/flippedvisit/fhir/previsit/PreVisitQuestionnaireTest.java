package org.flippedvisit.fhir.previsit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.flippedvisit.fhir.concern.ConcernKind;
import org.flippedvisit.fhir.mapping.VisitCodes;
import org.flippedvisit.fhir.preference.DecisionPart;
import org.flippedvisit.fhir.preference.InformationWay;
import org.flippedvisit.fhir.preference.PreferenceTopic;
import org.flippedvisit.fhir.testing.FhirValidation;
import org.flippedvisit.fhir.testing.People;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreVisitQuestionnaireTest {
  @Test
  void asksTheConcernInBothLanguages() {
    assertThat(PreVisitQuestionnaire.text("concern", Locale.ENGLISH))
        .isEqualTo("What is on your mind most right now?");
    assertThat(PreVisitQuestionnaire.text("concern", Locale.forLanguageTag("es-MX")))
        .isEqualTo("¿Qué es lo que más le preocupa o tiene en mente en este momento?");
    assertThat(PreVisitQuestionnaire.text("concern", Locale.FRENCH))
        .isEqualTo("What is on your mind most right now?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "answering-as",
        "language",
        "concern",
        "concern-kind",
        "life-events",
        "life-event-what",
        "life-event-when",
        "life-event-avoid",
        "worthwhile",
        "how-overall",
        "how-in-the-way",
        "confidence",
        "brings",
        "talk-alone",
        "what-matters",
        "how-you-are"
      })
  void hasEveryQuestionInBothLanguages(String linkId) {
    assertThat(PreVisitQuestionnaire.text(linkId, People.SPANISH))
        .isNotBlank()
        .isNotEqualTo(PreVisitQuestionnaire.text(linkId, Locale.ENGLISH));
  }

  @Test
  void offersExactlyTheCodesOfTheRecords() {
    assertThat(PreVisitQuestionnaire.options("answering-as"))
        .isEqualTo(codes(AnsweringAs.values(), AnsweringAs::code));
    assertThat(PreVisitQuestionnaire.options("concern-kind"))
        .isEqualTo(codes(ConcernKind.values(), ConcernKind::code));
    assertThat(PreVisitQuestionnaire.options("how-overall"))
        .isEqualTo(codes(HowOverall.values(), HowOverall::code));
    assertThat(PreVisitQuestionnaire.options("how-in-the-way"))
        .isEqualTo(codes(InTheWay.values(), InTheWay::code));
  }

  static Stream<String> everyCode() {
    return Stream.of(
            codes(AnsweringAs.values(), AnsweringAs::code),
            codes(ConcernKind.values(), ConcernKind::code),
            codes(HowOverall.values(), HowOverall::code),
            codes(InTheWay.values(), InTheWay::code),
            codes(DecisionPart.values(), DecisionPart::code),
            codes(InformationWay.values(), InformationWay::code),
            codes(PreferenceTopic.values(), PreferenceTopic::code),
            List.of(VisitCodes.PARTNER_STYLE))
        .flatMap(List::stream);
  }

  @ParameterizedTest
  @MethodSource("everyCode")
  void hasWordsForEveryCodeInBothLanguages(String code) {
    assertThat(VisitCodes.display(code, People.SPANISH))
        .isNotBlank()
        .isNotEqualTo(VisitCodes.display(code, Locale.ENGLISH));
  }

  @Test
  void refusesUnknownQuestionsAndCodes() {
    assertThatThrownBy(() -> PreVisitQuestionnaire.text("nope", Locale.ENGLISH))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> PreVisitQuestionnaire.optionText("concern-kind", "nope", Locale.ENGLISH))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> VisitCodes.display("nope", Locale.ENGLISH))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"previsit/Questionnaire-pre-visit.json", "mapping/CodeSystem-visit.json"})
  void isValidFhir(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(getClass().getResourceAsStream("/org/flippedvisit/fhir/" + name))) {
      String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(FhirValidation.base().errorsIn(json)).isEmpty();
    }
  }

  private static <E> List<String> codes(E[] values, Function<E, String> code) {
    return Arrays.stream(values).map(code).toList();
  }
}
