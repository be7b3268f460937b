package org.flippedvisit.fhir.agenda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.approvaltests.Approvals;
import org.flippedvisit.fhir.mapping.Wording;
import org.flippedvisit.fhir.testing.FhirJson;
import org.flippedvisit.fhir.testing.People;
import org.flippedvisit.fhir.trend.MeasureCatalogue;
import org.flippedvisit.fixtures.patients.Charts;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TeamRulesTest {

  private static ChartFacts facts(List<Resource> resources, Locale language) {
    return ChartFacts.of(
        resources, Charts.ANCHOR, Wording.of(TeamItems.class, "TeamItems", language));
  }

  private static List<TeamItem> items(TeamRule rule, String... json) {
    List<Resource> resources = Arrays.stream(json).map(FhirJson::read).toList();
    return rule.items(facts(resources, Locale.ENGLISH)).value();
  }

  static Stream<Arguments> charts() {
    return Stream.concat(
        Charts.names().stream()
            .filter(name -> !name.matches("staff|.*/(hospitals|practitioners)-.*"))
            .map(name -> Arguments.of(name, "en")),
        Stream.of(Arguments.of("rosa", "es"), Arguments.of("dale", "es")));
  }

  @ParameterizedTest
  @MethodSource("charts")
  void proposesFromEveryChart(String chart, String language) {
    ChartFacts facts =
        facts(FhirJson.entries(Charts.json(chart, Charts.ANCHOR)), Locale.of(language));
    var proposed = new StringBuilder();
    for (TeamRule rule : TeamRules.inOrder()) {
      List<TeamItem> items = rule.items(facts).value();
      proposed.append(rule.id()).append("\n").append(AgendaLines.of(items)).append("\n");
      facts = facts.after(items);
    }
    Approvals.verify(
        proposed.toString(), Approvals.NAMES.withParameters(chart.replace('/', '-'), language));
  }

  @Test
  void explainsEveryRuleAndNoOther() {
    assertThat(RuleCard.all())
        .extracting(RuleCard::id)
        .containsExactlyElementsOf(TeamRules.inOrder().stream().map(TeamRule::id).toList());
    assertThat(RuleCard.all())
        .allSatisfy(
            card -> {
              assertThat(card.proposes()).endsWith(".");
              assertThat(card.reads())
                  .isSubsetOf(
                      "Observation",
                      "ServiceRequest",
                      "CarePlan",
                      "MedicationRequest",
                      "Encounter",
                      "Patient");
            });
  }

  @Test
  void leavesOutWhatASiteSwitchedOff() {
    List<Resource> noah = FhirJson.entries(Charts.json("noah", Charts.ANCHOR));
    var ids = new int[1];
    assertThat(
            TeamItems.fromFhir(
                    noah,
                    Charts.ANCHOR,
                    Locale.ENGLISH,
                    () -> new AgendaItemId("i" + ids[0]++),
                    Set.of(
                        "medicine-to-review",
                        "due-order",
                        "new-result",
                        "changed-measure",
                        "measure-out-of-band"))
                .value())
        .extracting(AgendaItem::source)
        // The order for the same thing is still there, so the plan's activity stands back.
        .containsExactly("CarePlan/noah-plan#3");
  }

  @Test
  void neverSwitchesSafetyOff() {
    assertThatThrownBy(() -> TeamItems.check(Set.of("critical-result")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("critical-result is about safety and stays on");
    assertThatThrownBy(() -> TeamItems.check(Set.of("everything")))
        .hasMessageContaining("there is no rule everything")
        .hasMessageContaining("due-order, due-plan-activity")
        .hasMessageNotContaining("safety-answer");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "[{\"id\":\"a\"}];does not say what it does",
        "[{\"id\":\"a\",\"proposes\":\"A.\",\"reads\":[\"X\"],\"figures\":{\"n\":{\"value\":1}}}];a number, a unit and a reason",
        "[{\"id\":\"a\",\"proposes\":\"A.\",\"reads\":[\"X\"],\"bands\":[{\"measure\":\"das28\",\"bands\":[\"awful\"],\"why\":\"x\"}]}];not bands of a measure",
        "[{\"id\":\"a\",\"proposes\":\"A.\",\"reads\":[\"X\"]},{\"id\":\"a\",\"proposes\":\"A.\",\"reads\":[\"X\"]}];two rules a"
      })
  void refusesRulesThatAreNotExplained(String rules, String problem)
      throws JsonProcessingException {
    var broken = new ObjectMapper().readTree(rules);
    assertThatThrownBy(() -> RuleCard.load(broken))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(problem);
    assertThatThrownBy(() -> RuleCard.of("due-order").figure("late"))
        .hasMessageContaining("no figure late");
  }

  private static String medicine(String id, String status, String name, String authored) {
    return """
    {"resourceType":"MedicationRequest","id":"%s","status":"%s","intent":"order",
     "medicationCodeableConcept":{"text":"%s"},"authoredOn":"%s",
     "note":[{"text":"Don’t tell my wife"}]}"""
        .formatted(id, status, name, authored);
  }

  @Test
  void bringsMedicinesOfOldInOneItem() {
    List<TeamItem> items =
        items(
            new MedicineToReview(),
            medicine("a", "active", "metformin 500 mg", "2025-10-12"),
            medicine("b", "active", "lisinopril 10 mg", "2024-02"),
            medicine("c", "active", "insulin", "2025-10-13"),
            medicine("d", "completed", "amoxicillin", "2024-01-01"),
            medicine("e", "entered-in-error", "digoxin", "2024-01-01"));
    assertThat(items)
        .singleElement()
        .satisfies(
            item -> {
              assertThat(item.why())
                  .containsExactly(
                      "Prescribed more than 12 months ago and not renewed since:"
                          + " metformin 500 mg; lisinopril 10 mg.");
              assertThat(item.grounds().evidence())
                  .extracting(Evidence::reference)
                  .containsExactly("MedicationRequest/a", "MedicationRequest/b");
              assertThat(item.toString()).doesNotContain("wife");
            });
  }

  @Test
  void leavesMedicineThatWasRenewedOrWhoseCourseIsOver() {
    String course =
        """
        {"resourceType":"MedicationRequest","id":"e","status":"active","intent":"order",
         "medicationCodeableConcept":{"text":"doxycycline"},"authoredOn":"2025-01-02",
         "dosageInstruction":[{"timing":{"repeat":{"boundsPeriod":{"end":"2025-01-23"}}}}]}""";
    assertThat(
            items(
                new MedicineToReview(),
                medicine("a", "active", "Metformin 500 mg", "2024-08-13"),
                medicine("b", "active", "metformin 500 MG", "2026-08-13"),
                course))
        .isEmpty();
    assertThat(
            items(
                new MedicineToReview(),
                medicine("a", "active", "metformin", "2024-08-13"),
                medicine("b", "stopped", "metformin", "2026-08-13")))
        .hasSize(1);
  }

  @Test
  void saysWhyAMedicineIsOnHoldWhereTheOrderDoes() {
    String held =
        """
        {"resourceType":"MedicationRequest","id":"h","status":"on-hold","intent":"order",
         "statusReason":{"text":"before surgery"},"authoredOn":"2026-09-01",
         "medicationReference":{"reference":"#m"},
         "contained":[{"resourceType":"Medication","id":"m","code":{"text":"warfarin"}}]}""";
    assertThat(items(new MedicineToReview(), held).getFirst().why())
        .containsExactly("On hold: warfarin. The reason in the order: before surgery.");
    assertThat(
            items(new MedicineToReview(), medicine("a", "on-hold", "atorvastatin", "2026-09-01"))
                .getFirst()
                .why())
        .containsExactly("On hold: atorvastatin. The order does not say why.");
  }

  private static String result(String id, String status, String on, String flag) {
    return """
    {"resourceType":"Observation","id":"%s","status":"%s",
     "code":{"coding":[{"system":"http://loinc.org","code":"%s"}],"text":"Iron test %s"},
     "effectiveDateTime":"%s","valueQuantity":{"value":1},
     "interpretation":[{"coding":[{"code":"%s"}]}]}"""
        .formatted(id, status, id, id, on, flag);
  }

  private static final String VISIT =
      """
      {"resourceType":"Encounter","id":"e","status":"finished",
       "period":{"start":"2026-09-01T09:00:00-04:00"}}""";

  @Test
  void bringsResultsSinceTheLastVisitInOneItem() {
    List<TeamItem> items =
        items(
            new NewResult(),
            VISIT,
            result("a", "final", "2026-09-15", "H"),
            result("b", "amended", "2026-09-20", "L"),
            result("c", "final", "2026-08-20", "H"),
            result("d", "final", "2026-09-20", "N"),
            result("e", "final", "2026-09-20", "HH"),
            result("f", "entered-in-error", "2026-09-20", "H"));
    assertThat(items)
        .singleElement()
        .satisfies(
            item -> {
              assertThat(item.words()).isEqualTo("New results to look at together");
              assertThat(item.why())
                  .containsExactly(
                      "Iron test b, 20 September: lower than usual."
                          + " Iron test a, 15 September: higher than usual.");
            });
  }

  @Test
  void countsResultByWhenItWasMadeKnown() {
    String culture =
        """
        {"resourceType":"Observation","id":"c","status":"final","code":{"text":"Culture"},
         "effectiveDateTime":"2026-08-30","issued":"2026-09-30T15:20:00-04:00",
         "valueString":"grown","interpretation":[{"coding":[{"code":"POS"}]}]}""";
    assertThat(items(new NewResult(), VISIT, culture))
        .extracting(TeamItem::words)
        .containsExactly("New result: Culture");
  }

  @Test
  void looksBackAQuarterWhereNoVisitIsKnown() {
    assertThat(items(new NewResult(), result("a", "final", "2026-07-20", "H"))).hasSize(1);
    assertThat(items(new NewResult(), result("a", "final", "2026-07-10", "H"))).isEmpty();
  }

  @Test
  void bringsResultThatNobodyFinished() {
    assertThat(
            items(
                new UnfinishedResult(),
                result("a", "preliminary", "2026-10-06", "N"),
                result("b", "preliminary", "2026-10-07", "N"),
                result("c", "registered", "2026-10-01", "N"),
                result("d", "final", "2026-10-01", "N"),
                result("e", "preliminary", "2025-10-01", "N"),
                """
                {"resourceType":"Observation","id":"f","status":"registered",
                 "code":{"text":"On its way"},"effectiveDateTime":"2026-10-01"}"""))
        .extracting(TeamItem::words, item -> item.why().getFirst())
        .containsExactly(
            tuple(
                "Result that is not final: Iron test a",
                "It has been there since 6 October and nobody has signed it off."),
            tuple(
                "Result that is not final: Iron test c",
                "It has been there since 1 October and nobody has signed it off."));
  }

  @Test
  void bringsOneResultOnce() {
    ChartFacts facts =
        facts(
            List.of(FhirJson.read(result("a", "preliminary", "2026-09-20", "HH"))), Locale.ENGLISH);
    List<TeamItem> critical = new CriticalResult().items(facts).value();
    assertThat(critical).hasSize(1);
    assertThat(new UnfinishedResult().items(facts.after(critical)).value()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "\"valueCodeableConcept\":{\"text\":\"Several days\"};1",
        "\"valueCodeableConcept\":{\"text\":\"Not at all\"};0",
        "\"valueCodeableConcept\":{\"text\":\"Ningún día\"};0",
        "\"valueCodeableConcept\":{\"coding\":[{\"code\":\"LA6568-5\"}]};0",
        "\"valueString\":\"more than half the days\";1",
        "\"valueString\":\"0\";0",
        "\"valueBoolean\":true;1",
        "\"dataAbsentReason\":{\"text\":\"not asked\"};0"
      })
  void takesNoAnswerAboutSafetyForZeroThatIsNotRead(String value, int count) {
    assertThat(items(new SafetyAnswer(), answer("44260-8", "2026-10-02", value))).hasSize(count);
  }

  private static String answer(String code, String on, String rest) {
    return """
    {"resourceType":"Observation","id":"q%1$s-%2$s","status":"final",
     "code":{"coding":[{"system":"http://loinc.org","code":"%1$s"}]},"effectiveDateTime":"%2$s",%3$s}"""
        .formatted(code, on, rest);
  }

  @Test
  void keepsSafetyAnswerThatANewerTotalDoesNotAnswer() {
    String withItems =
        answer(
            "44261-6",
            "2026-08-18",
            """
            "valueInteger":13,"component":[{"code":{"coding":[{"system":"http://loinc.org",
            "code":"44260-8"}]},"valueInteger":1}]""");
    String totalOnly = answer("44261-6", "2026-10-02", "\"valueInteger\":4");
    String answered = answer("44260-8", "2026-10-02", "\"valueInteger\":0");
    assertThat(items(new SafetyAnswer(), withItems, totalOnly)).hasSize(1);
    assertThat(items(new SafetyAnswer(), withItems, totalOnly, answered)).isEmpty();
  }

  @Test
  void takesTheHigherOfTwoAnswersOfOneMoment() {
    assertThat(
            items(
                new SafetyAnswer(),
                answer("44260-8", "2026-10-02", "\"valueInteger\":0"),
                answer("44260-8", "2026-10-02T00:00:00Z", "\"valueInteger\":1")))
        .hasSize(1);
  }

  private static String das28(String on, String value) {
    return """
    {"resourceType":"Observation","id":"d%1$s","status":"final",
     "code":{"coding":[{"code":"das28-crp",
       "system":"https://flippedvisit.org/fhir/CodeSystem/sandbox-clinic-flowsheet"}]},
     "effectiveDateTime":"%1$s","valueQuantity":{"value":%2$s,"code":"{score}"}}"""
        .formatted(on, value);
  }

  @ParameterizedTest
  @CsvSource({
    "2.5, 3.4, 1", // newly there
    "3.4, 3.5, 1", // there and worse
    "3.4, 3.4, 0", // there, as before
    "3.9, 3.4, 0", // there, and better
    "5.3, 4.9, 1", // in another of them
    "3.9, 2.5, 0" // back
  })
  void bringsMeasureThatIsInABandThatDeservesATalk(String former, String latest, int count) {
    assertThat(
            items(new MeasureOutOfBand(), das28("2026-04-21", former), das28("2026-07-07", latest)))
        .hasSize(count);
  }

  @Test
  void takesOldReadingsForHistory() {
    assertThat(items(new MeasureOutOfBand(), das28("2026-04-12", "5.6"))).isEmpty();
    assertThat(items(new MeasureOutOfBand(), das28("2026-04-13", "5.6"))).hasSize(1);
  }

  @Test
  void makesOneItemOfAMeasureThatChangedAndIsOutOfBand() {
    List<Resource> chart =
        List.of(
            FhirJson.read(das28("2026-04-21", "2.4")), FhirJson.read(das28("2026-07-07", "3.9")));
    ChartFacts facts = facts(chart, Locale.ENGLISH);
    assertThat(new ChangedMeasure().items(facts).value()).hasSize(1);
    assertThat(new MeasureOutOfBand().items(facts).value()).hasSize(1);
    assertThat(
            TeamItems.fromFhir(
                    chart, Charts.ANCHOR, Locale.ENGLISH, () -> new AgendaItemId("i"), Set.of())
                .value())
        .singleElement()
        .satisfies(
            item -> {
              assertThat(item.grounds().evidence()).hasSize(1);
              assertThat(item.grounds().topics()).contains("joints");
            });
  }

  private static String pressure(String on) {
    return """
    {"resourceType":"Observation","id":"b","status":"final","effectiveDateTime":"%s",
     "code":{"coding":[{"system":"http://loinc.org","code":"8480-6"}]},
     "valueQuantity":{"value":150,"code":"mm[Hg]"}}"""
        .formatted(on);
  }

  @Test
  void goesByBandsThatAreMeantForTheAge() {
    String grown = "{\"resourceType\":\"Patient\",\"id\":\"p\",\"birthDate\":\"1970-01-01\"}";
    String child = "{\"resourceType\":\"Patient\",\"id\":\"p\",\"birthDate\":\"2018-01-01\"}";
    assertThat(items(new MeasureOutOfBand(), grown, pressure("2026-10-01"))).hasSize(1);
    assertThat(items(new MeasureOutOfBand(), child, pressure("2026-10-01"))).isEmpty();
    assertThat(items(new MeasureOutOfBand(), pressure("2026-10-01"))).isEmpty();
  }

  @Test
  void knowsEveryTopicOfTheCatalogueOfMeasures() {
    assertThat(MeasureCatalogue.standard().measures())
        .allSatisfy(measure -> assertThat(Topics.all()).containsAll(measure.topics()));
  }

  @Test
  void letsNoPrivateNoteOfAChartIntoAnItem() {
    for (Locale language : List.of(Locale.ENGLISH, People.SPANISH)) {
      ChartFacts facts = facts(FhirJson.entries(Charts.json("dale", Charts.ANCHOR)), language);
      for (TeamRule rule : TeamRules.inOrder()) {
        assertThat(AgendaLines.of(rule.items(facts).value()))
            .doesNotContainIgnoringCase("wife")
            .doesNotContain("skips nights")
            .doesNotContain("copay");
      }
    }
  }
}
