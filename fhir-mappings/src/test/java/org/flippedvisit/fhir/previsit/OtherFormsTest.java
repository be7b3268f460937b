package org.flippedvisit.fhir.previsit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.flippedvisit.fhir.concept.ChartConcepts;
import org.flippedvisit.fhir.concern.ConcernKind;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.mapping.Mapped;
import org.flippedvisit.fhir.mapping.MappingIssue;
import org.flippedvisit.fhir.provenance.Author;
import org.flippedvisit.fhir.testing.FhirJson;
import org.flippedvisit.fhir.testing.People;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers to forms that are not ours, as the mapping file names them. */
class OtherFormsTest {
  private static final String FORM = "https://clinic.example/Questionnaire/visit";

  private static final ChartConcepts CONCEPTS =
      ChartConcepts.withSite(
          "site.json",
          new ByteArrayInputStream(
              """
              {"questionnaires": [{
                "canonical": "https://clinic.example/Questionnaire/visit",
                "title": {"en": "Before your visit", "es": "Antes de su visita"},
                "items": [
                  {"linkId": "1.1", "concept": "concern"},
                  {"linkId": "1.2", "concept": "concern-kind",
                   "answers": {"false": "nothing", "http://loinc.org|LA32-8": "nothing"}},
                  {"linkId": "2", "concept": "aim"},
                  {"linkId": "3", "concept": "life-event"},
                  {"linkId": "3.1", "concept": "life-event-what"},
                  {"linkId": "3.2", "concept": "life-event-when"},
                  {"linkId": "3.3", "concept": "life-event-avoid"},
                  {"linkId": "4", "concept": "confidence"},
                  {"linkId": "5", "concept": "who-answers",
                   "answers": {"http://terminology.hl7.org/CodeSystem/v3-RoleCode|MTH": "parent"}},
                  {"linkId": "6", "concept": "talk-alone"},
                  {"linkId": "7", "concept": "goal"}]}],
               "observationCodes": [
                 {"code": "https://clinic.example/codes|worry", "concept": "concern"},
                 {"code": "https://clinic.example/codes|alone", "concept": "talk-alone"}]}
              """
                  .getBytes(StandardCharsets.UTF_8)));

  private static Resource response(String items) {
    return FhirJson.read(
        """
        {"resourceType":"QuestionnaireResponse","id":"x","status":"completed",
         "questionnaire":"%s|3.1","source":{"reference":"Patient/noah","display":"Noah Lindqvist"},
         "author":{"reference":"Practitioner/lena-ortiz"},"authored":"2026-10-12T09:00:00-04:00",
         "encounter":{"reference":"Encounter/noah-today"},"item":[%s]}"""
            .formatted(FORM, items));
  }

  private static PreVisitAnswers answers(String items) {
    return read(response(items)).value().getFirst().answers();
  }

  private static Mapped<List<PreVisitResponse>> read(Resource... found) {
    return PreVisitMapper.fromFhir(List.of(found), CONCEPTS);
  }

  @ParameterizedTest
  @CsvSource({
    "2, true, false",
    "2, false, true",
    "5, true, true",
    "not-asked-for, true, true",
    "6, true, false"
  })
  void tellsAFormThatSaysSomethingOfAVisitFromOneThatDoesNot(
      String linkId, boolean isAnswered, boolean saysNothing) {
    String filled =
        """
        {"resourceType":"QuestionnaireResponse","questionnaire":"%s|3.1","status":"completed",
         "item":[{"linkId":"%s"%s}]}"""
            .formatted(
                FORM, linkId, isAnswered ? ",\"answer\":[{\"valueString\":\"a plan\"}]" : "");
    OtherForm form = PreVisitMapper.form(filled, CONCEPTS).orElseThrow();
    assertThat(form.name()).isEqualTo(FORM);
    var response =
        new PreVisitResponse(
            null,
            null,
            PreVisitMapper.answers(filled, CONCEPTS),
            People.NOAH,
            People.NOAH,
            ClinicalTime.of(OffsetDateTime.parse("2026-10-12T09:00:00-04:00")),
            PreVisitResponse.Status.COMPLETED,
            null,
            form);
    assertThat(response.saysNothing()).isEqualTo(saysNothing);
  }

  @Test
  void callsAFormByItsOwnTitleWhereItHasNoneInTheReadersLanguage() {
    var form = new OtherForm("QuestionnaireResponse", "x", Map.of("", "Zen", "es", "Calma"), 14);
    assertThat(form.title(Locale.ENGLISH)).contains("Zen");
    assertThat(form.title(People.SPANISH)).contains("Calma");
  }

  @Test
  void callsOurOwnFormNoOther() {
    assertThat(
            PreVisitMapper.form(
                PreVisitMapper.kept(PreVisitAnswers.EMPTY, Locale.ENGLISH), CONCEPTS))
        .isEmpty();
  }

  @Test
  void readsNestedAnswersWithWhoSaidThemAndWhoTyped() {
    Mapped<List<PreVisitResponse>> read =
        read(
            response(
                """
                {"linkId":"1","item":[
                  {"linkId":"1.1","answer":[{"valueString":"I can’t\\n sleep 😴 "}]}]},
                {"linkId":"9","answer":[{"valueString":"not asked for"}, {"valueBoolean":true,
                  "item":[{"linkId":"2","answer":[{"valueString":"a plan"}]}]}]},
                {"linkId":"4","answer":[{"valueDecimal":7.0}]},
                {"linkId":"7","answer":[{"valueString":"walk"},{"valueString":"sing"}]}"""));
    assertThat(read.issues()).isEmpty();
    PreVisitResponse voice = read.value().getFirst();
    assertThat(voice.answers().concern()).isEqualTo("I can’t\n sleep 😴 ");
    assertThat(voice.answers().worthwhile()).isEqualTo("a plan");
    assertThat(voice.answers().confidence()).isEqualTo(7);
    assertThat(voice.answers().goals()).containsExactly("walk", "sing");
    assertThat(voice.saidBy()).isEqualTo(People.NOAH);
    assertThat(voice.recordedBy()).isEqualTo(new Author.Practitioner("lena-ortiz", null, null));
    assertThat(voice.encounterId()).isEqualTo("noah-today");
    assertThat(form(voice).name()).isEqualTo(FORM);
    assertThat(form(voice).title(People.SPANISH)).contains("Antes de su visita");
    assertThat(form(voice).title(Locale.FRENCH)).contains("Before your visit");
    assertThat(voice.concern().orElseThrow().source()).isEqualTo("QuestionnaireResponse/x");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '#',
      value = {
        "\"valueString\":\"my knee\";my knee",
        "\"valueUri\":\"urn:x\";urn:x",
        "\"valueCoding\":{\"code\":\"1\",\"display\":\"Pain\"};Pain",
        "\"valueCoding\":{\"code\":\"1\"};##",
        "\"valueDecimal\":7.5;7.5",
        "\"valueInteger\":3;3",
        "\"valueDate\":\"2026-10\";2026-10",
        "\"valueDateTime\":\"2026-10-01T10:00:00Z\";2026-10-01T10:00:00Z",
        "\"valueTime\":\"10:00:00\";10:00:00",
        "\"valueQuantity\":{\"comparator\":\"<\",\"value\":5,\"unit\":\"km\"};< 5 km",
        "\"valueQuantity\":{\"unit\":\"km\"};##",
        "\"valueAttachment\":{\"title\":\"my diary\"};my diary",
        "\"valueReference\":{\"reference\":\"Condition/1\",\"display\":\"Asthma\"};Asthma",
        "\"valueBoolean\":true;##"
      })
  void readsAnyValueAsWords(String value, String words) {
    assertThat(answers("{\"linkId\":\"1.1\",\"answer\":[{%s}]}".formatted(value)).concern())
        .isEqualTo(words);
  }

  @Test
  void keepsSeveralAnswersAsLines() {
    assertThat(
            answers(
                    """
                    {"linkId":"1.1","answer":[{"valueString":"sleep"},{"valueString":"money"}]},
                    {"linkId":"1.1","answer":[{"valueString":"school"}]}""")
                .concern())
        .isEqualTo("sleep\nmoney\nschool");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"valueBoolean\":false}",
        "{\"valueCoding\":{\"system\":\"http://loinc.org\",\"code\":\"LA32-8\",\"display\":\"No\"}}"
      })
  void knowsNothingRightNow(String answer) {
    PreVisitAnswers answers = answers("{\"linkId\":\"1.2\",\"answer\":[" + answer + "]}");
    assertThat(answers.concernKind()).isEqualTo(ConcernKind.NOTHING);
    assertThat(answers.hasConcern()).isTrue();
  }

  @Test
  void readsLifeEventsWithTheirDays() {
    assertThat(
            answers(
                    """
                    {"linkId":"3","item":[
                      {"linkId":"3.1","answer":[{"valueString":"exam"}]},
                      {"linkId":"3.2","answer":[{"valueDateTime":"2026-11-02T08:00:00-05:00"}]},
                      {"linkId":"3.3","answer":[{"valueCoding":{"system":"http://loinc.org","code":"LA33-6","display":"Yes"}}]}]},
                    {"linkId":"3","text":"When do you travel?","answer":[{"valueDate":"2026-12-01"}]},
                    {"linkId":"3","answer":[{"valueString":"a move, some day"}]},
                    {"linkId":"3","item":[
                      {"linkId":"3.1","answer":[{"valueString":"camp"}]},
                      {"linkId":"3.2","answer":[{"valueString":"after Easter"}]}]}""")
                .lifeEvents())
        .containsExactly(
            new LifeEvent("exam", LocalDate.of(2026, 11, 2), true),
            new LifeEvent("When do you travel?", LocalDate.of(2026, 12, 1), false),
            new LifeEvent("a move, some day", null, false),
            new LifeEvent("camp · after Easter", null, false));
  }

  @Test
  void readsWhoIsAnsweringFromTheFormsOwnChoices() {
    assertThat(
            answers(
                    """
                    {"linkId":"5","answer":[{"valueCoding":{
                      "system":"http://terminology.hl7.org/CodeSystem/v3-RoleCode","code":"MTH"}}]}""")
                .answeringAs())
        .isEqualTo(AnsweringAs.PARENT);
  }

  @Test
  void keepsWhatIsForTalkingAloneOutOfEverythingElse() {
    PreVisitAnswers group =
        answers(
            """
            {"linkId":"6","answer":[{"valueString":"I smoke"}],"item":[
              {"linkId":"1.1","answer":[{"valueString":"and more"}]}]}""");
    assertThat(group.talkAlone()).containsExactly("I smoke", "and more");
    assertThat(group.concern()).isEmpty();
    PreVisitAnswers marked =
        answers(
            """
            {"linkId":"1.1","answer":[{"valueString":"my boyfriend","item":[
              {"linkId":"6","answer":[{"valueBoolean":true}]}]}]},
            {"linkId":"2","answer":[{"valueString":"a plan","item":[
              {"linkId":"6","answer":[{"valueBoolean":false}]}]}]}""");
    assertThat(marked.talkAlone()).containsExactly("my boyfriend");
    assertThat(marked.hasConcern()).isFalse();
    assertThat(marked.worthwhile()).isEqualTo("a plan");
    assertThat(
            answers(
                    """
                    {"linkId":"6","text":"May we have some time alone?",
                     "answer":[{"valueBoolean":true}]}""")
                .talkAlone())
        .containsExactly("May we have some time alone?");
  }

  @Test
  void findsCodesInAContainedFormAndInLinkIds() {
    Resource contained =
        FhirJson.read(
            """
            {"resourceType":"QuestionnaireResponse","id":"x","status":"completed",
             "contained":[{"resourceType":"Questionnaire","id":"form","status":"active",
               "title":"Check-in","item":[{"linkId":"a","item":[{"linkId":"b","type":"string",
               "code":[{"system":"http://loinc.org","code":"29299-5"}]}]}]}],
             "questionnaire":"#form","authored":"2026-10-12",
             "item":[{"linkId":"a","item":[{"linkId":"b","answer":[{"valueString":"my ears"}]}]},
               {"linkId":"/71802-3/87528-6","answer":[{"valueString":"to sing"}]}]}""");
    PreVisitResponse voice = read(contained).value().getFirst();
    assertThat(voice.answers().concern()).isEqualTo("my ears");
    assertThat(voice.answers().goals()).containsExactly("to sing");
    assertThat(form(voice).title(Locale.ENGLISH)).contains("Check-in");
  }

  @Test
  void leavesAloneWhatSaysNothingOfTheVisit() {
    Mapped<List<PreVisitResponse>> read =
        read(
            FhirJson.read(
                """
                {"resourceType":"QuestionnaireResponse","id":"phq","status":"completed",
                 "questionnaire":"http://hl7.org/fhir/us/core/Questionnaire/phq-9-example",
                 "item":[{"linkId":"/44261-6","answer":[{"valueDecimal":12}]}]}"""));
    assertThat(read.value()).isEmpty();
    assertThat(read.issues()).as("no fault of theirs is ours to name").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"entered-in-error", "bogus"})
  void neverShowsWhatMayBeStruckOut(String status) {
    String json =
        FhirJson.write(
            response("{\"linkId\":\"1.1\",\"answer\":[{\"valueString\":\"wrong chart\"}]}"));
    assertThat(read(FhirJson.read(json.replace("completed", status))).value()).isEmpty();
  }

  @Test
  void namesNoLinkIdOfOthersInAnIssue() {
    assertThat(
            read(response("{\"linkId\":\"4\",\"answer\":[{\"valueString\":\"very\"}]}")).issues())
        .containsExactly(
            new MappingIssue(
                "QuestionnaireResponse", "item(confidence).answer", MappingIssue.Kind.UNREADABLE));
  }

  private static OtherForm form(PreVisitResponse voice) {
    return Objects.requireNonNull(voice.form());
  }

  private static Optional<PreVisitResponse> survey(String rest) {
    return SurveyMapper.fromFhir(
            List.of(
                FhirJson.read(
                    """
                    {"resourceType":"Observation","id":"o","effectiveDateTime":"2026-10-12",
                     "code":{"coding":[{"system":"https://clinic.example/codes","code":"worry"}],
                       "text":"What worries you most?"},%s}"""
                        .formatted(rest))),
            CONCEPTS)
        .value()
        .stream()
        .findFirst();
  }

  @Test
  void readsObservationAsTheWordsOfWhoPerformedIt() {
    PreVisitResponse voice =
        survey(
                """
            "status":"final","valueString":"the stairs","performer":[
              {"reference":"Practitioner/lena-ortiz"},{"reference":"RelatedPerson/noah-ingrid"}]""")
            .orElseThrow();
    assertThat(voice.answers().concern()).isEqualTo("the stairs");
    assertThat(voice.saidBy()).isEqualTo(new Author.RelatedPerson("noah-ingrid", null, null));
    assertThat(voice.recordedBy()).isEqualTo(new Author.Practitioner("lena-ortiz", null, null));
    assertThat(voice.concern().orElseThrow().source()).isEqualTo("Observation/o");
    assertThat(form(voice).title(Locale.ENGLISH)).contains("What worries you most?");
  }

  @Test
  void givesStaffsObservationToNobodyOfThePersonsSide() {
    assertThat(
            survey(
                    """
                    "status":"final","valueCodeableConcept":{"text":"Money"},
                    "performer":[{"reference":"Practitioner/lena-ortiz"}]""")
                .orElseThrow()
                .saidBy())
        .isEqualTo(new Author.Other(null, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"entered-in-error", "cancelled", "unknown", "bogus"})
  void neverShowsObservationThatIsNone(String status) {
    assertThat(survey("\"status\":\"" + status + "\",\"valueString\":\"x\"")).isEmpty();
  }

  @Test
  void searchesObservationsOnlyWhereASiteKeepsWordsThere() {
    assertThat(PreVisitQueries.surveys("noah", People.TODAY, ChartConcepts.standard())).isEmpty();
    assertThat(PreVisitQueries.surveys("noah", People.TODAY, CONCEPTS).orElseThrow().parameters())
        .extracting(parameter -> parameter.name() + "=" + parameter.value())
        .containsExactly(
            "patient=noah",
            "code=https://clinic.example/codes|alone,https://clinic.example/codes|worry",
            "date=ge2026-07-15");
  }
}
