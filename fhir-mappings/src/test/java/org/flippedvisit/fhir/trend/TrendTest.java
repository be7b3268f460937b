package org.flippedvisit.fhir.trend;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.mapping.Mapped;
import org.flippedvisit.fhir.mapping.MappingIssue;
import org.flippedvisit.fhir.mapping.MappingIssue.Kind;
import org.flippedvisit.fhir.testing.FhirJson;
import org.flippedvisit.fhir.testing.People;
import org.flippedvisit.fixtures.patients.Charts;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrendTest {
  private static final ZoneId OHIO = ZoneId.of("America/New_York");

  private static Trend trend(Mapped<List<Trend>> read, String id) {
    return read.value().stream()
        .filter(trend -> trend.measure().id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static Mapped<List<Trend>> noah() {
    return TrendMapper.fromFhir(FhirJson.entries(Charts.json("noah", Charts.ANCHOR)));
  }

  @Test
  void readsNoahsLungFunctionOldestFirst() {
    Trend fev1 = trend(noah(), "fev1");
    assertThat(fev1.points())
        .extracting(point -> point.value().intValueExact())
        .containsExactly(83, 82, 81, 83, 80, 81, 81, 80, 74, 71);
    assertThat(fev1.points().getFirst().at()).hasToString("2024-05");
    assertThat(noah().issues()).isEmpty();
  }

  @Test
  void dropsWeightEnteredInError() {
    assertThat(trend(noah(), "weight").points())
        .extracting(TrendPoint::value)
        .doesNotContain(new BigDecimal("161.2"))
        .contains(new BigDecimal("61.0"));
  }

  @Test
  void putsWhatPeopleFeelBeforeWhatMachinesCount() {
    assertThat(noah().value())
        .extracting(trend -> trend.measure().id())
        .containsSubsequence("tiredness", "fev1", "weight");
  }

  @Test
  void saysNoahsLungFunctionInOneSentence() {
    Trend fev1 = trend(noah(), "fev1");
    assertThat(TrendSentence.of(fev1, Locale.ENGLISH, OHIO))
        .isEqualTo("Lung function (FEV1) is 71\u00a0%, down 9 since June. Higher is better.");
    assertThat(TrendSentence.of(fev1, People.SPANISH, OHIO))
        .isEqualTo(
            "Función pulmonar (VEF1) es 71\u00a0%, 9 menos que en junio. Más alto es mejor.");
  }

  private static Trend of(String id, Object... datesAndValues) {
    Measure measure =
        MeasureCatalogue.standard().measures().stream()
            .filter(m -> m.id().equals(id))
            .findFirst()
            .orElseThrow();
    var points = new ArrayList<TrendPoint>();
    for (int i = 0; i < datesAndValues.length; i += 2) {
      points.add(
          new TrendPoint(
              new BigDecimal(datesAndValues[i + 1].toString()),
              ClinicalTime.of(LocalDate.parse(datesAndValues[i].toString()))));
    }
    return new Trend(measure, points);
  }

  @Test
  void judgesNothingFromOneReading() {
    assertThat(TrendSentence.of(of("crp", "2026-10-02", "4.0"), Locale.ENGLISH, OHIO))
        .isEqualTo(
            "Inflammation in the blood (CRP) is 4\u00a0mg/L, measured in October 2026."
                + " Lower is better.");
  }

  @Test
  void namesTheYearWhenItIsAnotherOne() {
    Trend weight = of("weight", "2025-06-02", "60.5", "2026-10-02", "61.25");
    assertThat(TrendSentence.of(weight, Locale.ENGLISH, OHIO))
        .isEqualTo("Weight is 61.25\u00a0kg, up 0.75 since June 2025.");
    assertThat(TrendSentence.of(weight, People.SPANISH, OHIO))
        .isEqualTo("Peso es 61,25\u00a0kg, 0,75 más que en junio de 2025.");
  }

  @Test
  void saysSameAndNamesTheDayWithinOneMonth() {
    assertThat(
            TrendSentence.of(
                of("pain", "2026-10-02", "4", "2026-10-20", "4"), Locale.ENGLISH, OHIO))
        .isEqualTo("Pain (0 to 10) is 4, the same as on 2 October. Lower is better.");
  }

  @Test
  void comparesWithAboutAVisitAgoNotWithLastWeek() {
    Trend slipping = of("fev1", "2026-06-09", "80", "2026-09-14", "74", "2026-10-02", "71");
    assertThat(TrendChange.of(slipping, ZoneOffset.UTC).orElseThrow().from().value())
        .isEqualByComparingTo("80");
  }

  @Test
  void saysThatChangeMattersOnlyByAPublishedFigure() {
    assertThat(matters(of("fev1", "2026-01-01", "80", "2026-10-01", "72"))).isTrue();
    assertThat(matters(of("fev1", "2026-01-01", "80", "2026-10-01", "73"))).isFalse();
    assertThat(matters(of("pain", "2026-01-01", "6", "2026-10-01", "4"))).isTrue();
    assertThat(matters(of("pain", "2026-01-01", "6", "2026-10-01", "5"))).isFalse();
    assertThat(matters(of("weight", "2026-01-01", "60", "2026-10-01", "90"))).isFalse();
  }

  private static boolean matters(Trend trend) {
    return TrendChange.of(trend, ZoneOffset.UTC).orElseThrow().matters(trend.measure());
  }

  static List<Measure> measures() {
    return MeasureCatalogue.standard().measures();
  }

  @ParameterizedTest
  @MethodSource("measures")
  void hasNamesAndSourceForEveryMeasure(Measure measure) {
    assertThat(measure.names()).containsOnlyKeys("en", "es");
    assertThat(measure.name("es")).isNotEqualTo(measure.name("en"));
    assertThat(measure.smallestChange() == null).isEqualTo(measure.smallestChangeSource() == null);
  }

  @Test
  void readsBloodPressureFromItsComponent() {
    var read =
        TrendMapper.fromFhir(
            observations(
                """
                {"resourceType":"Observation","id":"bp","status":"corrected",
                 "code":{"coding":[{"system":"http://loinc.org","code":"85354-9"}]},
                 "effectiveDateTime":"2026-10-01",
                 "component":[
                  {"code":{"coding":[{"system":"http://loinc.org","code":"8480-6"}]},
                   "valueQuantity":{"value":128,"unit":"mmHg"}},
                  {"code":{"coding":[{"system":"http://loinc.org","code":"8462-4"}]},
                   "valueQuantity":{"value":80,"unit":"mmHg"}}]}"""));
    assertThat(read.issues()).isEmpty();
    assertThat(trend(read, "systolic-bp").latest().value()).isEqualByComparingTo("128");
  }

  @Test
  void readsEachObservationOnceAndNeverConvertsUnits() {
    String crp =
        """
        {"resourceType":"Observation","id":"%s","status":"%s",
         "code":{"coding":[{"system":"http://loinc.org","code":"1988-5"}]},
         "effectiveDateTime":"2026-10-01",%s}""";
    var read =
        TrendMapper.fromFhir(
            observations(
                crp.formatted("a", "final", "\"valueQuantity\":{\"value\":5,\"code\":\"mg/L\"}"),
                crp.formatted("a", "final", "\"valueQuantity\":{\"value\":5,\"code\":\"mg/L\"}"),
                crp.formatted("b", "final", "\"valueQuantity\":{\"value\":0.5,\"code\":\"mg/dL\"}"),
                crp.formatted(
                    "c",
                    "final",
                    "\"valueQuantity\":{\"value\":5,\"comparator\":\"<\",\"code\":\"mg/L\"}"),
                crp.formatted("d", "preliminary", "\"note\":[{\"text\":\"pending\"}]"),
                crp.formatted("e", "final", "\"dataAbsentReason\":{\"text\":\"not performed\"}")));
    assertThat(trend(read, "crp").points()).hasSize(1);
    assertThat(read.issues())
        .containsExactlyInAnyOrder(
            new MappingIssue("Observation", "valueQuantity.code", Kind.UNKNOWN_CODE),
            new MappingIssue("Observation", "valueQuantity.comparator", Kind.UNREADABLE));
  }

  @Test
  void asksForAllMeasuresInOneBoundedSearch() {
    var query = TrendQueries.measures("noah", LocalDate.of(2024, 10, 13));
    assertThat(query.parameters())
        .extracting(parameter -> parameter.name())
        .containsExactly("patient", "code", "date");
    assertThat(query.parameters().get(1).value())
        .contains("http://loinc.org|20152-5", ",", "http://loinc.org|8480-6");
    assertThat(query.parameters().get(2).value()).isEqualTo("ge2024-10-13");
  }

  private static List<Resource> observations(String... json) {
    return Arrays.stream(json).map(FhirJson::read).toList();
  }
}
