package org.flippedvisit.fhir.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MeasureCatalogueTest {
  private static final Set<String> PACKS =
      Set.of("cystic-fibrosis", "ibd", "rheumatoid-arthritis", "type-2-diabetes", "general");

  private static final String GOOD =
      """
      {"id":"crp","codes":["http://loinc.org|1988-5"],"unit":"mg/L","alsoIn":["mg/dL"],
       "names":{"en":"CRP","es":"PCR"},"better":"LOWER","topics":["gut"],"pack":"general",
       "bands":[{"id":"low","to":5,"en":"low","es":"baja"},
                {"id":"high","from":5,"en":"high","es":"alta"}],
       "bandsSource":"A journal","smallestChange":2,"smallestChangeSource":"A journal"}""";

  static List<Measure> measures() {
    return MeasureCatalogue.standard().measures();
  }

  @ParameterizedTest
  @MethodSource("measures")
  void saysEverythingInBothLanguagesWithItsSources(Measure measure) {
    assertThat(measure.names()).containsOnlyKeys("en", "es");
    assertThat(measure.name("es")).isNotEqualTo(measure.name("en"));
    assertThat(measure.bands())
        .allSatisfy(
            band -> {
              assertThat(band.words()).containsOnlyKeys("en", "es");
              assertThat(band.words("es")).isNotEqualTo(band.words("en"));
              assertThat(band.source()).contains(" ").containsPattern("\\d{4}");
            });
    if (measure.smallestChange() != null) {
      assertThat(measure.smallestChange().source()).containsPattern("\\d{4}");
    }
    assertThat(measure.topics()).isNotEmpty();
    assertThat(PACKS).contains(measure.pack());
  }

  @Test
  void hasMeasuresForEveryPack() {
    assertThat(measures()).extracting(Measure::pack).containsAll(PACKS);
  }

  @Test
  void hasABandForEveryNumberWhereItHasBands() {
    for (Measure measure : measures()) {
      for (MeasureBand band : measure.bands()) {
        for (BigDecimal end : Stream.of(band.from(), band.to()).filter(Objects::nonNull).toList()) {
          assertThat(measure.bands().stream().filter(one -> one.holds(end))).hasSize(1);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "das28, 2.59, remission", "das28, 2.6, low", "das28, 3.2, moderate", "das28, 5.1, moderate",
    "das28, 5.2, high", "phq-9, 4, minimal", "phq-9, 20, severe", "urine-acr, 300, a2",
    "sccai, 2, quiet", "sccai, 5, flare", "egfr, 59.9, g3a", "systolic-bp, 130, stage-1"
  })
  void putsCutOffsWhereTheyWerePublished(String id, String value, String band) {
    Measure measure = measures().stream().filter(m -> m.id().equals(id)).findFirst().orElseThrow();
    assertThat(measure.bandOf(new BigDecimal(value)).orElseThrow().id()).isEqualTo(band);
  }

  @Test
  void readsAGoodEntry() throws JsonProcessingException {
    assertThat(read(GOOD).measures())
        .singleElement()
        .satisfies(
            measure -> assertThat(measure.convertible().get("mg/dL")).isEqualByComparingTo("10"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "`\"unit\":\"mg/L\"`; `\"unit\":\"milligram\"`; its unit is no UCUM unit",
        "`[\"mg/dL\"]`; `[\"mmol/L\"]`; alsoIn has a unit that UCUM does not convert to its own",
        "`\"es\":\"PCR\"`; `\"es\":\" \"`; es is missing",
        "LOWER; DOWN; better is unknown",
        "`\"topics\":[\"gut\"]`; `\"topics\":[]`; it has no topic",
        "`\"topics\":[\"gut\"]`; `\"topics\":[\"The gut\"]`; topics is no lower-case name",
        "`\"from\":5`; `\"from\":6`; a band does not begin where the one below it ends",
        "`\"to\":5,`; `\"from\":1,\"to\":5,`; its lowest band begins",
        "`\"from\":5,`; `\"from\":5,\"to\":9,`; its highest band ends",
        "`,\"es\":\"alta\"`; ``; es is missing",
        "`\"bandsSource\":\"A journal\",`; ``; bands and source go together",
        "`,\"smallestChangeSource\":\"A journal\"`; ``; a smallest change and its source go together",
        "`\"smallestChange\":2`; `\"smallestChange\":0`; its smallest change is not above zero",
        "`\"smallestChange\":2`; `\"smallestChange\":2,\"smallestShare\":1`; it has two smallest changes",
        "`\"to\":5`; `\"to\":\"5\"`; to is no number",
        "`http://loinc.org|1988-5`; 1988-5; a code is no system|code",
        "`\"pack\":`; `\"unheardOf\":1,\"pack\":`; unheardOf is unknown"
      })
  void namesEntryThatIsBroken(String part, String broken, String why) {
    String entry = GOOD.replace(part, broken == null ? "" : broken);
    assertThat(entry).isNotEqualTo(GOOD);
    assertThatIllegalStateException()
        .isThrownBy(() -> read(entry))
        .withMessage("measures.json, crp: " + why);
  }

  @Test
  void refusesTwoMeasuresOfOneCode() {
    assertThatIllegalStateException()
        .isThrownBy(() -> read(GOOD + "," + GOOD.replace("\"crp\"", "\"other\"")))
        .withMessageContaining("other: another measure has its code too");
    assertThatIllegalStateException()
        .isThrownBy(() -> read(GOOD + "," + GOOD.replace("1988-5", "1-8")))
        .withMessageContaining("crp: its id is there twice");
  }

  private static MeasureCatalogue read(String entries) throws JsonProcessingException {
    return MeasureCatalogue.read(new ObjectMapper().readTree("[" + entries + "]"));
  }
}
