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
import org.flippedvisit.fhir.testing.FhirJson;
import org.flippedvisit.fhir.testing.People;
import org.flippedvisit.fixtures.patients.Charts;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;

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
        .isEqualTo(
            "Lung function (FEV1) has slipped 9 points since June, to 71\u00a0%"
                + " (below the range given with it: “80 % of predicted or more”);"
                + " higher is better.");
    assertThat(TrendSentence.of(fev1, People.SPANISH, OHIO))
        .isEqualTo(
            "Función pulmonar (VEF1): ha bajado 9 puntos desde junio, hasta 71\u00a0%"
                + " (por debajo del margen indicado: “80 % of predicted or more”);"
                + " más alto es mejor.");
  }

  @Test
  void knowsWhereNoahUsuallyIs() {
    Trend fev1 = trend(noah(), "fev1");
    assertThat(TrendSentence.usual(fev1, Locale.ENGLISH, OHIO))
        .contains("Most often between 80 and 83\u00a0%");
    assertThat(fev1.usualRange(OHIO).orElseThrow().holds(fev1.latest().value())).isFalse();
    assertThat(of("pain", "2026-01-01", "6", "2026-10-01", "4").usualRange(OHIO)).isEmpty();
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
            "Inflammation in the blood (CRP) was 4\u00a0mg/L, measured in October 2026;"
                + " lower is better.");
  }

  @Test
  void namesTheYearWhenItIsAnotherOne() {
    Trend weight = of("weight", "2025-06-02", "60.5", "2026-10-02", "61.25");
    assertThat(TrendSentence.of(weight, Locale.ENGLISH, OHIO))
        .isEqualTo("Weight has gone up 0.75\u00a0kg since June 2025, to 61.25\u00a0kg.");
    assertThat(TrendSentence.of(weight, People.SPANISH, OHIO))
        .isEqualTo("Peso: ha subido 0,75\u00a0kg desde junio de 2025, hasta 61,25\u00a0kg.");
  }

  @Test
  void saysSameAndNamesTheDayWithinOneMonth() {
    assertThat(
            TrendSentence.of(
                of("pain", "2026-10-02", "4", "2026-10-20", "4"), Locale.ENGLISH, OHIO))
        .isEqualTo("Pain (0 to 10) is 4, the same as on 2 October; lower is better.");
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
    assertThat(matters(of("weight", "2026-01-01", "60", "2026-10-01", "63"))).isTrue();
    assertThat(matters(of("crp", "2026-01-01", "1", "2026-10-01", "90"))).isFalse();
  }

  private static boolean matters(Trend trend) {
    return TrendChange.of(trend, ZoneOffset.UTC).orElseThrow().matters(trend.measure());
  }

  @Test
  void saysWhatTheNumberMeansOnlyByAPublishedBand() {
    assertThat(
            TrendSentence.of(
                of("phq-9", "2025-08-19", "12", "2026-08-18", "13"), Locale.ENGLISH, OHIO))
        .isEqualTo(
            "Low mood, nine questions (0 to 27) has gone up 1 point since August 2025, to 13"
                + " (moderate low mood); lower is better.");
    assertThat(of("phq-9", "2026-08-18", "13").latestBand())
        .get()
        .satisfies(band -> assertThat(band.words("es")).isEqualTo("ánimo bajo moderado"));
    assertThat(of("hba1c", "2026-08-18", "5").latestBand()).isEmpty();
  }

  @Test
  void meansNoBandThatIsForOlderPeople() {
    Trend pressure = of("systolic-bp", "2026-08-18", "118");
    assertThat(pressure.forAge(13).latestBand()).isPresent();
    assertThat(pressure.forAge(12).latestBand()).isEmpty();
    assertThat(pressure.forUnknownAge().latestBand()).isEmpty();
    assertThat(of("phq-9", "2026-08-18", "13").forUnknownAge().latestBand()).isPresent();
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
  void readsEachReadingOnce() {
    String crp =
        """
        {"resourceType":"Observation","id":"%s","status":"final",
         "code":{"coding":[{"system":"http://loinc.org","code":"1988-5"}]},
         "effectiveDateTime":"%s","valueQuantity":{"value":%s,"code":"mg/L"}}""";
    var read =
        TrendMapper.fromFhir(
            observations(
                crp.formatted("a", "2026-10-01", "5"),
                crp.formatted("a", "2026-10-01", "5"),
                crp.formatted("b", "2026-10-01", "5.0"),
                crp.formatted("c", "2026-10-01", "6"),
                crp.formatted("d", "2026-10-02", "5")));
    assertThat(trend(read, "crp").points())
        .extracting(point -> point.at() + " " + point.value())
        .containsExactly("2026-10-01 5", "2026-10-01 6", "2026-10-02 5");
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
