package org.flippedvisit.fhir.agenda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.flippedvisit.fhir.mapping.Mapped;
import org.flippedvisit.fhir.testing.FhirJson;
import org.flippedvisit.fhir.testing.People;
import org.flippedvisit.fixtures.patients.Charts;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TeamItemsTest {
  private static final LocalDate TODAY = Charts.ANCHOR;

  private final AtomicInteger counter = new AtomicInteger();

  private AgendaItemId newId() {
    return new AgendaItemId("item-" + counter.incrementAndGet());
  }

  private Mapped<List<AgendaItem>> items(List<Resource> resources, Locale language) {
    return TeamItems.fromFhir(resources, TODAY, language, this::newId, Set.of());
  }

  private List<AgendaItem> items(String... json) {
    return items(Arrays.stream(json).map(FhirJson::read).toList(), Locale.ENGLISH).value();
  }

  @Test
  void bringsWhatIsDueForNoahMostOverdueFirst() {
    Mapped<List<AgendaItem>> read =
        items(FhirJson.entries(Charts.json("noah", TODAY)), Locale.ENGLISH);
    assertThat(read.value())
        .extracting(AgendaItem::words, AgendaItem::why, AgendaItem::source)
        .containsExactly(
            tuple("Baseline bone density scan", "Due since June.", "ServiceRequest/noah-dexa"),
            tuple(
                "Yearly nutrition review",
                "Due since 30 September.",
                "ServiceRequest/noah-nutrition"),
            tuple(
                "Lung function (FEV1)",
                "Lung function (FEV1) has slipped 9 points since June, to 71\u00a0%"
                    + " (below the range given with it: “80 % of predicted or more”);"
                    + " higher is better.",
                "Observation?code=20152-5"),
            tuple(
                "New result: Sputum culture for mycobacteria",
                "Sputum culture for mycobacteria, 14 September: something was found.",
                "Observation/noah-culture-ntm-3"),
            tuple(
                "Medicines to look over together",
                "Prescribed more than 12 months ago and not renewed since: aztreonam lysine,"
                    + " inhaled, 75 mg; dornase alfa, inhaled, 2.5 mg; sodium chloride 7 %, inhaled;"
                    + " albuterol, inhaled; pancrelipase capsules; and 1 more.",
                "MedicationRequest?status=active,on-hold"),
            tuple(
                "Sputum culture for mycobacteria",
                "Due by 10 November.",
                "ServiceRequest/noah-next-culture"),
            tuple("Flu shot", "Due by 15 November.", "CarePlan/noah-plan#3"));
    assertThat(read.value())
        .allSatisfy(
            item -> {
              assertThat(item.origin()).isEqualTo(Origin.TEAM);
              assertThat(item.fate()).isNull();
              assertThat(item.raisedOn()).isEqualTo(TODAY);
            });
  }

  @Test
  void saysWhyInSpanish() {
    assertThat(items(FhirJson.entries(Charts.json("noah", TODAY)), People.SPANISH).value())
        .extracting(AgendaItem::why)
        .startsWith("Pendiente desde junio.", "Pendiente desde el 30 de septiembre.");
  }

  @Test
  void bringsNothingForPersonWithoutAnyData() {
    assertThat(items(FhirJson.entries(Charts.json("sam", TODAY)), Locale.ENGLISH).value())
        .isEmpty();
  }

  @Test
  void movesWithTheDayOfTheVisit() {
    LocalDate later = TODAY.plusYears(1);
    List<AgendaItem> shifted =
        TeamItems.fromFhir(
                FhirJson.entries(Charts.json("noah", later)),
                later,
                Locale.ENGLISH,
                this::newId,
                Set.of())
            .value();
    assertThat(shifted).first().extracting(AgendaItem::why).isEqualTo("Due since June.");
  }

  private static String answer(String id, String date, String value) {
    return """
    {"resourceType":"Observation","id":"%s","status":"final",
     "code":{"coding":[{"system":"http://loinc.org","code":"44260-8"}]},
     "effectiveDateTime":"%s",%s}"""
        .formatted(id, date, value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "\"valueInteger\":1",
        "\"valueQuantity\":{\"value\":2}",
        "\"valueCodeableConcept\":{\"coding\":[{\"system\":\"http://loinc.org\",\"code\":\"LA6569-3\"}]}"
      })
  void neverLeavesOutAnswerAboutSafety(String value) {
    List<AgendaItem> items = items(answer("a", "2026-10-02", value));
    assertThat(items)
        .singleElement()
        .satisfies(
            item -> {
              assertThat(item.isSafety()).isTrue();
              assertThat(item.source()).isEqualTo("Observation/a");
              // Others may be looking at the screen.
              assertThat(item.words() + item.why())
                  .doesNotContainIgnoringCase("harm")
                  .doesNotContain("dead");
            });
  }

  @Test
  void leavesSafetyAnswerThatANewerOneHasAnswered() {
    assertThat(
            items(
                answer("a", "2026-05-02", "\"valueInteger\":2"),
                answer("b", "2026-10-02", "\"valueInteger\":0")))
        .isEmpty();
  }

  @Test
  void findsSafetyAnswerWithinThePanel() {
    assertThat(
            items(
                """
                {"resourceType":"Observation","id":"p","status":"final",
                 "code":{"coding":[{"system":"http://loinc.org","code":"44249-1"}]},
                 "effectiveDateTime":"2026-10-02",
                 "component":[{"code":{"coding":[{"system":"http://loinc.org","code":"44260-8"}]},
                   "valueInteger":1}]}"""))
        .extracting(AgendaItem::isSafety)
        .containsExactly(true);
  }

  private static String potassium(String id, String date, String flag) {
    return """
    {"resourceType":"Observation","id":"%s","status":"final",
     "code":{"coding":[{"system":"http://loinc.org","code":"2823-3"}],"text":"Potassium"},
     "effectiveDateTime":"%s","valueQuantity":{"value":6.9,"code":"mmol/L"},
     "interpretation":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation","code":"%s"}]}]}"""
        .formatted(id, date, flag);
  }

  @ParameterizedTest
  @CsvSource({"HH,1", "LL,1", "AA,1", "H,0", "A,0", "N,0"})
  void bringsOnlyCriticalResults(String flag, int count) {
    assertThat(items(potassium("k", "2026-10-10", flag)))
        .filteredOn(AgendaItem::isSafety)
        .hasSize(count);
  }

  @Test
  void putsCriticalResultBeforeWhatIsDueAndDropsAnsweredOnes() {
    List<AgendaItem> items =
        items(
            potassium("k", "2026-10-10", "HH"),
            """
            {"resourceType":"ServiceRequest","id":"s","status":"active","intent":"order",
             "code":{"text":"Eye check"},"occurrenceDateTime":"2025-09-01",
             "patientInstruction":"Bring your glasses."}""");
    assertThat(items)
        .extracting(AgendaItem::words, AgendaItem::why)
        .containsExactly(
            tuple(
                "Result to act on: Potassium",
                "The laboratory marked this result of 10 October as critical."),
            tuple("Eye check", "Due since September 2025. Bring your glasses."));
    assertThat(items(potassium("k", "2026-10-10", "HH"), potassium("l", "2026-10-11", "N")))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "completed,2026-09-01",
    "revoked,2026-09-01",
    "entered-in-error,2026-09-01",
    "draft,2026-09-01",
    "active,2026-11-20"
  })
  void leavesOrdersThatAreNotForThisVisit(String status, String date) {
    assertThat(
            items(
                """
                {"resourceType":"ServiceRequest","id":"s","status":"%s","intent":"order",
                 "code":{"text":"Eye check"},"occurrenceDateTime":"%s"}"""
                    .formatted(status, date)))
        .isEmpty();
  }

  @Test
  void bringsPlanActivityOnlyWithoutAnOrderForIt() {
    String plan =
        """
        {"resourceType":"CarePlan","id":"c","status":"active","intent":"plan","activity":[
          {"reference":{"reference":"ServiceRequest/s"}},
          {"id":"eye","detail":{"status":"not-started","scheduledPeriod":{"end":"2026-09-01"},
            "code":{"coding":[{"system":"http://snomed.info/sct","code":"1"}],"text":"Eyes"}}},
          {"detail":{"status":"completed","scheduledPeriod":{"end":"2026-09-01"},
            "code":{"text":"Feet"}}}]}""";
    String order =
        """
        {"resourceType":"ServiceRequest","id":"s","status":"active","intent":"order",
         "code":{"coding":[{"system":"http://snomed.info/sct","code":"1"}],"text":"Eye check"},
         "occurrenceDateTime":"2026-09-01"}""";
    assertThat(items(plan)).extracting(AgendaItem::source).containsExactly("CarePlan/c#eye");
    assertThat(items(plan, order))
        .extracting(AgendaItem::source)
        .containsExactly("ServiceRequest/s");
  }
}
