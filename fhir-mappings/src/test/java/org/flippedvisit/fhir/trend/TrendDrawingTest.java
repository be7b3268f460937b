package org.flippedvisit.fhir.trend;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.trend.TrendDrawing.Axis;
import org.flippedvisit.fhir.trend.TrendDrawing.Dot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrendDrawingTest {
  private static final ZoneId ZONE = ZoneOffset.UTC;
  private static final LocalDate TODAY = LocalDate.of(2026, 10, 13);
  private static final Axis TWO_YEARS = new Axis(TODAY.minusYears(2), TODAY, ZONE);
  private static final OffsetDateTime LATEST = OffsetDateTime.parse("2026-10-12T10:00:00Z");

  private static Measure measure(String id) {
    return MeasureCatalogue.standard().measures().stream()
        .filter(one -> one.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static Trend hourly(String id, int points, long seed) {
    var random = new Random(seed);
    List<TrendPoint> readings =
        IntStream.range(0, points)
            .mapToObj(
                i ->
                    new TrendPoint(
                        BigDecimal.valueOf(random.nextInt(400), 1),
                        ClinicalTime.of(LATEST.minusMinutes((long) (points - 1 - i) * 50))))
            .toList();
    return new Trend(measure(id), readings);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 199, 200, 201, 1000, 20_000})
  void drawsFewPointsAndLosesNeitherEndsNorExtremes(int points) {
    for (long seed = 0; seed < 20; seed++) {
      Trend trend = hourly("pain", points, seed);
      TrendDrawing drawing = TrendDrawing.of(trend, TWO_YEARS).orElseThrow();
      List<TrendPoint> drawn = drawing.dots().stream().map(Dot::point).toList();
      assertThat(drawn).hasSizeLessThanOrEqualTo(200).isSubsetOf(trend.points());
      assertThat(drawn.getFirst()).isEqualTo(trend.points().getFirst());
      assertThat(drawn.getLast()).isEqualTo(trend.latest());
      assertThat(drawn.stream().map(TrendPoint::value).min(BigDecimal::compareTo))
          .isEqualTo(trend.points().stream().map(TrendPoint::value).min(BigDecimal::compareTo));
      assertThat(drawn.stream().map(TrendPoint::value).max(BigDecimal::compareTo))
          .isEqualTo(trend.points().stream().map(TrendPoint::value).max(BigDecimal::compareTo));
      assertThat(drawing.readings()).isEqualTo(points);
    }
  }

  @Test
  void drawsFromLeftToRightWithinTheFrame() {
    TrendDrawing drawing = TrendDrawing.of(hourly("phq-9", 20_000, 7), TWO_YEARS).orElseThrow();
    double before = -1;
    for (Dot dot : drawing.dots()) {
      assertThat(dot.x()).isGreaterThan(before).isBetween(0.0, 1.0);
      assertThat(dot.y()).isBetween(0.0, 1.0);
      before = dot.x();
    }
    assertThat(drawing.bands())
        .isNotEmpty()
        .allSatisfy(band -> assertThat(band.area().top()).isLessThan(band.area().bottom()));
    assertThat(drawing.bands().getFirst().area().bottom()).isEqualTo(1);
    assertThat(drawing.bands().getLast().area().top()).isZero();
  }

  @Test
  void looksAtEachPointOnce() {
    int[] chosen =
        LargestTriangles.choose(
            IntStream.range(0, 20_000).asDoubleStream().toArray(),
            IntStream.range(0, 20_000).mapToDouble(i -> Math.sin(i / 300.0)).toArray(),
            200);
    assertThat(chosen).isSorted().doesNotHaveDuplicates().hasSizeBetween(190, 200);
  }

  @Test
  void choosesTheReadingThatStandsOut() {
    double[] y = new double[1000];
    y[437] = 9;
    y[612] = -9;
    int[] chosen =
        LargestTriangles.choose(IntStream.range(0, 1000).asDoubleStream().toArray(), y, 20);
    assertThat(Arrays.stream(chosen).boxed()).contains(0, 437, 612, 999);
  }

  @Test
  void drawsOnlyWhatIsInTheTimeShown() {
    Trend trend =
        new Trend(
            measure("fev1"),
            List.of(
                at("80", TODAY.minusYears(3)), at("75", TODAY.minusMonths(2)), at("71", TODAY)));
    assertThat(TrendDrawing.of(trend, TWO_YEARS).orElseThrow().dots())
        .extracting(dot -> dot.point().value().intValueExact())
        .containsExactly(75, 71);
    assertThat(TrendDrawing.of(trend, new Axis(TODAY.minusYears(2), TODAY.minusYears(1), ZONE)))
        .isEmpty();
  }

  @Test
  void drawsALineThatDoesNotMoveInTheMiddle() {
    Trend trend = new Trend(measure("fev1"), List.of(at("0", TODAY.minusDays(9)), at("0", TODAY)));
    assertThat(TrendDrawing.of(trend, TWO_YEARS).orElseThrow().dots())
        .extracting(Dot::y)
        .containsOnly(0.5);
  }

  private static TrendPoint at(String value, LocalDate day) {
    return new TrendPoint(new BigDecimal(value), ClinicalTime.of(day));
  }
}
