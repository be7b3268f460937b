package org.flippedvisit.app.reflection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.DR_AHLGREN;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.LENA_ORTIZ;
import static org.flippedvisit.fixtures.patients.SyntheticPeople.NOAH;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.launch.Launches;
import org.flippedvisit.app.launch.NotForThisRole;
import org.flippedvisit.app.launch.OpenChart;
import org.flippedvisit.app.reflection.ReflectionStore.Owner;
import org.flippedvisit.app.store.PatientData;
import org.flippedvisit.app.testing.AppTest;
import org.flippedvisit.fixtures.fakeehr.FakeEhr;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A clinician's own answers: theirs alone, with nothing of a patient, gone when they say so. */
@AppTest
@Tag("store")
class ReflectionServiceTest {
  private static final Map<Question, Answer> SOME =
      Map.of(Question.LED, Answer.WELL, Question.DARED, Answer.LITTLE);

  private final FakeEhr ehr = FakeEhr.start();
  private final ReflectionService service;
  private final ReflectionStore store;
  private final PatientData patients;
  private final JdbcClient database;
  private final Clock clock;
  private final OpenChart chart;
  private final Launch doctor;

  ReflectionServiceTest(
      Launches launches,
      ReflectionService service,
      ReflectionStore store,
      PatientData patients,
      JdbcClient database,
      Clock clock) {
    this.service = service;
    this.store = store;
    this.patients = patients;
    this.database = database;
    this.clock = clock;
    chart = new OpenChart(launches, ehr);
    doctor = chart.byClinician(DR_AHLGREN.id(), NOAH.id(), "noah-today");
  }

  @AfterEach
  void stop() {
    ehr.close();
  }

  @Test
  void keepsTheNewestAnswersOfAVisitForWhoGaveThem() {
    UUID visit = UUID.randomUUID();
    service.keep(doctor, visit, Map.of(Question.ASKED, Answer.SOME));
    service.keep(doctor, visit, SOME);

    Launch atAnotherPatient = chart.byClinician(DR_AHLGREN.id(), "amina", "amina-today");
    assertThat(service.own(atAnotherPatient))
        .containsExactly(new Reflection(visit, LocalDate.now(clock), SOME));
  }

  @Test
  void showsNothingOfItToAnotherClinician() {
    UUID visit = UUID.randomUUID();
    service.keep(doctor, visit, SOME);
    Launch colleague = chart.byClinician("dr-osei", NOAH.id(), "noah-today");

    assertThat(service.own(colleague)).isEmpty();
    service.keep(colleague, UUID.randomUUID(), Map.of(Question.LED, Answer.SOME));
    service.forget(colleague);
    assertThat(service.own(doctor)).hasSize(1);
  }

  @Test
  void tellsClinicianOfAnotherEhrApart() {
    service.keep(doctor, UUID.randomUUID(), SOME);
    assertThat(store.all(new Owner("https://other.example/fhir", doctor.fhirUser().reference())))
        .isEmpty();
  }

  @Test
  void opensNoTextInAnothersRow() {
    UUID visit = UUID.randomUUID();
    service.keep(doctor, visit, SOME);
    database
        .sql("update reflection set user_ref = 'Practitioner/thief' where id = ?")
        .param(visit)
        .update();
    var thief = new Owner(doctor.ehr().issuer(), "Practitioner/thief");
    assertThatThrownBy(() -> store.all(thief)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void asksOnlyClinicians() {
    for (Launch other :
        List.of(
            chart.byAssistant(LENA_ORTIZ.id(), NOAH.id(), "noah-today"),
            chart.byPatient(NOAH.id()))) {
      assertThatThrownBy(() -> service.own(other)).isInstanceOf(NotForThisRole.class);
      assertThatThrownBy(() -> service.keep(other, UUID.randomUUID(), SOME))
          .isInstanceOf(NotForThisRole.class);
    }
  }

  @Test
  void keepsNothingOfThePatientAndNothingReadable() {
    UUID visit = UUID.randomUUID();
    service.keep(doctor, visit, SOME);

    Map<String, Object> row =
        database.sql("select * from reflection where id = ?").param(visit).query().singleRow();

    assertThat(row.keySet())
        .extracting(column -> column.toLowerCase(java.util.Locale.ROOT))
        .containsExactlyInAnyOrder("id", "issuer", "user_ref", "reflected_on", "body");
    byte[] body =
        (byte[])
            row.entrySet().stream()
                .filter(column -> column.getKey().equalsIgnoreCase("body"))
                .findFirst()
                .orElseThrow()
                .getValue();
    assertThat(new String(body, StandardCharsets.ISO_8859_1)).doesNotContain("WELL", "LED");
    assertThat(patients.count(doctor.patientKey())).doesNotContainKey("reflection");
    var export = new StringWriter();
    patients.export(doctor.patientKey(), export);
    assertThat(export.toString()).doesNotContain(visit.toString(), "reflection");
    assertThat(ehr.requests()).as("never in the chart").isEmpty();
  }

  @Test
  void keepsNothingWhereEveryAnswerIsTakenBack() {
    UUID visit = UUID.randomUUID();
    service.keep(doctor, visit, SOME);
    service.keep(doctor, visit, Map.of());
    assertThat(service.own(doctor)).isEmpty();
  }

  @Test
  void forgetsEverythingWhenAsked() {
    service.keep(doctor, UUID.randomUUID(), SOME);
    service.forget(doctor);
    assertThat(service.own(doctor)).isEmpty();
  }

  @Test
  void removesWhatIsOlderThanTheSiteKeeps() {
    var owner = new Owner(doctor.ehr().issuer(), doctor.fhirUser().reference());
    LocalDate today = LocalDate.now(clock);
    var old = new Reflection(UUID.randomUUID(), today.minusMonths(13), SOME);
    var young = new Reflection(UUID.randomUUID(), today.minusMonths(11), SOME);
    store.keep(owner, old);
    store.keep(owner, young);

    new ReflectionRetention(store, new ReflectionProperties(Period.ofYears(1)), clock).remove();

    assertThat(service.own(doctor)).containsExactly(young);
    assertThatThrownBy(() -> new ReflectionProperties(Period.ofDays(2)))
        .isInstanceOf(IllegalStateException.class);
  }
}
