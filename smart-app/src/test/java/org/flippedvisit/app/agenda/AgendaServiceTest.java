package org.flippedvisit.app.agenda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.DR_AHLGREN;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.NOAH;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.flippedvisit.app.ehr.Reading;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.launch.Launches;
import org.flippedvisit.app.launch.OpenChart;
import org.flippedvisit.app.ledger.WriteLedger;
import org.flippedvisit.app.ledger.WriteState;
import org.flippedvisit.app.patient.PatientService;
import org.flippedvisit.app.patient.People;
import org.flippedvisit.app.testing.AppTest;
import org.flippedvisit.app.testing.Together;
import org.flippedvisit.fhir.agenda.Agenda;
import org.flippedvisit.fhir.agenda.AgendaItem;
import org.flippedvisit.fhir.agenda.Closing;
import org.flippedvisit.fhir.agenda.Closing.Covered;
import org.flippedvisit.fhir.agenda.EarlierFate;
import org.flippedvisit.fhir.agenda.Fate;
import org.flippedvisit.fhir.agenda.FromChart;
import org.flippedvisit.fhir.agenda.Origin;
import org.flippedvisit.fhir.agenda.VisitSummary;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.previsit.PreVisitAnswers;
import org.flippedvisit.fhir.previsit.PreVisitResponse;
import org.flippedvisit.fhir.provenance.Author;
import org.flippedvisit.fixtures.fakeehr.FakeEhr;
import org.flippedvisit.fixtures.fakeehr.Fault;
import org.flippedvisit.fixtures.fakeehr.Interaction;
import org.flippedvisit.fixtures.patients.Charts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One agenda of both lists, kept at once whoever changes it, carried over, closed, published. */
@AppTest
@Tag("store")
class AgendaServiceTest {
  private final LocalDate today = LocalDate.now(ZoneId.systemDefault());
  private static final Fate DISCUSSED = new Fate.Discussed("We went through it");
  private static final Fate LATER =
      new Fate.Later(Fate.Place.NEXT_VISIT, "Dr. Ahlgren", null, "with the new result");

  private final FakeEhr ehr = FakeEhr.start().withPageSize(1000);
  private final AgendaService agenda;
  private final PatientService patients;
  private final WriteLedger ledger;
  private final OpenChart chart;

  AgendaServiceTest(
      Launches launches, AgendaService agenda, PatientService patients, WriteLedger ledger) {
    this.agenda = agenda;
    this.patients = patients;
    this.ledger = ledger;
    chart = new OpenChart(launches, ehr);
  }

  @BeforeEach
  void loadCharts() {
    ehr.load(Charts.json("staff", today));
    ehr.load(Charts.json("noah", today));
  }

  @AfterEach
  void stop() {
    ehr.close();
  }

  @Test
  void putsThePersonsWordsBeforeTheTeamsList() {
    Launch launch = visit("noah-today");
    var proposals = agenda.fromChart(launch, Locale.ENGLISH, List.of()).join();
    assertThat(proposals).isInstanceOf(Reading.Found.class);
    List<AgendaItem> team = proposals.orElse(FromChart.NONE).items();
    assertThat(team).isNotEmpty();

    Agenda opened = agenda.open(launch, List.of(says("Will I play on Saturday?")), team);

    assertThat(opened.items()).hasSize(team.size() + 1);
    assertThat(opened.items().getFirst().words()).isEqualTo("Will I play on Saturday?");
    assertThat(opened.items().getFirst().origin()).isEqualTo(Origin.PERSON);
    assertThat(agenda.current(launch)).isEqualTo(opened);
  }

  @Test
  void addsNothingTwiceHoweverOftenItIsOpened() {
    Launch launch = visit("noah-today");
    Agenda opened = open(launch);

    assertThat(open(launch)).isEqualTo(opened);
    Launch other = chart.byAssistant("lena-ortiz", NOAH.id(), "noah-today");
    assertThat(open(other)).isEqualTo(opened);
  }

  @Test
  void opensOnceWhereSeveralOpenTogether() throws Exception {
    Launch launch = visit("noah-today");
    List<AgendaItem> team =
        agenda.fromChart(launch, Locale.ENGLISH, List.of()).join().orElse(FromChart.NONE).items();
    List<PreVisitResponse> voices = List.of(says("Will I play on Saturday?"));

    List<Agenda> opened = Together.run(8, () -> agenda.open(launch, voices, team));

    assertThat(agenda.current(launch).items()).hasSize(team.size() + 1);
    assertThat(opened).allMatch(one -> one.equals(agenda.current(launch)));
  }

  @Test
  void losesNoChangeOfSeveralWhoSaveTogether() throws Exception {
    Launch launch = visit("noah-today");
    var number = new AtomicInteger();

    Together.run(
        16,
        () -> {
          AgendaItem mine = item("item " + number.incrementAndGet());
          return agenda.change(launch, stored -> stored.withItemAdded(mine));
        });

    assertThat(agenda.current(launch).items())
        .extracting(AgendaItem::words)
        .hasSize(16)
        .doesNotHaveDuplicates();
  }

  @Test
  void saysOfClosedVisitsWhatBecameOfWhatIsAskedForAndNothingPrivate() {
    Launch first = visit("visit-1");
    AgendaItem carried = item("DEXA");
    AgendaItem alone = item("I smoke").withPrivacy(AgendaItem.Privacy.ALONE);
    AgendaItem ofTheTeam = item("Inhaler");
    agenda.change(
        first,
        stored ->
            stored
                .withItemAdded(carried.withFate(LATER))
                .withItemAdded(alone.withFate(DISCUSSED))
                .withItemAdded(ofTheTeam.withFate(DISCUSSED)));
    Launch atHome = chart.byPatient(NOAH.id());
    assertThat(agenda.became(atHome, item -> true)).as("while it is open").isEmpty();

    close(first);

    assertThat(agenda.became(atHome, item -> !item.words().equals("Inhaler")))
        .containsExactly(new AgendaService.Became(today, "DEXA", LATER));
    Launch second = visit("visit-2");
    agenda.open(second, List.of(), List.of());
    agenda.change(second, stored -> stored.withFate(carried.id(), DISCUSSED));
    close(second);
    assertThat(agenda.became(atHome, item -> item.words().equals("DEXA")))
        .as("once, as it stood last")
        .containsExactly(new AgendaService.Became(today, "DEXA", DISCUSSED));
  }

  @Test
  void carriesOverUntilSomebodyDecides() {
    Launch first = visit("visit-1");
    AgendaItem putOff = item("DEXA");
    AgendaItem done = item("Inhaler");
    AgendaItem forgotten = item("School letter");
    agenda.change(
        first,
        stored ->
            stored
                .withItemAdded(putOff.withFate(LATER))
                .withItemAdded(done.withFate(DISCUSSED))
                .withItemAdded(forgotten));

    Launch second = visit("visit-2");
    Agenda carried = agenda.open(second, List.of(), List.of());

    assertThat(carried.items())
        .allMatch(item -> item.origin() == Origin.CARRIED_OVER && item.isOpen())
        .extracting(AgendaItem::words, item -> item.grounds().before())
        .containsExactly(
            tuple("DEXA", new EarlierFate(LATER, today)), tuple("School letter", null));
    agenda.change(
        second, stored -> stored.withFate(putOff.id(), DISCUSSED).withFate(forgotten.id(), LATER));
    assertThat(agenda.open(visit("visit-3"), List.of(), List.of()).items())
        .extracting(AgendaItem::id)
        .containsExactly(forgotten.id());
  }

  @Test
  void remembersWhatThePersonSaidOfWhatIsProposedAgain() {
    Fate no = new Fate.NotNow("needles make me faint", "");
    AgendaItem proposed = fromChart("ServiceRequest/flu", "Flu shot");
    agenda.open(visit("visit-1"), List.of(), List.of(proposed));
    agenda.change(visit("visit-1"), stored -> stored.withFate(proposed.id(), no));

    Agenda next =
        agenda.open(
            visit("visit-2"), List.of(), List.of(fromChart("ServiceRequest/flu", "Flu shot")));

    assertThat(next.items())
        .singleElement()
        .satisfies(
            again -> {
              assertThat(again.isOpen()).isTrue();
              assertThat(again.grounds().before()).isEqualTo(new EarlierFate(no, today));
            });
  }

  @Test
  void keepsOnePatientsAgendaFromAnother() {
    agenda.change(visit("noah-today"), stored -> stored.withItemAdded(item("his").withFate(LATER)));

    Launch amina = chart.byClinician(DR_AHLGREN.id(), "amina", "noah-today");
    assertThat(agenda.open(amina, List.of(), List.of())).isEqualTo(Agenda.EMPTY);
  }

  @Test
  void changesNothingOnceTheVisitIsClosed() {
    Launch launch = closedVisit();
    Agenda closed = agenda.current(launch);

    Agenda again =
        agenda.open(launch, List.of(says("One more thing")), List.of(item("A new order")));

    assertThat(again).isEqualTo(closed);
    assertThat(agenda.current(launch)).isEqualTo(closed);
  }

  @Test
  void closesNothingWhileAnItemHasNoFate() {
    Launch launch = visit("noah-today");
    agenda.change(launch, stored -> stored.withItemAdded(item("DEXA")));

    assertThatThrownBy(() -> close(launch)).isInstanceOf(IllegalStateException.class);
    assertThat(agenda.current(launch).isClosed()).isFalse();
  }

  @Test
  void publishesOneNoteWithTheWordsAndFatesOfTheAgenda() {
    Launch launch = closedVisit();

    AgendaService.Published published = agenda.publish(launch, summary(launch));

    assertThat(published.note().state()).isEqualTo(WriteState.CONFIRMED);
    JsonNode note = theNote();
    assertThat(note.at("/type/coding/0/code").asText()).isEqualTo("11506-3");
    assertThat(note.at("/subject/reference").asText()).isEqualTo("Patient/noah");
    assertThat(note.at("/author/0/reference").asText()).isEqualTo(DR_AHLGREN.reference());
    assertThat(note.at("/context/encounter/0/reference").asText())
        .isEqualTo("Encounter/noah-today");
    assertThat(note.at("/context/period/end").asText()).isNotEmpty();
    assertThat(note.at("/content/0/attachment/contentType").asText())
        .isEqualTo("text/plain; charset=utf-8");
    String text =
        new String(
            Base64.getDecoder().decode(note.at("/content/0/attachment/data").asText()),
            StandardCharsets.UTF_8);
    assertThat(text)
        .isEqualTo(published.text())
        .contains("Will I play on Saturday?", "We went through it", "Dr. Karin Ahlgren");
  }

  @Test
  void publishesOneNoteWhoeverClosesAndHoweverOften() throws Exception {
    Launch launch = closedVisit();
    Launch otherTab = visit("noah-today");
    VisitSummary summary = summary(launch);
    int before = ehr.stored("DocumentReference").size();
    var turn = new AtomicInteger();

    Together.run(
        4, () -> agenda.publish(turn.getAndIncrement() % 2 == 0 ? launch : otherTab, summary));
    agenda.publish(launch, summary);

    assertThat(ehr.requestsTo(Interaction.create("DocumentReference"))).hasSize(1);
    assertThat(ehr.stored("DocumentReference")).hasSize(before + 1);
  }

  @Test
  void keepsNoteThatDidNotArriveAndSendsItOnceLater() {
    Launch launch = closedVisit();
    ehr.fault(Interaction.create("DocumentReference"), Fault.status(409).once());
    int before = ehr.stored("DocumentReference").size();

    var published = agenda.publish(launch, summary(launch));
    assertThat(published.note().state()).isEqualTo(WriteState.REJECTED);
    assertThat(ledger.open(visit("noah-later"))).containsExactly(published.note());
    ledger.settle(launch, published.note());

    assertThat(ehr.stored("DocumentReference")).hasSize(before + 1);
    assertThat(ledger.open(launch)).isEmpty();
  }

  private Launch visit(String encounter) {
    return chart.byClinician(DR_AHLGREN.id(), NOAH.id(), encounter);
  }

  private Agenda open(Launch launch) {
    List<AgendaItem> team =
        agenda.fromChart(launch, Locale.ENGLISH, List.of()).join().orElse(FromChart.NONE).items();
    return agenda.open(launch, List.of(says("Will I play on Saturday?")), team);
  }

  private Launch closedVisit() {
    Launch launch = visit("noah-today");
    agenda.open(launch, List.of(says("Will I play on Saturday?")), List.of());
    agenda.change(launch, stored -> stored.withFate(stored.items().getFirst().id(), DISCUSSED));
    close(launch);
    return launch;
  }

  private void close(Launch launch) {
    agenda.change(
        launch,
        stored ->
            stored.closed(
                new Closing(
                    Covered.YES,
                    "Thank you",
                    new Author.Practitioner(DR_AHLGREN.id(), DR_AHLGREN.name(), null),
                    Instant.now())));
  }

  private VisitSummary summary(Launch launch) {
    People people = patients.people(launch).join();
    return new VisitSummary(
        people.patientIfKnown().orElseThrow(),
        List.of(),
        "",
        agenda.current(launch),
        people.signedIn(),
        OffsetDateTime.now(ZoneId.systemDefault()).withNano(0),
        people.visitIfKnown().orElseThrow(),
        Locale.ENGLISH,
        null);
  }

  private JsonNode theNote() {
    return ehr.stored("DocumentReference").getLast();
  }

  private PreVisitResponse says(String words) {
    var noah = new Author.Patient("noah", "Noah");
    return new PreVisitResponse(
        "answers-1",
        null,
        PreVisitAnswers.ofConcern(words, null),
        noah,
        noah,
        ClinicalTime.of(today),
        PreVisitResponse.Status.COMPLETED,
        "noah-today");
  }

  private AgendaItem item(String words) {
    return new AgendaItem(
        AgendaService.newId(), Origin.TEAM, words, "", null, null, today, false, false);
  }

  private AgendaItem fromChart(String source, String words) {
    return new AgendaItem(
        AgendaService.newId(), Origin.TEAM, words, "", source, null, today, false, false);
  }
}
