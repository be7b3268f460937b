package org.flippedvisit.fhir.goal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.flippedvisit.fhir.goal.PatientGoal.Progress;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.provenance.Author;
import org.flippedvisit.fhir.testing.FhirJson;
import org.flippedvisit.fhir.testing.Golden;
import org.flippedvisit.fhir.testing.People;
import org.hl7.fhir.r4.model.Goal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Goals: written in the words of who set them, and read back as they were. */
class GoalMapperTest {
  private static final ClinicalTime TODAY = ClinicalTime.of(People.TODAY);

  @Test
  void writesGoalOfPatientWithItsDay() {
    Golden.verify(
        GoalMapper.toFhir(
            toWrite(
                new PatientGoal(
                    null,
                    "Skate on Saturday –\n  the <whole> game 💪",
                    People.NOAH,
                    TODAY,
                    ClinicalTime.of(LocalDate.of(2026, 12, 5)),
                    null))));
  }

  @Test
  void writesGoalOfProxyThatIsUnderWay() {
    Golden.verify(
        GoalMapper.toFhir(
            toWrite(
                new PatientGoal(
                    null,
                    "Que duerma toda la noche",
                    People.INGRID,
                    TODAY,
                    null,
                    Progress.IN_PROGRESS))));
  }

  @Test
  void readsBackWhatItWrote() {
    var goal =
        new PatientGoal(
            "g",
            " Skate\r\n\r\nagain ",
            People.NOAH,
            TODAY,
            new ClinicalTime(YearMonth.of(2027, 3)),
            null);

    assertThat(again(goal)).isEqualTo(goal);
  }

  @ParameterizedTest
  @EnumSource(Progress.class)
  void readsBackEveryStepOfTheWay(Progress progress) {
    assertThat(again(new PatientGoal("g", "Skate", People.NOAH, TODAY, null, progress)).progress())
        .isEqualTo(progress);
  }

  /** A goal begins on a day; where the time of day is known too, on the day it was there. */
  @Test
  void writesTheDayOfMoment() {
    var late = ClinicalTime.of(People.NOW.withHour(23));

    assertThat(again(new PatientGoal("g", "Skate", People.NOAH, late, null, null)).startedOn())
        .isEqualTo(TODAY);
  }

  @Test
  void marksOnlyTheWordOfThePersonsSideAsTheirs() {
    var doctors = new PatientGoal(null, "FEV1 above 80 %", People.DOCTOR, TODAY, null, null);

    Goal written = GoalMapper.toFhir(toWrite(doctors));

    assertThat(written.getMeta().getSecurity()).isEmpty();
    assertThat(written.getExpressedBy().getReference()).isEqualTo("Practitioner/dr-ahlgren");
  }

  @Test
  void writesNobodyWhereNobodySaidIt() {
    Goal written =
        GoalMapper.toFhir(toWrite(new PatientGoal(null, "Skate", null, null, null, null)));

    assertThat(written.hasExpressedBy()).isFalse();
    assertThat(written.hasStart()).isFalse();
    assertThat(written.hasTarget()).isFalse();
  }

  private static PatientGoal goalWith(String goal, String observation) {
    return GoalMapper.fromFhir(
            List.of(
                FhirJson.read(
                    """
                    {"resourceType":"Goal","id":"g","lifecycleStatus":"active",
                     "description":{"text":"Skate"},%s}"""
                        .formatted(goal)),
                FhirJson.read(
                    """
                    {"resourceType":"Observation","id":"o","effectiveDateTime":"2026-10-01",
                     "code":{"coding":[{
                       "system":"https://flippedvisit.org/fhir/CodeSystem/sandbox-clinic-flowsheet",
                       "code":"confidence-0-10"}]},%s}"""
                        .formatted(observation))))
        .value()
        .getFirst();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '#',
      value = {
        "\"outcomeReference\":[{\"reference\":\"Observation/o\"}];\"status\":\"final\",\"valueQuantity\":{\"value\":4};4",
        "\"outcomeReference\":[{\"reference\":\"Observation/o\"}];\"status\":\"final\",\"valueInteger\":0;0",
        "\"note\":[];\"status\":\"final\",\"focus\":[{\"reference\":\"Goal/g\"}],\"valueInteger\":10;10",
        "\"target\":[{\"measure\":{\"coding\":[{\"system\":\"https://flippedvisit.org/fhir/CodeSystem/sandbox-clinic-flowsheet\",\"code\":\"confidence-0-10\"}]}}];\"status\":\"corrected\",\"valueInteger\":6;6",
        "\"note\":[];\"status\":\"final\",\"valueInteger\":6;",
        "\"note\":[];\"status\":\"final\",\"focus\":[{\"reference\":\"Goal/other\"}],\"valueInteger\":6;",
        "\"outcomeReference\":[{\"reference\":\"Observation/o\"}];\"status\":\"entered-in-error\",\"valueInteger\":6;",
        "\"outcomeReference\":[{\"reference\":\"Observation/o\"}];\"status\":\"final\",\"valueInteger\":60;",
        "\"outcomeReference\":[{\"reference\":\"Observation/o\"}];\"status\":\"final\";"
      })
  void readsHowSureThePersonIsOnlyWhereTheChartSaysItOfThisGoal(
      String goal, String observation, @Nullable Integer confidence) {
    assertThat(goalWith(goal, observation).confidence()).isEqualTo(confidence);
  }

  @Test
  void readsImportance() {
    PatientGoal goal =
        goalWith(
            """
            "priority":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/goal-priority",
              "code":"high-priority"}]}""",
            "\"status\":\"final\"");
    assertThat(goal.importance()).isEqualTo(PatientGoal.Importance.HIGH);
  }

  private static GoalToWrite toWrite(PatientGoal goal) {
    return new GoalToWrite(goal, "noah", People.KEY);
  }

  private static PatientGoal again(PatientGoal goal) {
    Goal written = GoalMapper.toFhir(toWrite(goal));
    written.setId("Goal/g");
    var read = GoalMapper.fromFhir(List.of(FhirJson.read(FhirJson.write(written))));
    assertThat(read.issues()).isEmpty();
    PatientGoal one = read.value().getFirst();
    assertThat(one.expressedBy()).isInstanceOf(Author.Patient.class);
    return one;
  }
}
