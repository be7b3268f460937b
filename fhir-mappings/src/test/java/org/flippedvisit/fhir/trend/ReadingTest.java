package org.flippedvisit.fhir.trend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.flippedvisit.fhir.mapping.Mapped;
import org.flippedvisit.fhir.mapping.MappingIssue;
import org.flippedvisit.fhir.mapping.MappingIssue.Kind;
import org.flippedvisit.fhir.testing.FhirJson;
import org.flippedvisit.fhir.testing.People;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Observations as charts have them: every kind of value, units, ranges, states. */
class ReadingTest {
  private static final String HBA1C = "4548-4";
  private static final String CRP = "1988-5";

  private static Mapped<Measurements> read(String... json) {
    List<Resource> resources = Arrays.stream(json).map(FhirJson::read).toList();
    return TrendMapper.read(resources);
  }

  private static String observation(String loinc, String rest) {
    return """
    {"resourceType":"Observation","status":"final",
     "code":{"coding":[{"system":"http://loinc.org","code":"%s"}]},
     "effectiveDateTime":"2026-10-01",%s}"""
        .formatted(loinc, rest);
  }

  private static TrendPoint point(String loinc, String rest) {
    return read(observation(loinc, rest)).value().trends().getFirst().latest();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"valueQuantity\":{\"value\":5,\"comparator\":\"<\",\"unit\":\"mg/L\",\"code\":\"mg/L\"} | below 5 mg/L",
        "\"valueQuantity\":{\"value\":5,\"comparator\":\">=\",\"code\":\"mg/L\"} | 5 mg/L or more",
        "\"valueQuantity\":{\"value\":0.5,\"comparator\":\"<=\",\"unit\":\"mg/dl\"} | 0.5 mg/dl or less",
        "\"valueCodeableConcept\":{\"text\":\"Not raised\"} | Not raised",
        "\"valueCodeableConcept\":{\"coding\":[{\"code\":\"1\",\"display\":\"Trace\"}]} | Trace",
        "\"valueString\":\"see note\" | see note",
        "\"valueBoolean\":false | no",
        "\"valueRange\":{\"low\":{\"value\":1,\"code\":\"mg/L\"},\"high\":{\"value\":3,\"code\":\"mg/L\"}} | 1 mg/L to 3 mg/L",
        "\"valueRange\":{\"high\":{\"value\":3,\"code\":\"mg/L\"}} | 3 mg/L or less",
        "\"valueRatio\":{\"numerator\":{\"value\":1},\"denominator\":{\"value\":128}} | 1 to 128",
        "\"valueSampledData\":{\"origin\":{\"value\":0},\"period\":10,\"dimensions\":1,\"data\":\"1 2 E 4\"} | a curve of 4 values",
        "\"valueTime\":\"08:30:00\" | 08:30:00",
        "\"valueDateTime\":\"2026-09\" | September 2026",
        "\"valuePeriod\":{\"start\":\"2026-09-01\",\"end\":\"2026-09-03\"} | 1 September 2026 to 3 September 2026",
        "\"valuePeriod\":{\"end\":\"2026-09-03\"} | until 3 September 2026",
        "\"dataAbsentReason\":{\"text\":\"sample lost\"} | no value: sample lost",
        "\"dataAbsentReason\":{\"coding\":[{\"system\":\"http://terminology.hl7.org/CodeSystem/data-absent-reason\",\"code\":\"not-performed\"}]} | no value: was not done",
        "\"dataAbsentReason\":{\"coding\":[{\"system\":\"x\",\"code\":\"y\"}]} | no value, and no reason given"
      })
  void saysInWordsWhatIsNoNumber(String value, String words) {
    Mapped<Measurements> read = read(observation(CRP, value));
    assertThat(read.issues()).isEmpty();
    assertThat(read.value().trends()).isEmpty();
    MeasureInWords crp = read.value().inWords().getFirst();
    assertThat(
            MeasureText.value(crp.measure(), crp.latest(), Locale.ENGLISH).replace('\u00a0', ' '))
        .isEqualTo(words);
    assertThat(TrendSentence.of(crp, People.SPANISH))
        .startsWith("Inflamación en la sangre (PCR): ")
        .endsWith(", 1 de octubre de 2026; más bajo es mejor.");
  }

  @Test
  void keepsWordsBesideThePoints() {
    Trend crp =
        read(
                observation(CRP, "\"valueQuantity\":{\"value\":7,\"code\":\"mg/L\"}"),
                observation(
                    CRP, "\"valueQuantity\":{\"value\":5,\"comparator\":\"<\",\"code\":\"mg/L\"}"))
            .value()
            .trends()
            .getFirst();
    assertThat(crp.points()).hasSize(1);
    assertThat(crp.remarks()).hasSize(1);
    assertThat(crp.readings()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "1988-5, 0.5, mg/dL, 5.0", "1988-5, 5, mg/L, 5", "29463-7, 150.5, [lb_av], 68.27",
    "29463-7, 61000, g, 61000E-3", "718-7, 112, g/L, 11.2", "38445-3, 250, mg/kg, 250",
    "8480-6, 17.3, kPa, 130", "14959-1, 0.03, ug/mg, 0.03"
  })
  void convertsByUcumAndOnlyAsExactlyAsItWasMeasured(
      String loinc, String value, String unit, String inOwn) {
    Mapped<Measurements> read =
        read(
            observation(
                loinc, "\"valueQuantity\":{\"value\":" + value + ",\"code\":\"" + unit + "\"}"));
    Trend trend = read.value().trends().getFirst();
    assertThat(trend.isApart()).isFalse();
    assertThat(trend.latest().value()).isEqualByComparingTo(inOwn);
  }

  @Test
  void putsApartWhatUcumCannotConvertWithoutBandsAndNeverMixes() {
    Mapped<Measurements> read =
        read(
            observation(HBA1C, "\"valueQuantity\":{\"value\":7.1,\"code\":\"%\"}"),
            observation("59261-8", "\"valueQuantity\":{\"value\":54,\"code\":\"mmol/mol\"}"),
            observation("22748-8", "\"valueQuantity\":{\"value\":2.6,\"code\":\"mmol/L\"}"),
            observation("14959-1", "\"valueQuantity\":{\"value\":40,\"code\":\"mg/mmol\"}"),
            observation("29463-7", "\"valueQuantity\":{\"value\":61}"));
    assertThat(read.issues()).isEmpty();
    assertThat(read.value().trends())
        .extracting(Trend::id)
        .containsExactly(
            "hba1c", "hba1c-in-mmol-mol", "ldl-in-mmol-l", "urine-acr-in-mg-mmol", "weight-in-");
    assertThat(read.value().trends().stream().filter(Trend::isApart))
        .allSatisfy(trend -> assertThat(trend.latestBand()).isEmpty());
    assertThat(TrendSentence.of(read.value().trends().getLast(), Locale.ENGLISH, ZoneOffset.UTC))
        .isEqualTo("Weight was 61, unit not stated, measured in October 2026.");
  }

  @Test
  void keepsRangeInTheUnitOfTheReading() {
    TrendPoint point =
        point(
            CRP,
            """
            "valueQuantity":{"value":0.7,"code":"mg/dL"},
            "referenceRange":[{"high":{"value":0.5}}]""");
    assertThat(MeasureText.meaning(measure("crp"), point, Locale.ENGLISH))
        .contains("above the range given with it: 5\u00a0mg/L or less");
  }

  @Test
  void takesNoRangeOfSeveralThatNobodyCanTellApart() {
    String ranges =
        """
        "valueQuantity":{"value":7,"code":"mg/L"},
        "referenceRange":[{"high":{"value":5},"appliesTo":[{"text":"women"}]},{"high":{"value":6},"appliesTo":[{"text":"men"}]}%s]""";
    assertThat(point(CRP, ranges.formatted("")).reported().range()).isNull();
    assertThat(point(CRP, ranges.formatted(",{\"high\":{\"value\":9}}")).reported().range())
        .satisfies(range -> assertThat(range).isNotNull());
  }

  @Test
  void saysNothingIsWithinARangeBecauseNothingWasFound() {
    TrendPoint bare = point(CRP, "\"valueQuantity\":{\"value\":4,\"code\":\"mg/L\"}");
    assertThat(MeasureText.meaning(measure("crp"), bare, Locale.ENGLISH)).isEmpty();
    TrendPoint inWords =
        point(
            CRP,
            """
            "valueQuantity":{"value":4,"code":"mg/L"},"referenceRange":[{"text":"see leaflet"}]""");
    assertThat(MeasureText.meaning(measure("crp"), inWords, Locale.ENGLISH)).isEmpty();
  }

  @Test
  void saysCriticalBeforeAnyBand() {
    String critical =
        """
        "valueQuantity":{"value":4,"code":"{score}"},
        "interpretation":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation","code":"%s"}]}]""";
    Measure phq = measure("phq-9");
    assertThat(MeasureText.meaning(phq, point("44261-6", critical.formatted("HH")), Locale.ENGLISH))
        .contains("marked critically high");
    assertThat(MeasureText.meaning(phq, point("44261-6", critical.formatted("H")), Locale.ENGLISH))
        .contains("little or no low mood");
  }

  @Test
  void marksWhatWasCorrectedAndShowsNothingEnteredInError() {
    String crp = observation(CRP, "\"valueQuantity\":{\"value\":7,\"code\":\"mg/L\"}");
    for (String gone : List.of("entered-in-error", "cancelled")) {
      assertThat(read(crp.replace("final", gone)).value().isEmpty()).isTrue();
    }
    for (String corrected : List.of("amended", "corrected")) {
      Trend trend = read(crp.replace("final", corrected)).value().trends().getFirst();
      assertThat(MeasureText.state(trend.latest(), Locale.ENGLISH)).contains("corrected");
    }
    Trend pending = read(crp.replace("final", "preliminary")).value().trends().getFirst();
    assertThat(MeasureText.state(pending.latest(), People.SPANISH))
        .contains("todavía no es definitivo");
  }

  @Test
  void keepsTimesAsPreciseAsTheyAre() {
    String hba1c = observation(HBA1C, "\"valueQuantity\":{\"value\":7.8,\"code\":\"%\"}");
    Trend trend = read(hba1c.replace("2026-10-01", "2023")).value().trends().getFirst();
    assertThat(MeasureText.sentence(trend.measure(), trend.latest(), Locale.ENGLISH))
        .isEqualTo(
            "Average blood sugar over three months (HbA1c): 7.8\u00a0%, 2023; lower is better.");
  }

  @Test
  void countsWhatItCannotRead() {
    assertThat(
            read(
                    observation(CRP, "\"valueQuantity\":{\"code\":\"mg/L\"}"),
                    observation(CRP, "\"valuePeriod\":{}"),
                    observation(CRP, "\"note\":[{\"text\":\"pending\"}]"))
                .issues())
        .containsExactly(
            new MappingIssue("Observation", "valueQuantity.value", Kind.MISSING),
            new MappingIssue("Observation", "value", Kind.UNREADABLE),
            new MappingIssue("Observation", "value", Kind.MISSING));
  }

  private static Measure measure(String id) {
    return MeasureCatalogue.standard().measures().stream()
        .filter(one -> one.id().equals(id))
        .findFirst()
        .orElseThrow();
  }
}
