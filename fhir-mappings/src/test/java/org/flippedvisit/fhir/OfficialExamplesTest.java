package org.flippedvisit.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.flippedvisit.fhir.goal.GoalMapper;
import org.flippedvisit.fhir.mapping.Mapped;
import org.flippedvisit.fhir.testing.FhirJson;
import org.flippedvisit.fhir.treatment.TreatmentMapper;
import org.flippedvisit.fhir.trend.MeasureInWords;
import org.flippedvisit.fhir.trend.MeasureText;
import org.flippedvisit.fhir.trend.Measurements;
import org.flippedvisit.fhir.trend.Trend;
import org.flippedvisit.fhir.trend.TrendMapper;
import org.flippedvisit.fixtures.patients.Examples;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every example that HL7 publishes with US Core 6.1.0 and 8.0.0, and some of FHIR R4, through every
 * mapper.
 */
class OfficialExamplesTest {

  static Stream<Resource> examples() {
    return Examples.types().stream()
        .flatMap(type -> Examples.json(type).stream())
        .map(FhirJson::read);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void areReadWithoutException(Resource example) {
    List<Resource> alone = List.of(example);
    for (Function<List<Resource>, Mapped<?>> mapper : DirtyDataTest.MAPPERS) {
      assertThatCode(() -> mapper.apply(alone)).doesNotThrowAnyException();
    }
  }

  @Test
  void areAllThere() {
    assertThat(Examples.json("Observation")).hasSizeGreaterThan(250);
    assertThat(Examples.json("QuestionnaireResponse")).hasSizeGreaterThan(10);
    assertThat(Examples.json("Goal")).hasSize(5);
  }

  @Test
  void areReadTogetherAndMeanSomething() {
    List<Resource> all = examples().toList();
    DirtyDataTest.MAPPERS.forEach(
        mapper -> assertThatCode(() -> mapper.apply(all)).doesNotThrowAnyException());
    Measurements read = TrendMapper.read(all).value();
    assertThat(read.trends())
        .extracting(Trend::id)
        .contains("systolic-bp", "diastolic-bp", "weight", "bmi", "phq-9");
    assertThat(GoalMapper.fromFhir(all).value()).isNotEmpty();
    assertThat(TreatmentMapper.fromFhir(all).value()).isNotEmpty();
  }

  @Test
  void areSaidInWords() {
    Measurements read = TrendMapper.read(examples().toList()).value();
    for (Trend trend : read.trends()) {
      assertThat(trend.readings())
          .allSatisfy(
              reading ->
                  assertThat(MeasureText.sentence(trend.measure(), reading, Locale.ENGLISH))
                      .startsWith(trend.measure().name("en"))
                      .doesNotContain("{", "null"));
    }
    assertThat(read.inWords()).extracting(MeasureInWords::latest).doesNotContainNull();
  }
}
