package org.flippedvisit.fhir.patient;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.mapping.Mapped;
import org.flippedvisit.fhir.mapping.MappingIssue;
import org.flippedvisit.fhir.provenance.Author;
import org.flippedvisit.fhir.provenance.PractitionerMapper;
import org.flippedvisit.fhir.provenance.RelatedPersonMapper;
import org.flippedvisit.fhir.testing.FhirJson;
import org.flippedvisit.fhir.testing.People;
import org.flippedvisit.fhir.visit.Visit;
import org.flippedvisit.fhir.visit.VisitMapper;
import org.flippedvisit.fixtures.patients.Charts;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatientMapperTest {
  @Test
  void readsNoah() {
    Mapped<Optional<PatientSummary>> read =
        PatientMapper.fromFhir(FhirJson.entries(Charts.json("noah", Charts.ANCHOR)));
    assertThat(read.issues()).isEmpty();
    assertThat(read.value())
        .contains(
            new PatientSummary(
                "noah",
                "Noah",
                "Noah Erik Lindqvist",
                ClinicalTime.of(LocalDate.of(2008, 10, 28)),
                "he/him",
                "en",
                false,
                List.of(new PatientSummary.RecordNumber("Medical Record Number", "SC-100117")),
                false));
  }

  @Test
  void readsPersonWithNothingButPatient() {
    var read = PatientMapper.fromFhir(FhirJson.entries(Charts.json("sam", People.TODAY)));
    PatientSummary sam = read.value().orElseThrow();
    assertThat(sam.preferredName()).isEqualTo("Sam");
    assertThat(sam.birthDate()).isNull();
    assertThat(sam.languageTag()).isNull();
    assertThat(sam.ageOn(People.TODAY)).isEmpty();
  }

  @Test
  void readsInterpreterNeedAndLanguage() {
    var read = PatientMapper.fromFhir(FhirJson.entries(Charts.json("rosa", People.TODAY)));
    PatientSummary rosa = read.value().orElseThrow();
    assertThat(rosa.interpreterNeeded()).isTrue();
    assertThat(rosa.languageTag()).startsWith("es");
  }

  @ParameterizedTest
  @CsvSource({"spa,es", "en_US,en-US", "EN,en", "zh-Hant,zh-Hant"})
  void readsLanguageHoweverItIsCoded(String code, String tag) {
    assertThat(
            patient("\"communication\":[{\"language\":{\"coding\":[{\"code\":\"" + code + "\"}]}}]")
                .languageTag())
        .isEqualTo(tag);
  }

  @Test
  void prefersTheNicknameAndIgnoresOldNames() {
    PatientSummary read =
        patient(
            """
            "name":[{"use":"old","family":"Past"},
                    {"use":"official","given":["Margaret","Ann"],"family":"Hale"},
                    {"use":"nickname","given":["Peggy","Sue"]}]""");
    assertThat(read.preferredName()).isEqualTo("Peggy Sue");
    assertThat(read.fullName()).isEqualTo("Margaret Ann Hale");
  }

  @Test
  void callsByFirstGivenNameOrByTheWholeText() {
    assertThat(patient("\"name\":[{\"given\":[\"Ruth\",\"M\"],\"family\":\"Ok\"}]").preferredName())
        .isEqualTo("Ruth");
    assertThat(patient("\"name\":[{\"text\":\"Ms Ok\"}]").preferredName()).isEqualTo("Ms Ok");
  }

  @Test
  void saysThatBirthDateIsBrokenAndGoesOn() {
    var read =
        PatientMapper.fromFhir(
            List.of(
                FhirJson.read(
                    """
                    {"resourceType":"Patient","id":"p","gender":"M","birthDate":"1998-02-31",
                     "name":[{"text":"A"}]}""")));
    assertThat(read.value()).isPresent();
    assertThat(read.value().orElseThrow().birthDate()).isNull();
    assertThat(read.issues()).extracting(MappingIssue::element).containsExactly("birthDate");
  }

  @Test
  void readsVisitWithItsOrganization() {
    List<Resource> chart = FhirJson.entries(Charts.json("noah", Charts.ANCHOR));
    List<Resource> today =
        chart.stream()
            .filter(resource -> "noah-today".equals(resource.getIdElement().getIdPart()))
            .toList();
    Visit visit = VisitMapper.fromFhir(today).value().orElseThrow();
    assertThat(visit.id()).isEqualTo("noah-today");
    assertThat(visit.organizationReference()).isEqualTo("Organization/sandbox-clinic");
    assertThat(visit.organizationName()).isEqualTo("Sandbox Clinic");
    assertThat(String.valueOf(visit.start())).startsWith("2026-10-13T10:00");
  }

  @Test
  void readsMotherAndStaffInPlainWords() {
    assertThat(
            RelatedPersonMapper.fromFhir(FhirJson.entries(Charts.json("noah", Charts.ANCHOR)))
                .value())
        .containsExactly(new Author.RelatedPerson("noah-ingrid", "Ingrid Lindqvist", "mother"));
    assertThat(
            PractitionerMapper.fromFhir(FhirJson.entries(Charts.json("staff", Charts.ANCHOR)))
                .value())
        .hasSize(3)
        .allSatisfy(
            person -> {
              assertThat(person.name()).isNotBlank();
              assertThat(person.role()).isNotBlank();
            });
  }

  private static PatientSummary patient(String elements) {
    return PatientMapper.fromFhir(
            List.of(FhirJson.read("{\"resourceType\":\"Patient\",\"id\":\"p\"," + elements + "}")))
        .value()
        .orElseThrow();
  }
}
