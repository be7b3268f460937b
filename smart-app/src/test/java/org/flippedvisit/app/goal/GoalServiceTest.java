package org.flippedvisit.app.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.DR_AHLGREN;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.INGRID;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.LENA_ORTIZ;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.NOAH;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.flippedvisit.app.ehr.Reading;
import org.flippedvisit.app.ehr.WriteOutcome.Why;
import org.flippedvisit.app.goal.GoalMark.Step;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.launch.Launches;
import org.flippedvisit.app.launch.NotForThisRole;
import org.flippedvisit.app.launch.OpenChart;
import org.flippedvisit.app.launch.Role;
import org.flippedvisit.app.ledger.Attribution;
import org.flippedvisit.app.ledger.Write;
import org.flippedvisit.app.ledger.WriteLedger;
import org.flippedvisit.app.ledger.WriteState;
import org.flippedvisit.app.testing.AppTest;
import org.flippedvisit.fhir.goal.PatientGoal;
import org.flippedvisit.fhir.mapping.WriteKey;
import org.flippedvisit.fhir.provenance.Author;
import org.flippedvisit.fhir.visit.Visit;
import org.flippedvisit.fixtures.fakeehr.FakeEhr;
import org.flippedvisit.fixtures.fakeehr.Fault;
import org.flippedvisit.fixtures.fakeehr.Interaction;
import org.flippedvisit.fixtures.patients.Charts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Goals: whose they are, once in the chart or kept here and said so, and never lost. */
@AppTest
class GoalServiceTest {
  private static final Author.Patient SON = new Author.Patient(NOAH.id(), NOAH.name());
  private static final Author.RelatedPerson MOTHER =
      new Author.RelatedPerson(INGRID.id(), INGRID.name(), "mother");
  private static final Author.Practitioner ASSISTANT =
      new Author.Practitioner(LENA_ORTIZ.id(), LENA_ORTIZ.name(), "medical assistant");
  private static final Visit TODAY = new Visit("noah-today", null, null, null, null);
  private static final String WORDS = "The whole game\non Saturday <b>💪</b>";
  private static final LocalDate DUE = LocalDate.of(2027, 3, 1);

  private final FakeEhr ehr = FakeEhr.start().withPageSize(1000);
  private final GoalService goals;
  private final WriteLedger ledger;
  private final OpenChart chart;
  private int before;

  GoalServiceTest(Launches launches, GoalService goals, WriteLedger ledger) {
    this.goals = goals;
    this.ledger = ledger;
    chart = new OpenChart(launches, ehr);
  }

  @BeforeEach
  void loadCharts() {
    ehr.load(Charts.json("staff", LocalDate.now(ZoneId.systemDefault())));
    ehr.load(Charts.json("noah", LocalDate.now(ZoneId.systemDefault())));
    before = ehr.stored("Goal").size();
  }

  @AfterEach
  void stop() {
    ehr.close();
  }

  @Test
  void writesGoalOfThePatientInTheirWords() {
    Write added = add(byAssistant(), SON, ASSISTANT);

    assertThat(added.state()).isEqualTo(WriteState.CONFIRMED);
    JsonNode goal = theGoal();
    assertThat(goal.at("/description/text").asText()).isEqualTo(WORDS);
    assertThat(goal.at("/expressedBy/reference").asText()).isEqualTo("Patient/noah");
    assertThat(goal.at("/subject/reference").asText()).isEqualTo("Patient/noah");
    assertThat(goal.at("/lifecycleStatus").asText()).isEqualTo("active");
    assertThat(goal.at("/target/0/dueDate").asText()).isEqualTo("2027-03-01");
    assertThat(goal.at("/identifier/0/value").asText()).isEqualTo(added.key().value());
    assertThat(goal.at("/meta/security/0/code").asText()).isEqualTo("PATAST");
  }

  @Test
  void tellsApartWhoseGoalItIsAndWhoTypedIt() {
    add(byAssistant(), MOTHER, ASSISTANT);
    assertThat(theGoal().at("/expressedBy/reference").asText()).isEqualTo(INGRID.reference());
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(ehr.stored("Provenance").getLast().toString())
                    .contains("Goal/")
                    .contains(INGRID.reference())
                    .contains(LENA_ORTIZ.reference()));

    add(chart.byPatient(NOAH.id()), SON, SON);
    assertThat(theGoal().at("/expressedBy/reference").asText()).isEqualTo("Patient/noah");
  }

  @Test
  void letsNobodySpeakForSomebodyElse() {
    Launch son = chart.byPatient(NOAH.id());

    assertThatThrownBy(() -> add(son, MOTHER, SON)).isInstanceOf(NotForThisRole.class);
    assertThatThrownBy(() -> add(son, MOTHER, MOTHER)).isInstanceOf(NotForThisRole.class);
    assertThat(ehr.stored("Goal")).hasSize(before);
    assertThat(own(byDoctor())).noneMatch(goal -> goal.goal().words().equals(WORDS));
  }

  @Test
  void showsGoalOnceWhereverItIs() {
    add(byAssistant(), SON, ASSISTANT);

    assertThat(own(byDoctor()).stream().filter(goal -> goal.goal().words().equals(WORDS)))
        .singleElement()
        .satisfies(goal -> assertThat(goal.isInChart()).isTrue());
  }

  @Test
  void keepsGoalForTheNextLaunchWhereTheChartDoesNotTakeIt() {
    ehr.withoutCreate("Goal");

    Write added = add(byAssistant(), SON, ASSISTANT);

    assertThat(added.why()).isEqualTo(Why.NOT_TAKEN_HERE);
    assertThat(ledger.open(byDoctor())).isEmpty();
    KnownGoal known = theOwn(byDoctor());
    assertThat(known.isInChart()).isFalse();
    assertThat(known.write()).isEqualTo(added);
    assertThat(known.goal().expressedBy()).isEqualTo(SON);
    assertThat(ehr.requestsTo(Interaction.create("Goal"))).isEmpty();
  }

  @Test
  void knowsGoalWhoseAnswerNeverCameAndSendsItNoSecondTime() {
    ehr.fault(Interaction.create("Goal"), Fault.STORED_THEN_500);

    Write added = add(byAssistant(), SON, ASSISTANT);

    assertThat(added.state()).isEqualTo(WriteState.UNKNOWN);
    assertThat(own(byDoctor()).stream().filter(goal -> goal.goal().words().equals(WORDS)))
        .as("the chart returns it, by the same words on the same day")
        .singleElement()
        .satisfies(goal -> assertThat(goal.isInChart()).isTrue());
    ehr.clearFaults();
    assertThat(goals.settle(byDoctor(), added).isInTheChart()).isTrue();
    assertThat(ehr.stored("Goal")).hasSize(before + 1);
  }

  @Test
  void keepsGoalWhereTheEhrIsDownAndSettlesItLater() {
    ehr.fault(Interaction.anyFhir(), Fault.status(503));
    Launch room = byAssistant();
    TypedGoal typed = TypedGoal.of(WORDS, DUE, SON);
    goals.typed(room).keep(typed);

    Write added =
        goals.add(room, typed, new Attribution(SON, ASSISTANT, TODAY), WriteLedger.newKey());

    assertThat(added.isInTheChart()).isFalse();
    assertThat(goals.typed(room).isBegun()).isFalse();
    Goals seen = goals.own(byDoctor()).join();
    assertThat(seen.chart()).isInstanceOf(Reading.Failed.class);
    assertThat(seen.own()).singleElement().extracting(KnownGoal::write).isEqualTo(added);

    ehr.clearFaults();
    assertThat(goals.settle(byDoctor(), added).isInTheChart()).isTrue();
    assertThat(theOwn(byDoctor()).isInChart()).isTrue();
    assertThat(theGoal().at("/expressedBy/reference").asText()).isEqualTo("Patient/noah");
  }

  @Test
  void keepsGoalOnceThatIsAddedAgainUnderItsKey() {
    Launch room = byAssistant();
    TypedGoal typed = TypedGoal.of(WORDS, DUE, SON);
    var by = new Attribution(SON, ASSISTANT, TODAY);
    WriteKey key = WriteLedger.newKey();
    int before = ehr.stored("Goal").size();

    goals.add(room, typed, by, key);
    Write again = goals.add(room, typed, by, key);

    assertThat(again.isInTheChart()).isTrue();
    assertThat(ehr.stored("Goal")).hasSize(before + 1);
    assertThat(own(room)).filteredOn(goal -> goal.goal().words().equals(WORDS)).hasSize(1);
  }

  @Test
  void keepsWhatIsTypedForWhoTypesIt() {
    TypedGoal typed = TypedGoal.of("Sleep", null, SON);
    goals.typed(byAssistant()).keep(typed);

    assertThat(goals.typed(byAssistant()).here().orElseThrow().value()).isEqualTo(typed);
    assertThat(goals.typed(byDoctor()).isBegun()).isFalse();
    assertThat(goals.typed(chart.byPatient(NOAH.id())).isBegun()).isFalse();
  }

  @Test
  void keepsMarkBesideWhatTheChartSays() {
    KnownGoal inChart = own(byAssistant()).getFirst();
    assertThat(inChart.marks()).isEmpty();

    goals.mark(byAssistant(), inChart, Step.REACHED, new Attribution(MOTHER, ASSISTANT, TODAY));

    KnownGoal marked = find(own(byDoctor()), inChart.identity());
    assertThat(marked.goal()).as("as the chart has it").isEqualTo(inChart.goal());
    assertThat(marked.marks())
        .singleElement()
        .satisfies(
            mark -> {
              assertThat(mark.step()).isEqualTo(Step.REACHED);
              assertThat(mark.saidBy()).isEqualTo(MOTHER);
              assertThat(mark.recordedBy()).isEqualTo(ASSISTANT);
              assertThat(mark.isSameAs(marked.goal().progress())).isFalse();
            });
  }

  @Test
  void writesMarkOfWhoSetTheGoalToTheChart() {
    KnownGoal goal = own(byAssistant()).getFirst();
    Author whose = Objects.requireNonNull(goal.goal().expressedBy());

    Write written =
        goals
            .mark(byAssistant(), goal, Step.REACHED, new Attribution(whose, ASSISTANT, TODAY))
            .orElseThrow();

    assertThat(written.state()).isEqualTo(WriteState.CONFIRMED);
    assertThat(ehr.requestsTo(Interaction.update("Goal")))
        .singleElement()
        .satisfies(update -> assertThat(update.header("If-Match")).contains("W/\"1\""));
    KnownGoal after = find(own(byDoctor()), goal.identity());
    assertThat(after.goal().progress()).isEqualTo(PatientGoal.Progress.ACHIEVED);
    assertThat(after.goal().words()).isEqualTo(goal.goal().words());
    assertThat(after.marks().getFirst().isSameAs(after.goal().progress())).isTrue();
    assertThat(
            goals.mark(
                byAssistant(), after, Step.REACHED, new Attribution(whose, ASSISTANT, TODAY)))
        .hasValueSatisfying(again -> assertThat(again.isInTheChart()).isTrue());
    assertThat(ehr.requestsTo(Interaction.update("Goal"))).as("it says so already").hasSize(1);
  }

  @Test
  void keepsMarkThatTheChartDoesNotTakeAndSettlesOneThatCollided() {
    KnownGoal goal = own(byAssistant()).getFirst();
    var by = new Attribution(Objects.requireNonNull(goal.goal().expressedBy()), ASSISTANT, TODAY);
    ehr.fault(Interaction.update("Goal"), Fault.status(409).once());

    Write collided = goals.mark(byAssistant(), goal, Step.REACHED, by).orElseThrow();

    assertThat(collided.why()).isEqualTo(Why.CONFLICT);
    assertThat(collided.isOpen()).isTrue();
    assertThat(goals.settle(byDoctor(), collided).state()).isEqualTo(WriteState.CONFIRMED);
    ehr.withoutUpdate("Goal");
    Write refused = goals.mark(byAssistant(), goal, Step.UNDER_WAY, by).orElseThrow();
    assertThat(refused.isInTheChart()).isFalse();
    assertThat(find(own(byDoctor()), goal.identity()).marks().getFirst().step())
        .isEqualTo(Step.UNDER_WAY);
  }

  @Test
  void hearsTheLastWordOfEachPerson() throws InterruptedException {
    KnownGoal goal = own(byAssistant()).getFirst();
    Launch son = chart.byPatient(NOAH.id());
    goals.mark(son, goal, Step.UNDER_WAY, new Attribution(SON, SON, null));
    Thread.sleep(5); // the store orders by time
    Launch mother = chart.byProxy(INGRID.id(), NOAH.id());
    goals.mark(mother, goal, Step.NO_LONGER, new Attribution(MOTHER, MOTHER, null));
    Thread.sleep(5); // so does this one
    goals.mark(son, goal, Step.REACHED, new Attribution(SON, SON, null));

    assertThat(find(own(byDoctor()), goal.identity()).marks())
        .extracting(GoalMark::step)
        .containsExactly(Step.REACHED, Step.NO_LONGER);
  }

  @Test
  void keepsMarksOfGoalThatReachesTheChartLater() {
    ehr.fault(Interaction.anyFhir(), Fault.status(503));
    Write added = add(byAssistant(), SON, ASSISTANT);
    KnownGoal kept = theOwn(byAssistant());
    goals.mark(byAssistant(), kept, Step.NO_LONGER, new Attribution(SON, ASSISTANT, TODAY));
    ehr.clearFaults();
    goals.settle(byDoctor(), added);

    List<KnownGoal> own = own(byDoctor());

    assertThat(own.getLast().goal().words()).as("a goal no more comes last").isEqualTo(WORDS);
    assertThat(own.getLast().isInChart()).isTrue();
    assertThat(own.getLast().marks()).hasSize(1);
  }

  @Test
  void showsThoseWhoMayNotSeeGoalsOnlyTheirOwnWords() {
    ehr.withoutCreate("Goal");
    add(byAssistant(), SON, ASSISTANT);
    Launch mother =
        chart.open(
            Role.PROXY, INGRID.reference(), NOAH.id(), null, "openid fhirUser patient/Patient.rs");
    add(mother, MOTHER, MOTHER);

    Goals seen = goals.own(mother).join();

    assertThat(seen.chart()).isInstanceOf(Reading.NotPermitted.class);
    assertThat(seen.own())
        .singleElement()
        .satisfies(goal -> assertThat(goal.goal().expressedBy()).isEqualTo(MOTHER));
    assertThat(own(byDoctor()).stream().filter(goal -> goal.goal().words().equals(WORDS)))
        .hasSize(2);
  }

  @Test
  void meetsNoGoalOfAnotherPatient() {
    ehr.load(Charts.json("amina", LocalDate.now(ZoneId.systemDefault())));
    ehr.withoutCreate("Goal");
    add(byAssistant(), SON, ASSISTANT);

    Launch amina = chart.byClinician(DR_AHLGREN.id(), "amina", null);

    assertThat(own(amina)).noneMatch(goal -> goal.goal().words().equals(WORDS));
  }

  @Test
  void readsHowSureThePersonIsAndWhatMattersMost() {
    assertThat(find(own(byDoctor()), "Goal/noah-goal-season").goal())
        .satisfies(
            goal -> {
              assertThat(goal.confidence()).isEqualTo(4);
              assertThat(goal.importance()).isEqualTo(PatientGoal.Importance.HIGH);
            });
  }

  @Test
  void readsTheGoalsWhereObservationsMayNotBeRead() {
    Launch launch =
        chart.open(
            Role.CLINICIAN,
            "Practitioner/" + DR_AHLGREN.id(),
            NOAH.id(),
            "noah-today",
            "launch openid fhirUser patient/Goal.rs");

    Goals read = goals.own(launch).join();

    assertThat(read.chart())
        .isInstanceOfSatisfying(
            Reading.Found.class, found -> assertThat(found.gaps()).as("not asked for").isEmpty());
    assertThat(find(read.own(), "Goal/noah-goal-season").goal().confidence()).isNull();
  }

  private Write add(Launch launch, Author saidBy, Author recordedBy) {
    return goals.add(
        launch,
        TypedGoal.of(WORDS, DUE, saidBy),
        new Attribution(saidBy, recordedBy, TODAY),
        WriteLedger.newKey());
  }

  private List<KnownGoal> own(Launch launch) {
    return goals.own(launch).join().own();
  }

  private KnownGoal theOwn(Launch launch) {
    return own(launch).stream()
        .filter(goal -> goal.goal().words().equals(WORDS))
        .findFirst()
        .orElseThrow();
  }

  private static KnownGoal find(List<KnownGoal> own, String identity) {
    return own.stream().filter(goal -> goal.identity().equals(identity)).findFirst().orElseThrow();
  }

  private Launch byDoctor() {
    return chart.byClinician(DR_AHLGREN.id(), NOAH.id(), "noah-today");
  }

  private Launch byAssistant() {
    return chart.byAssistant(LENA_ORTIZ.id(), NOAH.id(), "noah-today");
  }

  private JsonNode theGoal() {
    return ehr.stored("Goal").getLast();
  }
}
