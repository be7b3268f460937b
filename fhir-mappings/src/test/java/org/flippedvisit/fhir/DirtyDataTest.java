package org.flippedvisit.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.flippedvisit.fhir.agenda.AgendaItemId;
import org.flippedvisit.fhir.agenda.TeamItems;
import org.flippedvisit.fhir.concept.ChartConcepts;
import org.flippedvisit.fhir.goal.GoalMapper;
import org.flippedvisit.fhir.mapping.Mapped;
import org.flippedvisit.fhir.note.SharedNoteMapper;
import org.flippedvisit.fhir.patient.PatientMapper;
import org.flippedvisit.fhir.preference.PreferenceMapper;
import org.flippedvisit.fhir.previsit.FittingPacksMapper;
import org.flippedvisit.fhir.previsit.PreVisitMapper;
import org.flippedvisit.fhir.previsit.SurveyMapper;
import org.flippedvisit.fhir.provenance.PractitionerMapper;
import org.flippedvisit.fhir.provenance.ProvenanceMapper;
import org.flippedvisit.fhir.provenance.RelatedPersonMapper;
import org.flippedvisit.fhir.questionnaire.AnsweredScores;
import org.flippedvisit.fhir.testing.FhirJson;
import org.flippedvisit.fhir.testing.People;
import org.flippedvisit.fhir.treatment.TreatmentMapper;
import org.flippedvisit.fhir.trend.TrendMapper;
import org.flippedvisit.fhir.visit.VisitMapper;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What EHRs send: every mapper gets every quirk, alone and beside the rest, and never throws. */
class DirtyDataTest {
  private static final String OURS =
      "\"questionnaire\":\"https://flippedvisit.org/fhir/Questionnaire/pre-visit|1.0.0\"";
  private static final String FEV1 =
      "\"code\":{\"coding\":[{\"system\":\"http://loinc.org\",\"code\":\"20152-5\"}]}";
  private static final String PREFERENCE =
      "\"code\":{\"coding\":[{\"system\":\"http://loinc.org\",\"code\":\"95541-9\"}]}";
  private static final String NOTE =
      "\"type\":{\"coding\":[{\"system\":\"http://loinc.org\",\"code\":\"81338-6\"}]}";

  static final List<Function<List<Resource>, Mapped<?>>> MAPPERS =
      List.of(
          PatientMapper::fromFhir,
          VisitMapper::fromFhir,
          RelatedPersonMapper::fromFhir,
          PractitionerMapper::fromFhir,
          PreVisitMapper::fromFhir,
          FittingPacksMapper::fromFhir,
          resources -> SurveyMapper.fromFhir(resources, ChartConcepts.standard()),
          resources -> AnsweredScores.fromFhir(resources, ChartConcepts.standard()),
          PreferenceMapper::fromFhir,
          GoalMapper::fromFhir,
          resources -> GoalMapper.fromFhir(resources, People.TODAY),
          SharedNoteMapper::fromFhir,
          TrendMapper::read,
          TreatmentMapper::fromFhir,
          resources ->
              TeamItems.fromFhir(
                  resources, People.TODAY, Locale.ENGLISH, () -> new AgendaItemId("id"), Set.of()),
          resources -> Mapped.of(ProvenanceMapper.recordersByTarget(resources)));

  static List<String> quirks() {
    var quirks = new ArrayList<String>();
    for (String type :
        List.of(
            "Patient",
            "Encounter",
            "RelatedPerson",
            "Practitioner",
            "PractitionerRole",
            "Goal",
            "CarePlan",
            "ServiceRequest",
            "Observation",
            "QuestionnaireResponse",
            "DocumentReference",
            "Provenance",
            "MedicationRequest")) {
      quirks.add("{\"resourceType\":\"" + type + "\"}");
      quirks.add("{\"resourceType\":\"" + type + "\",\"id\":\"x\",\"status\":\"bogus\"}");
      quirks.add(
          "{\"resourceType\":\""
              + type
              + "\",\"id\":\"x\",\"unheardOf\":[{\"a\":1}],"
              + "\"extension\":[{\"url\":\"http://x\"}]}");
    }
    quirks.addAll(List.of(elements().split("\n")));
    return quirks;
  }

  /** One a line; %1 our questionnaire, %2 lung function, %3 preference, %4 note. */
  private static String elements() {
    return """
      {"resourceType":"Patient","id":"p","gender":"M","birthDate":"1998-13-45","name":[{}]}
      {"resourceType":"Patient","id":"p","birthDate":"1998","name":[{"text":"  "},{"given":[""]}],"deceasedDateTime":"soon"}
      {"resourceType":"Patient","id":"p","communication":[{"preferred":true,"language":{"text":"Klingon"}}],"identifier":[{"value":"1"},{"type":{"text":"Medical Record Number"}}]}
      {"resourceType":"Patient","id":"p","extension":[{"url":"http://hl7.org/fhir/StructureDefinition/individual-pronouns","valueString":"they"}]}
      {"resourceType":"Encounter","id":"e","status":"here","period":{"start":"yesterday"},"serviceProvider":{"display":"Clinic"}}
      {"resourceType":"RelatedPerson","id":"r","relationship":[{},{"coding":[{"code":"MTH"}]}],"name":[{"family":"Only"}]}
      {"resourceType":"PractitionerRole","id":"x","practitioner":{"display":"Lena"},"code":[{}]}
      {"resourceType":"PractitionerRole","id":"x","practitioner":{"reference":"https://ehr.example/fhir/Practitioner/l/_history/3"}}
      {"resourceType":"QuestionnaireResponse","id":"q","status":"finished",%1$s}
      {"resourceType":"QuestionnaireResponse","id":"q","status":"completed",%1$s,"authored":"","item":[{}]}
      {"resourceType":"QuestionnaireResponse","id":"q","status":"completed",%1$s,"authored":"2026-10","item":[{"linkId":"concern"},{"linkId":"confidence","answer":[{"valueString":"four"}]},{"linkId":"life-events","item":[{"linkId":"life-event-when","answer":[{"valueDate":"2026"}]}]}]}
      {"resourceType":"QuestionnaireResponse","id":"q","status":"completed",%1$s,"authored":"2026-10-01","item":[{"linkId":"concern","answer":[{"valueCoding":{"display":"from a list"}}]},{"linkId":"concern-kind","answer":[{"valueQuantity":{"value":1}}]}]}
      {"resourceType":"QuestionnaireResponse","id":"q","status":"completed",%1$s,"authored":"2026-10-01T10:00:00","source":{"reference":"#contained"},"author":{"identifier":{"value":"7"}}}
      {"resourceType":"Goal","id":"g","lifecycleStatus":"sleeping","description":{"text":"x"}}
      {"resourceType":"Goal","id":"g","lifecycleStatus":"active","description":{"coding":[{"code":"1"}]}}
      {"resourceType":"Goal","id":"g","lifecycleStatus":"active","description":{"text":"x"},"startCodeableConcept":{"text":"admission"},"target":[{},{"dueDuration":{"value":3,"code":"mo"}}],"achievementStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/goal-achievement","code":"meh"}]}}
      {"resourceType":"Goal","id":"g","lifecycleStatus":"completed","description":{"text":"x"},"statusDate":"2026"}
      {"resourceType":"Observation","id":"o","status":"final",%2$s}
      {"resourceType":"Observation","id":"o","status":"final",%2$s,"effectiveDateTime":"last week","valueQuantity":{"value":71,"code":"%%"}}
      {"resourceType":"Observation","id":"o","status":"final",%2$s,"effectiveDateTime":"2026-10-01","valueQuantity":{"value":"seventy","code":"%%"}}
      {"resourceType":"Observation","id":"o","status":"final",%2$s,"effectiveDateTime":"2026-10-01","valueQuantity":{"code":"%%"}}
      {"resourceType":"Observation","id":"o","status":"final",%2$s,"effectiveDateTime":"2026-10-01","valueString":"71 percent"}
      {"resourceType":"Observation","id":"o","status":"final",%2$s,"effectiveTiming":{"event":["2026"]},"valueQuantity":{"value":71,"code":"%%"},"interpretation":[{"coding":[{}]}],"component":[{}]}
      {"resourceType":"Observation","id":"o","status":"final",%3$s,"effectivePeriod":{},"valueBoolean":true}
      {"resourceType":"Observation","id":"o","status":"final",%3$s,"effectiveDateTime":"2026","valueString":"  ","performer":[{}]}
      {"resourceType":"Observation","id":"o","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"44260-8"}]},"effectiveDateTime":"2026-10-01","valueCodeableConcept":{"text":"Nearly every day"}}
      {"resourceType":"DocumentReference","id":"d","status":"current",%4$s,"date":"2026-10-01T10:00:00Z"}
      {"resourceType":"DocumentReference","id":"d","status":"current",%4$s,"date":"2026-10-01T10:00:00Z","content":[{},{"attachment":{"contentType":"text/plain; charset=klingon-8","data":"aGk="}}]}
      {"resourceType":"DocumentReference","id":"d","status":"current",%4$s,"date":"2026-10-01T10:00:00Z","content":[{"attachment":{"contentType":"text/plain; charset=","data":"not base64!"}}]}
      {"resourceType":"DocumentReference","id":"d","status":"current",%4$s,"content":[{"attachment":{"contentType":"text/html","data":"PGI+"}}],"relatesTo":[{"code":"eats","target":{}}]}
      {"resourceType":"ServiceRequest","id":"s","status":"active","occurrenceDateTime":"2026-09","code":{}}
      {"resourceType":"ServiceRequest","id":"s","status":"active","occurrencePeriod":{"end":"2026-09-01"},"code":{"coding":[{"code":"x"}]}}
      {"resourceType":"ServiceRequest","id":"s","status":"active","occurrenceTiming":{"repeat":{"frequency":1}},"code":{"text":"Weekly"}}
      {"resourceType":"CarePlan","id":"c","status":"active","activity":[{},{"detail":{}},{"detail":{"status":"asleep","scheduledString":"soon"}},{"reference":{"reference":"Task/1"}}]}
      {"resourceType":"CarePlan","id":"c","status":"active","activity":[{"detail":{"status":"scheduled","scheduledPeriod":{"start":"2026-09-01"}}}]}
      {"resourceType":"Provenance","id":"v","target":[{"display":"something"}],"agent":[{},{"who":{"display":"Lena"}}]}"""
        .formatted(OURS, FEV1, PREFERENCE, NOTE);
  }

  @ParameterizedTest
  @MethodSource("quirks")
  void throwsOnNoQuirk(String json) {
    List<Resource> resources = List.of(FhirJson.read(json));
    MAPPERS.forEach(
        mapper -> assertThatCode(() -> mapper.apply(resources)).doesNotThrowAnyException());
  }

  @Test
  void readsAllQuirksTogetherAndStillTheGoodOne() {
    var resources = new ArrayList<Resource>();
    quirks().forEach(json -> resources.add(FhirJson.read(json)));
    resources.add(
        FhirJson.read(
            """
            {"resourceType":"Goal","id":"good","lifecycleStatus":"active",
             "description":{"text":"Play the whole season"}}"""));
    MAPPERS.forEach(
        mapper -> assertThatCode(() -> mapper.apply(resources)).doesNotThrowAnyException());
    assertThat(GoalMapper.fromFhir(resources).value())
        .extracting(goal -> goal.words())
        .contains("Play the whole season");
  }

  @Test
  void namesIssuesWithoutAnyValue() {
    var resources = new ArrayList<Resource>();
    quirks().forEach(json -> resources.add(FhirJson.read(json)));
    for (var mapper : MAPPERS) {
      assertThat(mapper.apply(resources).issues())
          .allSatisfy(
              issue -> {
                assertThat(issue.resourceType()).matches("[A-Za-z]+");
                assertThat(issue.element()).matches("[A-Za-z.()-]*");
              });
    }
  }

  @Test
  void readsRepeatedResourceOnce() {
    Resource goal =
        FhirJson.read(
            """
            {"resourceType":"Goal","id":"g","lifecycleStatus":"active",
             "description":{"text":"Play"}}""");
    assertThat(GoalMapper.fromFhir(List.of(goal, goal.copy())).value()).hasSize(1);
  }

  @Test
  void keepsPrecisionOfDates() {
    Resource goal =
        FhirJson.read(
            """
            {"resourceType":"Goal","id":"g","lifecycleStatus":"active","startDate":"2026-09",
             "description":{"text":"Play"},"target":[{"dueDate":"2027"}]}""");
    var read = GoalMapper.fromFhir(List.of(goal)).value().getFirst();
    assertThat(String.valueOf(read.startedOn())).isEqualTo("2026-09");
    assertThat(String.valueOf(read.dueOn())).isEqualTo("2027");
  }

  @Test
  void showsCompletedGoalOnlyWhileItIsRecent() {
    Resource goal =
        FhirJson.read(
            """
            {"resourceType":"Goal","id":"g","lifecycleStatus":"completed",
             "statusDate":"2026-07-15","description":{"text":"Pass the driving test"}}""");
    List<Resource> goals = List.of(goal);
    assertThat(GoalMapper.fromFhir(goals).value()).isEmpty();
    assertThat(GoalMapper.fromFhir(goals, LocalDate.of(2026, 10, 13)).value()).hasSize(1);
    assertThat(GoalMapper.fromFhir(goals, LocalDate.of(2027, 10, 13)).value()).isEmpty();
  }
}
