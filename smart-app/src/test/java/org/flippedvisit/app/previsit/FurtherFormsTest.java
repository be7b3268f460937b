package org.flippedvisit.app.previsit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.DR_AHLGREN;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.INGRID;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.NOAH;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.flippedvisit.app.agenda.AgendaService;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.launch.Launches;
import org.flippedvisit.app.launch.OpenChart;
import org.flippedvisit.app.launch.Role;
import org.flippedvisit.app.ledger.Attribution;
import org.flippedvisit.app.ledger.Write;
import org.flippedvisit.app.ledger.WriteLedger;
import org.flippedvisit.app.testing.AppTest;
import org.flippedvisit.fhir.agenda.AgendaItem;
import org.flippedvisit.fhir.agenda.FromChart;
import org.flippedvisit.fhir.form.Form;
import org.flippedvisit.fhir.form.FormAnswer;
import org.flippedvisit.fhir.form.FormFilling;
import org.flippedvisit.fhir.previsit.OtherForm;
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

/** What a site asks beside our form: each form apart, whose it is, and nothing of it overlooked. */
@AppTest
@Tag("store")
class FurtherFormsTest {
  private static final Author.Patient SON = new Author.Patient(NOAH.id(), NOAH.name());
  private static final Author.RelatedPerson MOTHER =
      new Author.RelatedPerson(INGRID.id(), INGRID.name(), "mother");
  private static final Visit TODAY = new Visit("noah-today", null, null, null, null);
  private static final String CHECK_IN = "https://north.example/Questionnaire/check-in";
  private static final String NOT_AT_ALL = "LA6568-5";
  private static final String SEVERAL_DAYS = "LA6569-3";

  private final FakeEhr ehr = FakeEhr.start().withPageSize(1000);
  private final PreVisitService previsit;
  private final PreVisitForms forms;
  private final FurtherForms further;
  private final FittingPacks packs;
  private final LaunchContexts contexts;
  private final AgendaService agenda;
  private final WriteLedger ledger;
  private final OpenChart chart;
  private final Form checkIn;
  private final Form ride;

  FurtherFormsTest(
      Launches launches,
      PreVisitService previsit,
      PreVisitForms forms,
      FurtherForms further,
      FittingPacks packs,
      LaunchContexts contexts,
      AgendaService agenda,
      WriteLedger ledger) {
    this.previsit = previsit;
    this.forms = forms;
    this.further = further;
    this.packs = packs;
    this.contexts = contexts;
    this.agenda = agenda;
    this.ledger = ledger;
    chart = new OpenChart(launches, ehr);
    checkIn = forms.further().getFirst();
    ride = forms.further().getLast();
  }

  @BeforeEach
  void loadCharts() {
    LocalDate today = LocalDate.now(ZoneId.systemDefault());
    ehr.load(Charts.json("staff", today));
    ehr.load(Charts.json("noah", today));
  }

  @AfterEach
  void stop() {
    ehr.close();
  }

  @Test
  void fillsInWhatTheFormAsksOfTheLaunchAndAsksForNothingElse() {
    Launch son = chart.byPatient(NOAH.id());
    Map<String, String> known = contexts.of(son).join();
    assertThat(known).containsOnlyKeys("patient");
    assertThat(forms.begin(son, ride, known).kept()).contains("\"valueDate\":\"20");
    assertThat(forms.begin(son, ride).kept()).doesNotContain("valueDate");
  }

  @Test
  void goesWithoutWhatTheChartDoesNotSayOfTheLaunch() {
    ehr.fault(Interaction.anyFhir(), Fault.status(503));
    assertThat(contexts.of(chart.byPatient(NOAH.id())).join()).isEmpty();
  }

  @Test
  void keepsWhatIsTypedInEachFormApart() {
    Launch son = chart.byPatient(NOAH.id());
    KeptForm typed = new KeptForm(filledIn(son, NOT_AT_ALL).kept());
    KeptForm ours = new KeptForm(ours(son, KeptForm.NOTHING, List.of()).kept());
    previsit.typed(son).keep(ours);
    further.typed(son, checkIn).keep(typed);

    assertThat(here(chart.byPatient(NOAH.id()), checkIn)).isEqualTo(typed);
    assertThat(further.typed(son, ride).here()).isEmpty();
    assertThat(previsit.typed(son).here().orElseThrow().value()).isEqualTo(ours);
    assertThat(further.typed(chart.byProxy(INGRID.id(), NOAH.id()), checkIn).here()).isEmpty();
  }

  @Test
  void sendsItUnderItsOwnNameAndClearsItsOwnDraftOnly() {
    Launch son = chart.byPatient(NOAH.id());
    KeptForm ours = new KeptForm(ours(son, KeptForm.NOTHING, List.of()).kept());
    previsit.typed(son).keep(ours);
    FormFilling form = filledIn(son, NOT_AT_ALL);
    further.typed(son, checkIn).keep(new KeptForm(form.kept()));

    Write write = send(son, form, SON, null);

    assertThat(write.isInTheChart()).isTrue();
    assertThat(further.typed(son, checkIn).here()).isEmpty();
    assertThat(previsit.typed(son).here().orElseThrow().value()).isEqualTo(ours);
    JsonNode response = theResponse();
    assertThat(response.at("/questionnaire").asText()).isEqualTo(CHECK_IN + "|1");
    assertThat(response.at("/source/reference").asText()).isEqualTo("Patient/noah");
    assertThat(response.at("/author/reference").asText()).isEqualTo("Patient/noah");
    assertThat(response.at("/encounter/reference").asText()).isEqualTo("Encounter/noah-today");
    assertThat(response.toString()).contains("my ears").doesNotContain("not at home");
    assertThat(sent(son)).extracting(Answers.Kept::write).containsExactly(write);
    assertThat(forms.read(previsit.sent(son, sent(son).getFirst().response())).kept())
        .as("as it was filled in")
        .isEqualTo(form.kept());
  }

  @Test
  void tellsTheTeamWhatItSaysInItsOwnVoice() {
    Launch son = chart.byPatient(NOAH.id());
    send(son, filledIn(son, NOT_AT_ALL), SON, null);
    assertVoiceOfCheckIn();
  }

  @Test
  void tellsTheTeamTheSameWhereTheEhrTakesNothing() {
    ehr.withoutCreate("QuestionnaireResponse");
    Launch son = chart.byPatient(NOAH.id());
    send(son, filledIn(son, NOT_AT_ALL), SON, null);
    assertVoiceOfCheckIn();
    assertThat(sent(son)).hasSize(1);
  }

  private void assertVoiceOfCheckIn() {
    PreVisitResponse voice =
        previsit.answers(byDoctor()).join().voices("noah-today", Instant.now()).stream()
            .filter(one -> one.form() != null)
            .findFirst()
            .orElseThrow();
    assertThat(voice.answers().concern()).isEqualTo("my ears");
    assertThat(voice.answers().talkAlone()).containsExactly("I am not at home much");
    OtherForm form = voice.form();
    assertThat(form == null ? null : form.title(Locale.of("es")))
        .hasValue("Preguntas para jóvenes");
    List<AgendaItem> items = agenda.open(byDoctor(), List.of(voice), List.of()).items();
    assertThat(items)
        .extracting(AgendaItem::words)
        .containsExactly("my ears", "I am not at home much");
    assertThat(items.getLast().privacy()).isEqualTo(AgendaItem.Privacy.ALONE);
  }

  @Test
  void showsNoVoiceOfAFormThatSaysNothingOfAVisit() {
    int before = previsit.answers(byDoctor()).join().all().size();
    Launch son = chart.byPatient(NOAH.id());
    FormFilling form = forms.begin(son, ride);
    form.answer(form.nodes().getFirst().id(), List.of(new FormAnswer.YesNo(true)));

    send(son, form, SON, null);

    assertThat(previsit.answers(byDoctor()).join().all()).hasSize(before);
    assertThat(further.sent(son, ride, "noah-today")).hasSize(1);
    assertThat(sent(son)).isEmpty();
  }

  @Test
  void sendsAChangeAsAmendedAndKeepsBoth() {
    Launch son = chart.byPatient(NOAH.id());
    FormFilling form = filledIn(son, NOT_AT_ALL);
    Write first = send(son, form, SON, null);
    say(form, "1", "my ears, and the bus");

    send(son, form, SON, sent(son).getFirst().response());

    JsonNode amended = theResponse();
    assertThat(amended.at("/status").asText()).isEqualTo("amended");
    assertThat(amended.at("/extension/1/valueReference/reference").asText())
        .isEqualTo(first.resourceReference());
    assertThat(sent(son))
        .extracting(one -> one.response().answers().concern())
        .containsExactly("my ears, and the bus", "my ears");
    assertThat(previsit.answers(byDoctor()).join().voices("noah-today", Instant.now()))
        .filteredOn(voice -> voice.form() != null)
        .extracting(voice -> voice.answers().concern())
        .containsExactly("my ears, and the bus");
  }

  @Test
  void tellsTheMotherNothingOfHerSons() {
    Launch son = chart.byPatient(NOAH.id());
    Launch mother = chart.byProxy(INGRID.id(), NOAH.id());
    send(son, filledIn(son, NOT_AT_ALL), SON, null);

    assertThat(sent(mother)).isEmpty();
    assertThat(previsit.answers(mother).join().toString())
        .doesNotContain("my ears")
        .doesNotContain("not at home");

    send(mother, filledIn(mother, NOT_AT_ALL), MOTHER, null);
    assertThat(sent(mother)).hasSize(1);
    assertThat(sent(son)).hasSize(1);
  }

  @Test
  void overlooksNoRiskAnswerThatIsOnlyKeptHere() {
    ehr.fault(Interaction.create("QuestionnaireResponse"), Fault.status(403));
    Launch son = chart.byPatient(NOAH.id());
    Write refused = send(son, filledIn(son, SEVERAL_DAYS), SON, null);
    assertThat(refused.isInTheChart()).isFalse();

    List<AgendaItem> keptHere = safety();
    assertThat(keptHere).hasSize(1);
    agenda.open(byDoctor(), List.of(), keptHere);
    ehr.fault(Interaction.anyFhir(), Fault.status(503));
    assertThat(
            agenda
                .withoutChart(byDoctor(), Locale.ENGLISH, previsit.notInTheChart(byDoctor()))
                .items())
        .as("while the chart cannot be read")
        .extracting(AgendaItem::source)
        .containsExactly(keptHere.getFirst().source());

    ehr.clearFaults();
    assertThat(ledger.settle(byDoctor(), refused).isInTheChart()).isTrue();
    assertThat(previsit.notInTheChart(byDoctor())).isEmpty();
    List<AgendaItem> charted = safety();
    assertThat(charted).hasSize(1);
    assertThat(agenda.open(byDoctor(), List.of(), charted).items())
        .as("one row, before it was in the chart and afterwards")
        .filteredOn(AgendaItem::bearsOnSafety)
        .hasSize(1);
  }

  private List<AgendaItem> safety() {
    return agenda
        .fromChart(byDoctor(), Locale.ENGLISH, previsit.notInTheChart(byDoctor()))
        .join()
        .orElse(FromChart.NONE)
        .items()
        .stream()
        .filter(AgendaItem::bearsOnSafety)
        .toList();
  }

  @Test
  void findsThePackThatFitsWhatThePersonLivesWith() {
    assertThat(packs.of(chart.byPatient(NOAH.id())).join()).containsExactly("cystic-fibrosis");
    assertThat(ehr.requestsTo(Interaction.search("Condition"))).hasSize(1);
  }

  @Test
  void asksNothingOfTheChartThatTheLaunchMayNotRead() {
    Launch without =
        chart.open(
            Role.PATIENT,
            "Patient/noah",
            NOAH.id(),
            "noah-today",
            "launch/patient openid fhirUser patient/Patient.rs");
    assertThat(packs.of(without).join()).isEmpty();
    assertThat(ehr.requests()).isEmpty();
  }

  @Test
  void asksNoPackWhereTheChartIsSlowOrBroken() {
    for (Fault fault : List.of(Fault.status(500), Fault.TIMEOUT, Fault.HTML_200)) {
      ehr.clearFaults();
      ehr.fault(Interaction.search("Condition"), fault);
      assertThat(packs.of(chart.byPatient(NOAH.id())).join()).as("%s", fault).isEmpty();
    }
  }

  @Test
  void waitsForNoChartThatDoesNotAnswer() throws Exception {
    var never = new CompletableFuture<List<String>>();
    assertThat(FittingPacks.soon(never).get(10, TimeUnit.SECONDS)).isEmpty();
    assertThat(never).as("a later look may still find them").isNotDone();
  }

  @Test
  void dropsNoAnswerBecauseTheChartSaysSomethingElseSince() {
    Launch son = chart.byPatient(NOAH.id());
    FormFilling begun = ours(son, KeptForm.NOTHING, List.of("cystic-fibrosis"));
    say(begun, "cf-clearance", "no time at school");
    KeptForm kept = new KeptForm(begun.kept());

    FormFilling resolved = ours(son, kept, List.of());
    FormFilling another = ours(son, kept, List.of("type-2-diabetes"));

    assertThat(resolved.kept()).isEqualTo(kept.filling());
    assertThat(another.form().canonical()).endsWith("-cystic-fibrosis.type-2-diabetes");
    for (FormFilling form : List.of(resolved, another, forms.read(kept))) {
      assertThat(PreVisitForms.question(form, "cf-clearance").orElseThrow().answers())
          .containsExactly(new FormAnswer.Words("no time at school"));
    }
    assertThat(PreVisitForms.question(forms.read(kept), "t2d-hard")).isEmpty();
    assertThat(PreVisitForms.question(another, "t2d-hard")).isPresent();
  }

  private FormFilling ours(Launch launch, KeptForm kept, List<String> fitting) {
    return forms.resume(launch, forms.ours(kept, fitting), kept);
  }

  private FormFilling filledIn(Launch launch, String mood) {
    FormFilling form = forms.begin(launch, checkIn);
    say(form, "1", "my ears");
    say(form, "4", "I am not at home much");
    form.answer(
        PreVisitForms.question(form, "3").orElseThrow().id(),
        List.of(new FormAnswer.Choice("http://loinc.org", mood, null)));
    return form;
  }

  private static void say(FormFilling form, String linkId, String words) {
    form.answer(
        PreVisitForms.question(form, linkId).orElseThrow().id(),
        List.of(new FormAnswer.Words(words)));
  }

  private KeptForm here(Launch launch, Form form) {
    return further.typed(launch, form).here().orElseThrow().value();
  }

  private List<Answers.Kept> sent(Launch launch) {
    return further.sent(launch, checkIn, "noah-today");
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

  private Launch byDoctor() {
    return chart.byClinician(DR_AHLGREN.id(), NOAH.id(), "noah-today");
  }

  private JsonNode theResponse() {
    return ehr.stored("QuestionnaireResponse").getLast();
  }
}
