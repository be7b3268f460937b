package org.flippedvisit.fhir.previsit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flippedvisit.fhir.mapping.Mapped;
import org.flippedvisit.fhir.testing.FhirJson;
import org.flippedvisit.fhir.testing.Golden;
import org.flippedvisit.fhir.testing.RecordText;
import org.flippedvisit.fixtures.patients.Charts;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A few more questions for what a chart says for certain, and for nothing else. */
class FittingPacksMapperTest {
  private static final String SNOMED = "http://snomed.info/sct";
  private static final String ICD = "http://hl7.org/fhir/sid/icd-10-cm";

  private static Condition condition(String system, String code) {
    return condition(system, code, "active", "confirmed", "problem-list-item");
  }

  private static Condition condition(
      String system, String code, String status, String verification, String category) {
    String categories =
        category.equals("health-concern")
            ? "http://hl7.org/fhir/us/core/CodeSystem/condition-category"
            : "http://terminology.hl7.org/CodeSystem/condition-category";
    return (Condition)
        FhirJson.read(
            """
            {"resourceType":"Condition",
             "clinicalStatus":{"coding":[{"code":"%s",
               "system":"http://terminology.hl7.org/CodeSystem/condition-clinical"}]},
             "verificationStatus":{"coding":[{"code":"%s",
               "system":"http://terminology.hl7.org/CodeSystem/condition-ver-status"}]},
             "category":[{"coding":[{"system":"%s","code":"%s"}]}],
             "code":{"coding":[{"system":"%s","code":"%s"}]},
             "subject":{"reference":"Patient/noah"}}"""
                .formatted(status, verification, categories, category, system, code));
  }

  private static List<String> packs(Resource... conditions) {
    return FittingPacksMapper.fromFhir(List.of(conditions)).value();
  }

  @Test
  void fitsThePeopleOfTheSandbox() {
    Golden.verify(
        Charts.names().stream()
            .map(name -> name + " " + read(name))
            .collect(Collectors.joining("\n")));
  }

  private static String read(String chart) {
    Mapped<List<String>> read =
        FittingPacksMapper.fromFhir(FhirJson.entries(Charts.json(chart, Charts.ANCHOR)));
    return RecordText.of(read);
  }

  @ParameterizedTest
  @CsvSource({
    SNOMED + ", 190905008, cystic-fibrosis",
    SNOMED + ", 86555001, cystic-fibrosis",
    ICD + ", E84.19, cystic-fibrosis",
    SNOMED + ", 24526004, inflammatory-bowel-disease",
    SNOMED + ", 34000006, inflammatory-bowel-disease",
    ICD + ", K50.90, inflammatory-bowel-disease",
    ICD + ", K51.00, inflammatory-bowel-disease",
    SNOMED + ", 239791005, rheumatoid-arthritis",
    SNOMED + ", 239792003, rheumatoid-arthritis",
    ICD + ", M05.79, rheumatoid-arthritis",
    ICD + ", M06.9, rheumatoid-arthritis",
    ICD + ", M069, rheumatoid-arthritis",
    SNOMED + ", 313436004, type-2-diabetes",
    ICD + ", E11.65, type-2-diabetes"
  })
  void knowsACondition(String system, String code, String pack) {
    assertThat(packs(condition(system, code))).containsExactly(pack);
  }

  @ParameterizedTest
  @CsvSource({
    SNOMED + ", E84.0", // a code of another system
    ICD + ", 44054006",
    SNOMED + ", 46635009", // diabetes mellitus type 1
    ICD + ", E10.9",
    ICD + ", M06.1", // adult-onset Still’s disease
    ICD + ", K52.9",
    "http://example.org, E84.0"
  })
  void asksNothingForAnotherCondition(String system, String code) {
    assertThat(packs(condition(system, code))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "active, confirmed, problem-list-item, true",
    "recurrence, confirmed, problem-list-item, true",
    "relapse, confirmed, health-concern, true",
    "resolved, confirmed, problem-list-item, false",
    "remission, confirmed, problem-list-item, false",
    "inactive, confirmed, problem-list-item, false",
    "bogus, confirmed, problem-list-item, false",
    "active, entered-in-error, problem-list-item, false",
    "active, refuted, problem-list-item, false",
    "active, differential, problem-list-item, false",
    "active, provisional, problem-list-item, false",
    "active, confirmed, encounter-diagnosis, false"
  })
  void countsOnlyWhatIsListedActiveAndCertain(
      String status, String verification, String category, boolean isAsked) {
    assertThat(packs(condition(SNOMED, "190905008", status, verification, category)).isEmpty())
        .isNotEqualTo(isAsked);
  }

  @Test
  void takesAProblemWithoutVerificationForCertain() {
    Condition found = condition(SNOMED, "190905008");
    found.setVerificationStatus(null);
    assertThat(packs(found)).containsExactly("cystic-fibrosis");
  }

  @Test
  void asksAtMostTwoPacksInOurOrderWhateverTheChartsIs() {
    Condition diabetes = condition(SNOMED, "44054006");
    Condition arthritis = condition(SNOMED, "69896004");
    Condition fibrosis = condition(SNOMED, "190905008");
    List<String> expected = List.of("cystic-fibrosis", "rheumatoid-arthritis");

    assertThat(packs(diabetes, arthritis, fibrosis)).isEqualTo(expected);
    assertThat(packs(fibrosis, diabetes, arthritis)).isEqualTo(expected);
  }

  @Test
  void saysWhatCouldNotBeReadAndGoesOn() {
    Resource without =
        FhirJson.read(
            """
            {"resourceType":"Condition","id":"1","code":{"text":"cystic fibrosis"},
             "subject":{"reference":"Patient/noah"}}""");
    Mapped<List<String>> read =
        FittingPacksMapper.fromFhir(List.of(without, condition(SNOMED, "44054006")));
    assertThat(read.value()).containsExactly("type-2-diabetes");
    assertThat(read.issues()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "1.2.0, ''",
    "1.2.0-cystic-fibrosis, cystic-fibrosis",
    "1.2.0-north-cystic-fibrosis, cystic-fibrosis",
    "1.2.0-rheumatoid-arthritis.general, rheumatoid-arthritis general",
    "1.2.0-general.rheumatoid-arthritis, rheumatoid-arthritis general",
    "1.1.0-cystic-fibrosis-general, cystic-fibrosis general",
    "1.2.0-north, ''"
  })
  void knowsAgainWithWhichPacksAFormWasAsked(String version, String packs) {
    List<String> expected = Stream.of(packs.split(" ")).filter(one -> !one.isEmpty()).toList();
    assertThat(ConditionPacks.in("https://clinic.example/q|" + version)).isEqualTo(expected);
  }

  @Test
  void namesAFormByItsPacks() {
    String with =
        ConditionPacks.add(
            PreVisitQuestionnaire.json(), List.of("rheumatoid-arthritis", "general"));
    assertThat(with)
        .contains("-rheumatoid-arthritis.general\"")
        .doesNotContain("\"conditions\"", "69896004");
  }

  /** The person may not know what stands in their chart. */
  @ParameterizedTest
  @CsvSource({
    "cystic-fibrosis, fibrosis",
    "inflammatory-bowel-disease, bowel disease",
    "rheumatoid-arthritis, arthritis",
    "type-2-diabetes, diabetes"
  })
  void namesNoDiagnosisToThePerson(String pack, String diagnosis) {
    String shown =
        ConditionPacks.add("{\"item\":[]}", List.of(pack))
            .replaceAll("\"(linkId|version)\":\"[^\"]*\"", "");
    assertThat(shown).containsIgnoringCase("text").doesNotContainIgnoringCase(diagnosis);
  }
}
