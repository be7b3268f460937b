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
import org.flippedvisit.app.draft.TypedForms;
import org.flippedvisit.app.ehr.Reading;
import org.flippedvisit.app.ehr.WriteOutcome.Why;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.launch.Launches;
import org.flippedvisit.app.launch.OpenChart;
import org.flippedvisit.app.launch.Role;
import org.flippedvisit.app.ledger.Attribution;
import org.flippedvisit.app.ledger.Write;
import org.flippedvisit.app.ledger.WriteLedger;
import org.flippedvisit.app.ledger.WriteState;
import org.flippedvisit.app.testing.AppTest;
import org.flippedvisit.fhir.form.FormAnswer;
import org.flippedvisit.fhir.form.FormFilling;
import org.flippedvisit.fhir.mapping.VisitCodes;
import org.flippedvisit.fhir.previsit.PreVisitAnswers;
import org.flippedvisit.fhir.previsit.PreVisitResponse;
import org.flippedvisit.fhir.provenance.Author;
import org.flippedvisit.fhir.visit.Visit;
import org.flippedvisit.fixtures.fakeehr.FakeEhr;
import org.flippedvisit.fixtures.fakeehr.Fault;
import org.flippedvisit.fixtures.fakeehr.Interaction;
import org.flippedvisit.fixtures.patients.Charts;
import org.jspecify.annotations.Nullable;
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

  private static final KeptForm TYPED = new KeptForm("as the form engine keeps it");

  private final FakeEhr ehr = FakeEhr.start().withPageSize(1000);
  private final PreVisitService previsit;
  private final PreVisitForms forms;
  private final TypedForms typedForms;
  private final WriteLedger ledger;
  private final OpenChart chart;

  PreVisitServiceTest(
      Launches launches,
      PreVisitService previsit,
      PreVisitForms forms,
      TypedForms typedForms,
      WriteLedger ledger) {
    this.previsit = previsit;
    this.forms = forms;
    this.typedForms = typedForms;
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

    previsit.typed(son).keep(TYPED);

    assertThat(previsit.typed(chart.byPatient(NOAH.id())).here())
        .as("on another device")
        .hasValueSatisfying(draft -> assertThat(draft.value()).isEqualTo(TYPED));
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
        byAssistant(),
        typed,
        new Attribution(MOTHER, ASSISTANT, TODAY),
        Locale.ENGLISH,
        WriteLedger.newKey());

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
    FormFilling form = begin(son);
    say(form, "concern", "Will I play?");
    previsit.typed(son).keep(new KeptForm(form.kept()));

    send(son, form, SON, null);

    assertThat(previsit.typed(son).here()).isEmpty();
  }

  @Test
  void opensEveryAnswerAgainAsItWasSent() {
    Launch son = chart.byPatient(NOAH.id());
    FormFilling form = filledInBySon(son);

    send(son, form, SON, null);

    FormFilling again = resume(son, previsit.sent(son, newest(son)));
    assertThat(again.kept()).isEqualTo(form.kept());
  }

  @Test
  void sendsOnceWhatIsTriedAgainUnchanged() {
    Launch son = chart.byPatient(NOAH.id());
    FormFilling form = filledInBySon(son);
    var by = new Attribution(SON, SON, TODAY);
    var typed = new KeptForm(form.kept());
    int before = ehr.stored("QuestionnaireResponse").size();
    FilledIn first = FilledIn.of(typed, form.completed(Locale.ENGLISH), null);
    FilledIn again = FilledIn.of(typed, form.completed(Locale.ENGLISH), first);
    say(form, "worthwhile", "a plan for school");
    FilledIn other = FilledIn.of(new KeptForm(form.kept()), form.completed(Locale.ENGLISH), again);

    previsit.send(son, first, by, Locale.ENGLISH, null);
    Write sent = previsit.send(son, again, by, Locale.ENGLISH, null);

    assertThat(sent.isInTheChart()).isTrue();
    assertThat(ehr.stored("QuestionnaireResponse")).hasSize(before + 1);
    assertThat(previsit.answers(son).join().ofVisit("noah-today", Instant.now())).hasSize(1);
    assertThat(other.key()).isNotEqualTo(first.key());
  }

  @Test
  void sendsChangedAnswersAsAmendedAndNamesWhatTheyChange() {
    Launch son = chart.byPatient(NOAH.id());
    FormFilling form = filledInBySon(son);
    send(son, form, SON, null);
    PreVisitResponse first = newest(son);
    say(form, "worthwhile", "a plan for school");

    send(son, form, SON, first);

    JsonNode amended = theResponse();
    assertThat(amended.at("/status").asText()).isEqualTo("amended");
    assertThat(amended.at("/extension/1/valueReference/reference").asText())
        .isEqualTo(first.reference());
    assertThat(previsit.answers(son).join().ofVisit("noah-today", Instant.now()))
        .extracting(PreVisitResponse::status)
        .containsExactly(PreVisitResponse.Status.AMENDED, PreVisitResponse.Status.COMPLETED);
    assertThat(previsit.answers(byDoctor()).join().voices("noah-today", Instant.now()))
        .extracting(voice -> voice.answers().worthwhile())
        .containsExactly("a plan for school");
  }

  @Test
  void tellsTheCareTeamAloneWhatIsForTalkingAlone() {
    Launch son = chart.byPatient(NOAH.id());
    send(son, filledInBySon(son), SON, null);

    assertThat(theResponse().toString()).contains("Will I play?").doesNotContain("not at home");
    assertThat(previsit.answers(byDoctor()).join().voices("noah-today", Instant.now()))
        .extracting(voice -> voice.answers().talkAlone())
        .containsExactly(List.of("I am not at home much"));
    Answers ofMother = previsit.answers(chart.byProxy(INGRID.id(), NOAH.id())).join();
    assertThat(ofMother.toString()).doesNotContain("not at home").doesNotContain("Will I play?");
  }

  @Test
  void tellsTheSonNothingThatHisMotherWroteForTalkingAlone() {
    Launch mother = chart.byProxy(INGRID.id(), NOAH.id());
    FormFilling form = begin(mother);
    say(form, "concern", "He hardly sleeps");
    say(form, "talk-alone", "I worry about his friends");
    choose(form, "answering-as", "parent");
    send(mother, form, MOTHER, null);

    Launch son = chart.byPatient(NOAH.id());
    assertThat(previsit.answers(son).join().toString())
        .doesNotContain("his friends")
        .doesNotContain("hardly sleeps");
    assertThat(theResponse().toString()).doesNotContain("his friends");
    assertThat(previsit.answers(byDoctor()).join().toString()).contains("his friends");
  }

  @Test
  void keepsWhatIsForTalkingAloneWhereTheEhrTakesNothing() {
    ehr.withoutCreate("QuestionnaireResponse");
    Launch son = chart.byPatient(NOAH.id());

    send(son, filledInBySon(son), SON, null);

    assertThat(previsit.answers(byDoctor()).join().toString()).contains("not at home");
    assertThat(previsit.answers(chart.byProxy(INGRID.id(), NOAH.id())).join().toString())
        .doesNotContain("not at home");
  }

  @Test
  void goesOnWithAnswersThatAnEarlierVersionKept() {
    Launch son = chart.byPatient(NOAH.id());
    var earlier = typedForms.form(son, "previsit", PreVisitAnswers.class, PreVisitAnswers.EMPTY);
    earlier.keep(ANSWERS);

    FormFilling form = resume(son, previsit.typed(son).here().orElseThrow().value());

    assertThat(PreVisitForms.question(form, "concern").orElseThrow().answers())
        .containsExactly(new FormAnswer.Words(ANSWERS.concern()));
    assertThat(earlier.isBegun()).isFalse();
  }

  @Test
  void offersWhatWasBegunForAnotherVisitAndTakesItOverOnce() {
    Launch before =
        chart.open(Role.PATIENT, "Patient/noah", NOAH.id(), "noah-before", OpenChart.PORTAL_SCOPE);
    FormFilling form = filledInBySon(before);
    previsit.typed(before).keep(new KeptForm(form.kept()));

    Launch now = chart.byPatient(NOAH.id());
    assertThat(previsit.typed(now).here()).isEmpty();
    BegunForm begun = previsit.begun(now).getFirst();
    begun.take().run();

    assertThat(previsit.typed(now).here().orElseThrow().value().filling()).isEqualTo(form.kept());
    assertThat(previsit.begun(now)).isEmpty();
  }

  @Test
  void keepsHowThePersonGoesThroughTheQuestions() {
    previsit.choose(chart.byPatient(NOAH.id()), new FlowChoice(FlowChoice.ONE_PAGE));

    assertThat(previsit.flow(chart.byPatient(NOAH.id())).isOnePage()).isTrue();
    assertThat(previsit.flow(chart.byProxy(INGRID.id(), NOAH.id())).isOnePage()).isFalse();
  }

  @Test
  void joinsTheChartAtTheNextStaffLaunchAndStaysThePatientsWord() {
    ehr.fault(Interaction.create("QuestionnaireResponse"), Fault.status(403));
    Launch son = chart.byPatient(NOAH.id());
    Write refused = send(son, filledInBySon(son), SON, null);
    assertThat(refused.why()).isEqualTo(Why.NOT_PERMITTED);
    assertThat(previsit.answers(son).join().keptHere())
        .singleElement()
        .extracting(Answers.Kept::write)
        .isEqualTo(refused);
    ehr.clearFaults();

    assertThat(ledger.open(byDoctor())).containsExactly(refused);
    Write settled = ledger.settle(byDoctor(), refused);

    assertThat(settled.isInTheChart()).isTrue();
    assertPeople(theResponse(), "Patient/noah", "Patient/noah");
    assertThat(ledger.open(byDoctor())).isEmpty();
    assertThat(previsit.answers(son).join().keptHere()).isEmpty();
  }

  private FormFilling begin(Launch launch) {
    return resume(launch, KeptForm.NOTHING);
  }

  private FormFilling resume(Launch launch, KeptForm kept) {
    return forms.resume(launch, forms.ours(kept, List.of()), kept);
  }

  private static FormFilling filledIn(FormFilling form) {
    say(form, "concern", "Will I play?");
    say(form, "life-event-what", "the tournament");
    say(form, "talk-alone", "I am not at home much");
    return form;
  }

  private FormFilling filledInBySon(Launch launch) {
    return filledIn(begin(launch));
  }

  private static void say(FormFilling form, String linkId, String words) {
    form.answer(
        PreVisitForms.question(form, linkId).orElseThrow().id(),
        List.of(new FormAnswer.Words(words)));
  }

  private static void choose(FormFilling form, String linkId, String code) {
    form.answer(
        PreVisitForms.question(form, linkId).orElseThrow().id(),
        List.of(new FormAnswer.Choice(VisitCodes.SYSTEM, code, null)));
  }

  private Write send(
      Launch launch, FormFilling form, Author by, @Nullable PreVisitResponse former) {
    return previsit.send(
        launch,
        FilledIn.of(new KeptForm(form.kept()), form.completed(Locale.ENGLISH), null),
        new Attribution(by, by, TODAY),
        Locale.ENGLISH,
        former);
  }

  private PreVisitResponse newest(Launch launch) {
    return previsit.answers(launch).join().ofVisit("noah-today", Instant.now()).getFirst();
  }

  @Test
  void showsSentAnswersOnce() {
    Launch son = chart.byPatient(NOAH.id());
    int before = previsit.answers(byDoctor()).join().all().size();
    send(son, SON, SON);

    Answers answers = previsit.answers(byDoctor()).join();

    assertThat(answers.all()).hasSize(before + 1);
    assertThat(answers.keptHere()).isEmpty();
    assertThat(answers.all().getFirst().answers().concern()).isEqualTo(ANSWERS.concern());
  }

  @Test
  void hearsBothVoicesAndThePatientsFirst() {
    send(chart.byPatient(NOAH.id()), SON, SON);
    send(chart.byProxy(INGRID.id(), NOAH.id()), MOTHER, MOTHER);
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
