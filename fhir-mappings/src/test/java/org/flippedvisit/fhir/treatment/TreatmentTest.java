package org.flippedvisit.fhir.treatment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.flippedvisit.fhir.mapping.Mapped;
import org.flippedvisit.fhir.mapping.MappingIssue;
import org.flippedvisit.fhir.testing.FhirJson;
import org.flippedvisit.fhir.testing.People;
import org.flippedvisit.fixtures.patients.Charts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreatmentTest {
  private static Mapped<List<Treatment>> of(String person) {
    return TreatmentMapper.fromFhir(FhirJson.entries(Charts.json(person, Charts.ANCHOR)));
  }

  private static Treatment treatment(String json) {
    return TreatmentMapper.fromFhir(List.of(FhirJson.read(json))).value().getFirst();
  }

  @Test
  void readsWhatNoahTakesAndTook() {
    assertThat(of("noah").issues()).isEmpty();
    assertThat(of("noah").value())
        .extracting(one -> one.name() + ", " + one.status() + ", " + one.from() + ", " + one.to())
        .contains(
            "doxycycline 100 mg, by mouth, ACTIVE, 2026-10-02, 2026-10-23",
            "aztreonam lysine, inhaled, 75 mg, ACTIVE, 2025-03-11, null",
            "amoxicillin and clavulanate, by mouth, COMPLETED, 2025-12-09, 2025-12-23");
  }

  @Test
  void endsBarsWhereTheChartSaysAndRunsToTodayWhatGoesOn() {
    assertThat(of("amina").value())
        .extracting(
            one -> one.name() + " until " + one.lastDay(People.TODAY, ZoneOffset.UTC).orElse(null))
        .contains(
            "infliximab infusion until 2026-10-13",
            "prednisone, by mouth until 2026-05-05",
            // Stopped, and nobody wrote when.
            "ferrous sulfate, by mouth until null");
  }

  @ParameterizedTest
  @ValueSource(strings = {"entered-in-error", "cancelled", "draft"})
  void leavesOutWhatWasNeverTaken(String status) {
    assertThat(
            TreatmentMapper.fromFhir(
                    List.of(
                        FhirJson.read(
                            """
                            {"resourceType":"MedicationRequest","status":"%s","intent":"order",
                             "medicationCodeableConcept":{"text":"x"}}"""
                                .formatted(status))))
                .value())
        .isEmpty();
  }

  @Test
  void leavesOutWhatMustNotBeTaken() {
    assertThat(
            TreatmentMapper.fromFhir(
                    List.of(
                        FhirJson.read(
                            """
                            {"resourceType":"MedicationRequest","status":"active","intent":"order",
                             "doNotPerform":true,"medicationCodeableConcept":{"text":"x"}}""")))
                .value())
        .isEmpty();
  }

  @Test
  void findsNameWhereverItIs() {
    assertThat(
            treatment(
                    """
                    {"resourceType":"MedicationRequest","id":"1","status":"active","intent":"order",
                     "contained":[{"resourceType":"Medication","id":"m","code":{"text":"inside"}}],
                     "medicationReference":{"reference":"#m"}}""")
                .name())
        .isEqualTo("inside");
    assertThat(
            treatment(
                    """
                    {"resourceType":"MedicationRequest","id":"1","status":"active","intent":"order",
                     "medicationReference":{"reference":"Medication/9","display":"beside"}}""")
                .name())
        .isEqualTo("beside");
    var found =
        TreatmentMapper.fromFhir(
            List.of(
                FhirJson.read(
                    """
                    {"resourceType":"MedicationRequest","id":"1","status":"active","intent":"order",
                     "medicationReference":{"reference":"Medication/9"}}"""),
                FhirJson.read(
                    """
                    {"resourceType":"Medication","id":"9","code":{"coding":[{"display":"included"}]}}""")));
    assertThat(found.value()).extracting(Treatment::name).containsExactly("included");
  }

  @Test
  void countsMedicineWithoutName() {
    var read =
        TreatmentMapper.fromFhir(
            List.of(
                FhirJson.read(
                    """
                    {"resourceType":"MedicationRequest","id":"1","status":"active","intent":"order",
                     "medicationCodeableConcept":{"coding":[{"code":"1"}]}}""")));
    assertThat(read.value()).isEmpty();
    assertThat(read.issues())
        .containsExactly(
            new MappingIssue("MedicationRequest", "medication", MappingIssue.Kind.MISSING));
  }

  @Test
  void runsNoBarPastToday() {
    Treatment doxycycline =
        of("noah").value().stream()
            .filter(one -> one.name().startsWith("doxycycline"))
            .findFirst()
            .orElseThrow();
    assertThat(doxycycline.lastDay(LocalDate.of(2026, 10, 13), ZoneOffset.UTC))
        .contains(LocalDate.of(2026, 10, 13));
  }
}
