package org.flippedvisit.fhir.previsit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.flippedvisit.fhir.concern.ConcernKind;
import org.flippedvisit.fhir.form.Form;
import org.flippedvisit.fhir.form.FormContext;
import org.flippedvisit.fhir.form.FormFilling;
import org.flippedvisit.fhir.form.FormMapper;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.mapping.Mapped;
import org.flippedvisit.fhir.mapping.MappingIssue;
import org.flippedvisit.fhir.mapping.MappingIssue.Kind;
import org.flippedvisit.fhir.provenance.Author;
import org.flippedvisit.fhir.testing.FhirJson;
import org.flippedvisit.fhir.testing.FhirValidation;
import org.flippedvisit.fhir.testing.Golden;
import org.flippedvisit.fhir.testing.People;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;

class PreVisitMapperTest {
  static final PreVisitAnswers ALL =
      new PreVisitAnswers(
          AnsweringAs.SELF,
          "I’m so tired by fourth period that I can’t skate any more.\n"
              + "I need to cough but not in front of everyone.",
          ConcernKind.SYMPTOM,
          List.of(
              new LifeEvent("my birthday", LocalDate.of(2026, 10, 28), true),
              new LifeEvent("tournament", null, false)),
          "if we find a way to get the mucus out at school",
          HowOverall.WORSE,
          InTheWay.A_LOT,
          4,
          "I count the stairs I can do",
          List.of(),
          List.of(),
          "en");

  private static PreVisitResponse response(
      PreVisitAnswers answers, Author saidBy, Author recordedBy) {
    return new PreVisitResponse(
        null,
        null,
        answers,
        saidBy,
        recordedBy,
        ClinicalTime.of(People.NOW),
        PreVisitResponse.Status.COMPLETED,
        "noah-today");
  }

  private static QuestionnaireResponse write(PreVisitResponse response, Locale language) {
    return PreVisitMapper.toFhir(new PreVisitToWrite(response, "noah", language, People.KEY));
  }

  @Test
  void writesEveryAnswerInTheQuestionnairesOrder() {
    Golden.verify(write(response(ALL, People.NOAH, People.NOAH), Locale.ENGLISH));
  }

  @Test
  void writesQuestionsInSpanish() {
    Golden.verify(write(response(ALL, People.INGRID, People.INGRID), People.SPANISH));
  }

  @Test
  void writesOnlyTheConcernWhenAskedInTheRoom() {
    Golden.verify(
        write(
            response(
                PreVisitAnswers.ofConcern("It hurts when I climb stairs", null),
                People.NOAH,
                People.LENA),
            Locale.ENGLISH));
  }

  /** Two doors, one record: SDC's rules hold for what is asked in the room as for the form. */
  @Test
  void writesInTheRoomWhatTheFormItselfWouldSend() {
    QuestionnaireResponse written =
        write(
            response(
                PreVisitAnswers.ofConcern("It hurts", ConcernKind.SYMPTOM),
                People.NOAH,
                People.LENA),
            People.SPANISH);
    Form form = FormMapper.read(PreVisitQuestionnaire.json());
    assertThat(written.getQuestionnaire()).isEqualTo(form.canonical());
    FormFilling filling =
        FormFilling.resume(
            form, FhirJson.write(written), new FormContext(Map.of(), People.NOW.toZonedDateTime()));
    assertThat(filling.problems()).isEmpty();
    var sent = (QuestionnaireResponse) FhirJson.read(filling.completed(People.SPANISH));
    assertThat(itemsOf(written)).isEqualTo(itemsOf(sent));
  }

  private static String itemsOf(QuestionnaireResponse response) {
    return FhirJson.write(new QuestionnaireResponse().setItem(response.getItem()));
  }

  @Test
  void readsBackWhatItWrote() {
    PreVisitResponse said = response(ALL, People.INGRID, People.LENA);
    String json = FhirJson.write(write(said, Locale.ENGLISH));
    Mapped<List<PreVisitResponse>> read = PreVisitMapper.fromFhir(List.of(FhirJson.read(json)));
    assertThat(read.issues()).isEmpty();
    PreVisitResponse back = read.value().getFirst();
    assertThat(back.answers()).isEqualTo(ALL);
    assertThat(back.authoredAt()).isEqualTo(said.authoredAt());
    assertThat(back.encounterId()).isEqualTo("noah-today");
    // The relationship and the role are not in a reference; who it is, is.
    assertThat(back.saidBy())
        .isEqualTo(new Author.RelatedPerson("noah-ingrid", "Ingrid Lindqvist", null));
    assertThat(back.recordedBy())
        .isEqualTo(new Author.Practitioner("lena-ortiz", "Lena Ortiz", null));
  }

  @Test
  void keepsIdAndVersionForVersionAwareUpdate() {
    PreVisitResponse amended =
        new PreVisitResponse(
            "17",
            "3",
            ALL,
            People.NOAH,
            People.NOAH,
            ClinicalTime.of(People.NOW),
            PreVisitResponse.Status.AMENDED,
            null);
    QuestionnaireResponse written = write(amended, Locale.ENGLISH);
    assertThat(written.getIdElement().getValue()).isEqualTo("QuestionnaireResponse/17/_history/3");
    assertThat(written.getStatus().toCode()).isEqualTo("amended");
    assertThat(written.hasEncounter()).isFalse();
  }

  @Test
  void writesNoTickAsNoAnswer() {
    String json = FhirJson.write(write(response(ALL, People.NOAH, People.NOAH), Locale.ENGLISH));
    assertThat(json).contains("\"valueBoolean\": true").doesNotContain("\"valueBoolean\": false");
  }

  @Test
  void ignoresOtherQuestionnairesAndSortsNewestFirst() {
    var resources =
        List.of(
            ours("old", "2026-06-01T10:00:00Z", ""),
            FhirJson.read(
                """
                {"resourceType":"QuestionnaireResponse","id":"x","status":"completed",
                 "questionnaire":"http://elsewhere.org/Questionnaire/pre-visit|1.0.0"}"""),
            ours("new", "2026-10-01T10:00:00Z", ""));
    assertThat(PreVisitMapper.fromFhir(resources).value())
        .extracting(PreVisitResponse::id)
        .containsExactly("new", "old");
  }

  @Test
  void leavesOutConfidenceBeyondItsScale() {
    var read =
        PreVisitMapper.fromFhir(
            List.of(
                ours(
                    "a",
                    "2026-10-01",
                    "{\"linkId\":\"confidence\",\"answer\":[{\"valueInteger\":11}]}")));
    assertThat(read.value().getFirst().answers().confidence()).isNull();
    assertThat(read.issues())
        .containsExactly(
            new MappingIssue("QuestionnaireResponse", "item(confidence).answer", Kind.UNREADABLE));
  }

  @Test
  void leavesOutUnknownChoiceAndKeepsTheWords() {
    var read =
        PreVisitMapper.fromFhir(
            List.of(
                ours(
                    "a",
                    "2026-10-01",
                    """
                    {"linkId":"concern","answer":[{"valueString":"my  knee\\n hurts "}]},
                    {"linkId":"concern-kind","answer":[{"valueCoding":{"code":"riddle"}}]}""")));
    PreVisitAnswers answers = read.value().getFirst().answers();
    assertThat(answers.concern()).isEqualTo("my  knee\n hurts ");
    assertThat(answers.concernKind()).isNull();
    assertThat(read.issues()).extracting(MappingIssue::kind).containsExactly(Kind.UNKNOWN_CODE);
  }

  @Test
  void namesNobodyWhenNobodyIsNamed() {
    var found = (QuestionnaireResponse) ours("a", "2026-10-01", "");
    found.setSource(null);
    var read = PreVisitMapper.fromFhir(List.of(found));
    assertThat(read.value().getFirst().saidBy()).isEqualTo(new Author.Other(null, null));
    assertThat(read.issues()).extracting(MappingIssue::element).containsExactly("source");
  }

  @Test
  void dropsWhatWasEnteredInError() {
    var struckOut =
        FhirJson.read(
            """
            {"resourceType":"QuestionnaireResponse","id":"x","status":"entered-in-error",
             "questionnaire":"https://flippedvisit.org/fhir/Questionnaire/pre-visit|1.0.0",
             "authored":"2026-10-01"}""");
    assertThat(PreVisitMapper.fromFhir(List.of(struckOut)).value()).isEmpty();
  }

  @Test
  void catchesAnswerThatIsNotInTheQuestionnaire() {
    QuestionnaireResponse written = write(response(ALL, People.NOAH, People.NOAH), Locale.ENGLISH);
    written.addItem().setLinkId("no-such-question").addAnswer().setValue(new StringType("x"));
    assertThat(FhirValidation.base().errorsIn(FhirJson.write(written)))
        .anySatisfy(error -> assertThat(error).contains("no-such-question"));
  }

  private static Resource ours(String id, String authored, String items) {
    return FhirJson.read(
        """
        {"resourceType":"QuestionnaireResponse","id":"%s","status":"completed",
         "questionnaire":"https://flippedvisit.org/fhir/Questionnaire/pre-visit|0.9.0",
         "source":{"reference":"Patient/noah"},"authored":"%s","item":[%s]}"""
            .formatted(id, authored, items));
  }
}
