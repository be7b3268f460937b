package org.flippedvisit.fhir.previsit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.flippedvisit.fhir.concept.ChartConcepts;
import org.flippedvisit.fhir.concern.ConcernKind;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.provenance.Author;
import org.flippedvisit.fhir.testing.FhirJson;
import org.flippedvisit.fhir.testing.FhirValidation;
import org.flippedvisit.fhir.testing.Golden;
import org.flippedvisit.fhir.testing.People;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What somebody filled in at home: what it says, and what of it goes into the chart. */
class FilledFormTest {
  private static final ChartConcepts CONCEPTS = ChartConcepts.standard();
  private static final String FILLED =
      """
      {"resourceType":"QuestionnaireResponse","status":"completed",
       "questionnaire":"https://flippedvisit.org/fhir/Questionnaire/pre-visit|1.2.0",
       "item":[
        {"linkId":"what-matters","text":"What matters most","item":[
          {"linkId":"concern","text":"What is on your mind most right now?",
           "answer":[{"valueString":"I sit out\\nmore and more"}]},
          {"linkId":"concern-kind","text":"What would you call it?",
           "answer":[{"valueCoding":{"system":"https://flippedvisit.org/fhir/CodeSystem/visit",
             "code":"worry","display":"a worry"}}]}]},
        {"linkId":"confidence","text":"How sure are you that you can handle what is ahead?",
         "answer":[{"valueInteger":3}]},
        {"linkId":"talk-alone",
         "text":"Is there anything you want to talk about alone with your care team?",
         "answer":[{"valueString":"Mum must not know"}]},
        {"linkId":"answering-as","text":"Who is answering?",
         "answer":[{"valueCoding":{"system":"https://flippedvisit.org/fhir/CodeSystem/visit",
           "code":"self","display":"me"}}]}]}""";

  private static QuestionnaireResponse write(
      String filled, PreVisitResponse.Status status, Author by, @Nullable String amends) {
    var response =
        new PreVisitResponse(
            null,
            null,
            PreVisitMapper.answers(filled, CONCEPTS),
            by,
            by,
            ClinicalTime.of(People.NOW),
            status,
            "noah-today");
    return PreVisitMapper.toFhir(
        new FilledFormToWrite(filled, response, "noah", Locale.ENGLISH, People.KEY, amends),
        CONCEPTS);
  }

  private static QuestionnaireResponse write(String filled) {
    return write(filled, PreVisitResponse.Status.COMPLETED, People.NOAH, null);
  }

  @Test
  void writesWhoWhenAndWhoseChartAndNothingForTalkingAlone() {
    QuestionnaireResponse written = write(FILLED);
    assertThat(FhirJson.write(written)).doesNotContain("Mum must not know");
    assertThat(FhirValidation.base().errorsIn(FhirJson.write(written))).isEmpty();
    Golden.verify(written);
  }

  @Test
  void writesChangedAnswersAsAmendedAndNamesWhatTheyChange() {
    Golden.verify(
        write(
            FILLED,
            PreVisitResponse.Status.AMENDED,
            People.INGRID,
            "QuestionnaireResponse/before"));
  }

  @Test
  void readsEverythingThatWasFilledIn() {
    PreVisitAnswers answers = PreVisitMapper.answers(FILLED, CONCEPTS);
    assertThat(answers.concern()).isEqualTo("I sit out\nmore and more");
    assertThat(answers.concernKind()).isEqualTo(ConcernKind.WORRY);
    assertThat(answers.confidence()).isEqualTo(3);
    assertThat(answers.talkAlone()).containsExactly("Mum must not know");
    assertThat(answers.answeringAs()).isEqualTo(AnsweringAs.SELF);
  }

  @Test
  void keepsAnswersOfAnEarlierVersionAsAFormToGoOnWith() {
    PreVisitAnswers all =
        new PreVisitAnswers(
            PreVisitMapperTest.ALL.answeringAs(),
            PreVisitMapperTest.ALL.concern(),
            PreVisitMapperTest.ALL.concernKind(),
            PreVisitMapperTest.ALL.lifeEvents(),
            PreVisitMapperTest.ALL.worthwhile(),
            PreVisitMapperTest.ALL.howOverall(),
            PreVisitMapperTest.ALL.inTheWay(),
            PreVisitMapperTest.ALL.confidence(),
            PreVisitMapperTest.ALL.brings(),
            List.of(),
            List.of("for us alone"),
            "ase");
    String kept = PreVisitMapper.kept(all, People.SPANISH);
    assertThat(kept).contains("in-progress");
    assertThat(PreVisitMapper.answers(kept, CONCEPTS)).isEqualTo(all);
  }

  @Test
  void leavesOutAnAnswerThatIsMarkedForTalkingAlone() {
    String marked =
        """
        {"resourceType":"QuestionnaireResponse","status":"completed",
         "questionnaire":"https://flippedvisit.org/fhir/Questionnaire/pre-visit|1.2.0",
         "item":[{"linkId":"worthwhile","answer":[{"valueString":"a word alone",
           "item":[{"linkId":"talk-alone","answer":[{"valueBoolean":true}]}]}]},
          {"linkId":"brings","answer":[{"valueString":"my diary"}]}]}""";
    assertThat(PreVisitMapper.answers(marked, CONCEPTS).talkAlone())
        .containsExactly("a word alone");
    assertThat(FhirJson.write(write(marked))).doesNotContain("a word alone").contains("my diary");
  }

  @Test
  void readsAnswersToTheFirstVersion() {
    String first =
        """
        {"resourceType":"QuestionnaireResponse","id":"1","status":"completed",
         "questionnaire":"https://flippedvisit.org/fhir/Questionnaire/pre-visit|1.0.0",
         "source":{"reference":"Patient/noah"},"authored":"2026-10-01",
         "item":[
          {"linkId":"answering-as","answer":[{"valueCoding":{"code":"self"}}]},
          {"linkId":"concern","answer":[{"valueString":"my knee"}]},
          {"linkId":"life-events","item":[
            {"linkId":"life-event-what","answer":[{"valueString":"my birthday"}]},
            {"linkId":"life-event-when","answer":[{"valueDate":"2026-10-28"}]}]},
          {"linkId":"confidence","answer":[{"valueInteger":4}]}]}""";
    PreVisitAnswers answers =
        PreVisitMapper.fromFhir(List.of(FhirJson.read(first))).value().getFirst().answers();
    assertThat(answers.concern()).isEqualTo("my knee");
    assertThat(answers.lifeEvents()).extracting(LifeEvent::what).containsExactly("my birthday");
    assertThat(answers.confidence()).isEqualTo(4);
    assertThat(answers.answeringAs()).isEqualTo(AnsweringAs.SELF);
  }
}
