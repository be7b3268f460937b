package org.flippedvisit.app.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.INGRID;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.NOAH;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import jakarta.servlet.ServletContext;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.launch.Launches;
import org.flippedvisit.app.launch.OpenChart;
import org.flippedvisit.app.ledger.Attribution;
import org.flippedvisit.app.patient.People;
import org.flippedvisit.app.previsit.FilledIn;
import org.flippedvisit.app.previsit.FlowChoice;
import org.flippedvisit.app.previsit.KeptForm;
import org.flippedvisit.app.testing.AppTest;
import org.flippedvisit.app.testing.ShownWords;
import org.flippedvisit.fhir.form.Form;
import org.flippedvisit.fhir.form.FormAnswer;
import org.flippedvisit.fhir.form.FormFilling;
import org.flippedvisit.fixtures.fakeehr.FakeEhr;
import org.flippedvisit.fixtures.patients.Charts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What else the clinic asks, as it stands on the portal page. */
@AppTest
class FurtherSectionTest {
  private final FakeEhr ehr = FakeEhr.start().withPageSize(1000);
  private final PortalServices services;
  private final OpenChart chart;
  private final ShownWords page;
  private final JdbcClient database;
  private final Form checkIn;

  FurtherSectionTest(
      PortalServices services, Launches launches, ServletContext app, JdbcClient database) {
    this.services = services;
    this.database = database;
    chart = new OpenChart(launches, ehr);
    page = new ShownWords(app);
    checkIn = services.forms().further().getFirst();
  }

  @BeforeEach
  void loadCharts() {
    LocalDate today = LocalDate.now(ZoneId.systemDefault());
    ehr.load(Charts.json("staff", today));
    ehr.load(Charts.json("noah", today));
  }

  @AfterEach
  void close() {
    page.close();
    ehr.close();
  }

  @Test
  void saysOfEachFormHowFarThePersonIs() {
    Launch son = chart.byPatient(NOAH.id());
    assertThat(section(son)).isEqualTo("Teen check-in | 4 questions | Getting here | One question");

    FormFilling form = services.forms().begin(son, checkIn);
    answer(form, 0, new FormAnswer.Words("my ears"));
    services.further().typed(son, checkIn).keep(new KeptForm(form.kept()));
    assertThat(section(son)).contains("Teen check-in | Not sent yet: 1 of 4 answered |");

    send(son, form);
    assertThat(section(son)).contains("Teen check-in | Sent ").contains("One question");
    assertThat(section(chart.byProxy(INGRID.id(), NOAH.id())))
        .contains("Teen check-in | 4 questions");
  }

  @Test
  void neverCallsSentWhatIsOnlyKeptHere() {
    ehr.withoutCreate("QuestionnaireResponse");
    Launch son = chart.byPatient(NOAH.id());
    FormFilling form = services.forms().begin(son, checkIn);
    answer(form, 0, new FormAnswer.Words("my ears"));
    send(son, form);
    assertThat(section(son)).contains("Teen check-in | Kept, but not sent yet");
  }

  /** An earlier version that was killed between keeping and writing down has left such answers. */
  @Test
  void neverCallsSentWhatNobodyEverSent() {
    Launch son = chart.byPatient(NOAH.id());
    FormFilling form = services.forms().begin(son, checkIn);
    answer(form, 0, new FormAnswer.Words("my ears"));
    send(son, form);
    assertThat(page.of(opened(son))).doesNotContain("Your words are safe here");

    database.sql("delete from write_ledger where patient_id = ?").param(NOAH.id()).update();

    assertThat(section(son)).contains("Teen check-in | Kept, but not sent yet");
    assertThat(page.of(opened(son))).contains("Your words are safe here").contains("my ears");
  }

  @Test
  void opensTheFormThatIsPressed() {
    Launch son = chart.byPatient(NOAH.id());
    var opened = new ArrayList<Form>();
    var section = new FurtherSection(son, services, people(son), Locale.ENGLISH, opened::add);
    buttons(section).getLast().click();
    assertThat(opened).containsExactly(services.forms().further().getLast());
    assertThat(buttons(section))
        .extracting(button -> button.getAriaLabel().orElse(""))
        .containsExactly("Begin: Teen check-in", "Begin: Getting here");
  }

  @Test
  void showsHelpLinesWhereAFurtherFormSaysThatThePersonMayBeInDanger() {
    Launch son = chart.byPatient(NOAH.id());
    FormFilling form = services.forms().begin(son, checkIn);
    assertThat(help(opened(son)).isVisible()).isFalse();

    answer(form, 2, new FormAnswer.Choice("http://loinc.org", "LA6571-9", null));
    services.further().typed(son, checkIn).keep(new KeptForm(form.kept()));

    assertThat(help(opened(son)).isVisible()).isTrue();
  }

  @Test
  void saysWhoReadsWhatIsForTalkingAlone() {
    Launch mother = chart.byProxy(INGRID.id(), NOAH.id());
    services.previsit().choose(mother, new FlowChoice(FlowChoice.ONE_PAGE));
    assertThat(page.of(opened(mother)))
        .contains("Only the care team sees this, in this app.")
        .contains("not right away");
  }

  private FurtherPage opened(Launch launch) {
    return new FurtherPage(
        launch, services, people(launch), checkIn, Map.of(), Locale.ENGLISH, () -> {});
  }

  private static Component help(Component page) {
    return all(page).filter(HelpLines.class::isInstance).findFirst().orElseThrow();
  }

  private String section(Launch launch) {
    return page.of(
        new FurtherSection(launch, services, people(launch), Locale.ENGLISH, form -> {}));
  }

  private People people(Launch launch) {
    return services.patient().people(launch).join();
  }

  private static List<Button> buttons(Component root) {
    return all(root).filter(Button.class::isInstance).map(Button.class::cast).toList();
  }

  private static Stream<Component> all(Component root) {
    return Stream.concat(Stream.of(root), root.getChildren().flatMap(FurtherSectionTest::all));
  }

  private static void answer(FormFilling form, int question, FormAnswer answer) {
    form.answer(form.nodes().get(question).id(), List.of(answer));
  }

  private void send(Launch launch, FormFilling form) {
    People around = people(launch);
    var by =
        new Attribution(around.signedIn(), around.signedIn(), around.visitIfKnown().orElse(null));
    services
        .previsit()
        .send(
            launch,
            FilledIn.of(new KeptForm(form.kept()), form.completed(Locale.ENGLISH), null),
            by,
            Locale.ENGLISH,
            null);
  }
}
