package org.flippedvisit.app.agenda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.flippedvisit.fixtures.fakeehr.Vendor.ATHENAHEALTH;
import static org.flippedvisit.fixtures.fakeehr.Vendor.EPIC;
import static org.flippedvisit.fixtures.fakeehr.Vendor.MEDITECH;
import static org.flippedvisit.fixtures.fakeehr.Vendor.ORACLE_HEALTH;
import static org.flippedvisit.fixtures.fakeehr.Vendor.PLAIN_HAPI;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.DR_AHLGREN;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.NOAH;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import jakarta.servlet.ServletContext;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.launch.Launches;
import org.flippedvisit.app.launch.OpenChart;
import org.flippedvisit.app.ledger.Attribution;
import org.flippedvisit.app.ledger.Write;
import org.flippedvisit.app.ledger.WriteKind;
import org.flippedvisit.app.ledger.WriteLedger;
import org.flippedvisit.app.patient.PatientService;
import org.flippedvisit.app.patient.People;
import org.flippedvisit.app.previsit.PreVisitService;
import org.flippedvisit.app.testing.AppTest;
import org.flippedvisit.app.testing.ShownWords;
import org.flippedvisit.app.ui.SaveButton;
import org.flippedvisit.app.ui.WriteText;
import org.flippedvisit.fhir.agenda.Closing;
import org.flippedvisit.fhir.agenda.VisitSummary;
import org.flippedvisit.fhir.previsit.PreVisitAnswers;
import org.flippedvisit.fhir.provenance.Author;
import org.flippedvisit.fixtures.fakeehr.FakeEhr;
import org.flippedvisit.fixtures.fakeehr.Vendor;
import org.flippedvisit.fixtures.patients.Charts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The note of a visit and the answers before it, at every EHR as its vendor documents it. */
@AppTest
class VendorVisitTest {
  private static final Author SON = new Author.Patient(NOAH.id(), NOAH.name());

  private final FakeEhr ehr = FakeEhr.start().withPageSize(1000);
  private final AgendaService agenda;
  private final PreVisitService previsit;
  private final PatientService patients;
  private final WriteLedger ledger;
  private final ServletContext app;
  private final OpenChart chart;

  VendorVisitTest(
      Launches launches,
      AgendaService agenda,
      PreVisitService previsit,
      PatientService patients,
      WriteLedger ledger,
      ServletContext app) {
    this.agenda = agenda;
    this.previsit = previsit;
    this.patients = patients;
    this.ledger = ledger;
    this.app = app;
    chart = new OpenChart(launches, ehr);
  }

  @BeforeEach
  void loadCharts() {
    LocalDate today = LocalDate.now(ZoneId.systemDefault());
    ehr.load(Charts.json("staff", today)).load(Charts.json("noah", today));
  }

  @AfterEach
  void stop() {
    ehr.close();
  }

  static Stream<Arguments> visitNotes() {
    String saved = "The visit note: saved in the chart at ";
    return Stream.of(
        arguments(ORACLE_HEALTH, "DocumentReference", "", saved),
        arguments(EPIC, "DocumentReference", "", saved),
        arguments(
            ATHENAHEALTH,
            null,
            "The visit note cannot go into the chart. This chart does not take it.",
            "The visit note: kept here, not in the chart. This chart does not take it."),
        arguments(
            MEDITECH,
            "Communication",
            "The visit note goes into this chart as a message: it does not take notes from here.",
            "The visit note: saved in the chart as a message at "),
        arguments(PLAIN_HAPI, "DocumentReference", "", saved));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("visitNotes")
  void writesTheVisitNoteInTheBestFormThatIsTaken(
      Vendor vendor, @Nullable String form, String before, String after) {
    ehr.behaveAs(vendor);
    Launch launch = chart.byClinician(DR_AHLGREN.id(), NOAH.id(), "noah-today");
    int notes = stored();
    assertThat(saidBefore(launch, WriteKind.VISIT_NOTE)).isEqualTo(before);

    AgendaService.Published published = agenda.publish(launch, closed(launch));
    agenda.publish(launch, closed(launch));

    assertThat(saidAfter(published.note())).startsWith(after);
    assertThat(published.text()).as("to copy").contains("Thank you");
    assertThat(stored()).as("once").isEqualTo(notes + (form == null ? 0 : 1));
    if (form != null) {
      assertThat(published.note().resourceReference()).startsWith(form + "/");
    }
  }

  static Stream<Arguments> answers() {
    String saved = "The answers: saved in the chart at ";
    String notTaken = "The answers: kept here, not in the chart. This chart does not take it.";
    String cannot = "The answers cannot go into the chart. This chart does not take it.";
    return Stream.of(
        arguments(ORACLE_HEALTH, cannot, notTaken),
        arguments(
            EPIC, "", "The answers: kept here, not in the chart. This sign-in does not permit it."),
        arguments(ATHENAHEALTH, "", saved),
        arguments(MEDITECH, "", saved),
        arguments(PLAIN_HAPI, "", saved));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("answers")
  void sendsTheAnswersOfThePatientWhereTheyAreTaken(Vendor vendor, String before, String after) {
    ehr.behaveAs(vendor);
    Launch launch = chart.byPatient(NOAH.id());
    int responses = ehr.stored("QuestionnaireResponse").size();
    assertThat(saidBefore(launch, WriteKind.PREVISIT_ANSWERS)).isEqualTo(before);

    Write sent =
        previsit.send(
            launch,
            PreVisitAnswers.ofConcern("Will I play?", null),
            new Attribution(SON, SON, null),
            Locale.ENGLISH);

    assertThat(saidAfter(sent)).startsWith(after);
    assertThat(ehr.stored("QuestionnaireResponse"))
        .hasSize(responses + (sent.isInTheChart() ? 1 : 0));
    Launch next = chart.byClinician(DR_AHLGREN.id(), NOAH.id(), "noah-today");
    assertThat(previsit.answers(next).join().toString()).contains("Will I play?");
  }

  private int stored() {
    return ehr.stored("DocumentReference").size() + ehr.stored("Communication").size();
  }

  private VisitSummary closed(Launch launch) {
    agenda.change(
        launch,
        stored ->
            stored.isClosed()
                ? stored
                : stored.closed(
                    new Closing(
                        Closing.Covered.YES,
                        "Thank you",
                        new Author.Practitioner(DR_AHLGREN.id(), DR_AHLGREN.name(), null),
                        Instant.now())));
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

  private String saidBefore(Launch launch, WriteKind kind) {
    try (var page = new ShownWords(app)) {
      var button = new SaveButton("save", "keep", "save", Set.of(kind), pressed -> {}, () -> "");
      ledger.whyNot(launch, kind).ifPresent(why -> button.cannot(Map.of(kind, why)));
      ledger.way(launch, kind).ifPresent(way -> button.goesAs(Map.of(kind, way)));
      return page.of(button);
    }
  }

  private String saidAfter(Write write) {
    try (var page = new ShownWords(app)) {
      return page.of(new WriteText(write, () -> {}));
    }
  }
}
