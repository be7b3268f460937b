package org.flippedvisit.app.previsit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.DR_AHLGREN;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.INGRID;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.LENA_ORTIZ;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.NOAH;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.flippedvisit.app.ehr.Reading;
import org.flippedvisit.app.ehr.WriteOutcome.Why;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.launch.Launches;
import org.flippedvisit.app.launch.OpenChart;
import org.flippedvisit.app.ledger.Attribution;
import org.flippedvisit.app.ledger.Write;
import org.flippedvisit.app.ledger.WriteLedger;
import org.flippedvisit.app.ledger.WriteState;
import org.flippedvisit.app.testing.AppTest;
import org.flippedvisit.fhir.previsit.PreVisitAnswers;
import org.flippedvisit.fhir.previsit.PreVisitResponse;
import org.flippedvisit.fhir.provenance.Author;
import org.flippedvisit.fhir.visit.Visit;
import org.flippedvisit.fixtures.fakeehr.FakeEhr;
import org.flippedvisit.fixtures.fakeehr.Fault;
import org.flippedvisit.fixtures.fakeehr.Interaction;
import org.flippedvisit.fixtures.patients.Charts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The answers: kept while typed, sent once, whose they are, and never lost. */
@AppTest
@Tag("store")
class PreVisitServiceTest {
  private static final Author.Patient SON = new Author.Patient(NOAH.id(), NOAH.name());
  private static final Author.RelatedPerson MOTHER =
      new Author.RelatedPerson(INGRID.id(), INGRID.name(), "mother");
  private static final Author.Practitioner ASSISTANT =
      new Author.Practitioner(LENA_ORTIZ.id(), LENA_ORTIZ.name(), "medical assistant");
  private static final Visit TODAY = new Visit("noah-today", null, null, null, null);
  private static final PreVisitAnswers ANSWERS =
      PreVisitAnswers.ofConcern("Will I play\non Saturday?", null);

  private final FakeEhr ehr = FakeEhr.start().withPageSize(1000);
  private final PreVisitService previsit;
  private final WriteLedger ledger;
  private final OpenChart chart;

  PreVisitServiceTest(Launches launches, PreVisitService previsit, WriteLedger ledger) {
    this.previsit = previsit;
    this.ledger = ledger;
    chart = new OpenChart(launches, ehr);
  }

  @BeforeEach
  void loadCharts() {
    ehr.load(Charts.json("staff", LocalDate.now(ZoneId.systemDefault())));
    ehr.load(Charts.json("noah", LocalDate.now(ZoneId.systemDefault())));
  }

  @AfterEach
  void stop() {
    ehr.close();
  }

  @Test
  void keepsWhatIsTypedForWhoTypesIt() {
    Launch son = chart.byPatient(NOAH.id());
    Launch mother = chart.byProxy(INGRID.id(), NOAH.id());

    previsit.typed(son).keep(ANSWERS);

    assertThat(previsit.typed(chart.byPatient(NOAH.id())).here())
        .as("on another device")
        .hasValueSatisfying(draft -> assertThat(draft.value()).isEqualTo(ANSWERS));
    assertThat(previsit.typed(mother).here()).isEmpty();
    assertThat(ehr.requests()).isEmpty();
  }

  @Test
  void keepsWhatIsAskedInTheRoomUntilItIsKeptAsAnAnswer() {
    AskedWords typed = AskedWords.of("The stairs\nat home", false, MOTHER);
    previsit.asked(byAssistant()).keep(typed);

    assertThat(previsit.asked(byAssistant()).here().orElseThrow().value()).isEqualTo(typed);
    assertThat(previsit.asked(byDoctor()).isBegun()).isFalse();
    Launch nextVisit = chart.byAssistant(LENA_ORTIZ.id(), NOAH.id(), "noah-next");
    assertThat(previsit.asked(nextVisit).here()).isEmpty();
    assertThat(previsit.asked(nextVisit).elsewhere()).hasSize(1);

    previsit.sendAsked(
        byAssistant(), typed, new Attribution(MOTHER, ASSISTANT, TODAY), Locale.ENGLISH);

    assertThat(previsit.asked(nextVisit).isBegun()).isFalse();
    assertThat(theResponse().toString()).contains("The stairs\\nat home");
  }

  @Test
  void sendsAnswersOfThePatientAsTheirOwn() {
    Write sent = send(chart.byPatient(NOAH.id()), SON, SON);

    assertThat(sent.state()).isEqualTo(WriteState.CONFIRMED);
    JsonNode response = theResponse();
    assertPeople(response, "Patient/noah", "Patient/noah");
    assertThat(response.at("/questionnaire").asText())
        .startsWith("https://flippedvisit.org/fhir/Questionnaire/pre-visit|");
    assertThat(response.at("/status").asText()).isEqualTo("completed");
    assertThat(response.at("/encounter/reference").asText()).isEqualTo("Encounter/noah-today");
    assertThat(response.at("/identifier/value").asText()).isEqualTo(sent.key().value());
    assertThat(response.toString()).contains("Will I play\\non Saturday?");
  }

  @Test
  void tellsApartWhoSaidItAndWhoTypedIt() {
    send(chart.byProxy(INGRID.id(), NOAH.id()), MOTHER, MOTHER);
    assertPeople(theResponse(), INGRID.reference(), INGRID.reference());

    send(byAssistant(), SON, ASSISTANT);
    assertPeople(theResponse(), "Patient/noah", LENA_ORTIZ.reference());

    send(byAssistant(), MOTHER, ASSISTANT);
    assertPeople(theResponse(), INGRID.reference(), LENA_ORTIZ.reference());
  }

  @Test
  void removesDraftOnceItIsSent() {
    Launch son = chart.byPatient(NOAH.id());
    previsit.typed(son).keep(ANSWERS);

    send(son, SON, SON);

    assertThat(previsit.typed(son).here()).isEmpty();
  }

  @Test
  void showsSentAnswersOnce() {
    Launch son = chart.byPatient(NOAH.id());
    int before = previsit.answers(son).join().all().size();
    send(son, SON, SON);

    Answers answers = previsit.answers(byDoctor()).join();

    assertThat(answers.all()).hasSize(before + 1);
    assertThat(answers.keptHere()).isEmpty();
    assertThat(answers.all().getFirst().answers().concern()).isEqualTo(ANSWERS.concern());
  }

  @Test
  void hearsBothVoicesAndThePatientsFirst() throws InterruptedException {
    send(chart.byPatient(NOAH.id()), SON, SON);
    send(chart.byProxy(INGRID.id(), NOAH.id()), MOTHER, MOTHER);
    Thread.sleep(1100); // answers are dated to the second
    previsit.send(
        chart.byProxy(INGRID.id(), NOAH.id()),
        PreVisitAnswers.ofConcern("He hardly sleeps", null),
        new Attribution(MOTHER, MOTHER, TODAY),
        Locale.ENGLISH);

    List<PreVisitResponse> voices =
        previsit.answers(byDoctor()).join().voices("noah-today", Instant.now());

    assertThat(voices)
        .extracting(voice -> voice.answers().concern())
        .containsExactly(ANSWERS.concern(), "He hardly sleeps");
  }

  @Test
  void keepsWordsForTheNextLaunchWhereTheEhrIsDown() {
    ehr.fault(Interaction.anyFhir(), Fault.status(503));
    Launch son = chart.byPatient(NOAH.id());
    previsit.typed(son).keep(ANSWERS);

    Write sent = send(son, SON, SON);

    assertThat(sent.isInTheChart()).isFalse();
    assertThat(sent.state()).isEqualTo(WriteState.UNKNOWN);
    Answers answers = previsit.answers(byDoctor()).join();
    assertThat(answers.keptHere()).singleElement().extracting(Answers.Kept::write).isEqualTo(sent);
    assertThat(answers.voices("noah-today", Instant.now()))
        .extracting(voice -> voice.answers().concern())
        .containsExactly(ANSWERS.concern());
    assertThat(ledger.open(byDoctor())).containsExactly(sent);

    ehr.clearFaults();
    ledger.settle(byDoctor(), sent);
    assertThat(previsit.answers(byDoctor()).join().keptHere()).isEmpty();
    assertPeople(theResponse(), "Patient/noah", "Patient/noah");
  }

  @Test
  void keepsAnswersHereForGoodWhereTheEhrDoesNotTakeThem() {
    ehr.withoutCreate("QuestionnaireResponse");

    Write sent = send(chart.byPatient(NOAH.id()), SON, SON);

    assertThat(sent.why()).isEqualTo(Why.NOT_TAKEN_HERE);
    assertThat(ledger.open(byDoctor())).isEmpty();
    assertThat(previsit.answers(byDoctor()).join().keptHere()).hasSize(1);
    assertThat(ehr.requestsTo(Interaction.create("QuestionnaireResponse"))).isEmpty();
  }

  @Test
  void readsAnswersToAnotherFormBesideOurs() {
    int before = previsit.answers(byDoctor()).join().all().size();
    ehr.load(
        """
        {"resourceType":"Bundle","type":"transaction","entry":[{
          "request":{"method":"PUT","url":"QuestionnaireResponse/check-in"},
          "resource":{"resourceType":"QuestionnaireResponse","id":"check-in","status":"completed",
            "questionnaire":"https://clinic.example/Questionnaire/check-in",
            "subject":{"reference":"Patient/noah"},"source":{"reference":"Patient/noah"},
            "encounter":{"reference":"Encounter/noah-today"},"authored":"2026-01-01T10:00:00Z",
            "item":[{"linkId":"/29299-5","answer":[{"valueString":"my ears"}]}]}}]}""");

    Answers answers = previsit.answers(byDoctor()).join();

    assertThat(answers.all()).hasSize(before + 1);
    assertThat(answers.voices("noah-today", Instant.now()))
        .filteredOn(voice -> voice.form() != null)
        .extracting(voice -> voice.answers().concern())
        .containsExactly("my ears");
  }

  @Test
  void asksForNoObservationsWhereTheSiteKeepsNoWordsInThem() {
    assertThat(previsit.surveys(byDoctor()).join()).isEqualTo(Reading.Found.of(List.of()));
    assertThat(ehr.requests()).isEmpty();
  }

  private Write send(Launch launch, Author saidBy, Author recordedBy) {
    return previsit.send(
        launch, ANSWERS, new Attribution(saidBy, recordedBy, TODAY), Locale.ENGLISH);
  }

  private Launch byDoctor() {
    return chart.byClinician(DR_AHLGREN.id(), NOAH.id(), "noah-today");
  }

  private Launch byAssistant() {
    return chart.byAssistant(LENA_ORTIZ.id(), NOAH.id(), "noah-today");
  }

  private JsonNode theResponse() {
    return ehr.stored("QuestionnaireResponse").getLast();
  }

  private static void assertPeople(JsonNode response, String saidBy, String recordedBy) {
    assertThat(response.at("/subject/reference").asText()).isEqualTo("Patient/noah");
    assertThat(response.at("/source/reference").asText()).isEqualTo(saidBy);
    assertThat(response.at("/author/reference").asText()).isEqualTo(recordedBy);
  }
}
