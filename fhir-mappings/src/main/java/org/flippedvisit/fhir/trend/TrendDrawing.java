package org.flippedvisit.fhir.trend;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Where the points and bands of one trend are drawn, on a time axis that many trends share. All
 * places are between 0 and 1: from left to right, and from top (the highest value) to bottom.
 *
 * @param dots the line, from left to right; at most {@value #MOST_DOTS}
 * @param readings how many readings there are in the time shown, drawn or not
 * @param bands what the numbers mean, as far as they are in sight
 * @param usual where the person usually is; null while that is not known
 * @param low the value at the bottom
 * @param high the value at the top
 */
public record TrendDrawing(
    List<Dot> dots,
    int readings,
    List<BandArea> bands,
    @Nullable Area usual,
    BigDecimal low,
    BigDecimal high) {
  private static final int MOST_DOTS = 200;

  /** Free room above the highest and below the lowest value, as a share of the height. */
  private static final double MARGIN = 0.1;

  public TrendDrawing {
    dots = List.copyOf(dots);
    bands = List.copyOf(bands);
  }

  /** One reading in its place. */
  public record Dot(double x, double y, TrendPoint point) {}

  /** A stripe from left to right. */
  public record Area(double top, double bottom) {}

  /**
   * A band in its place.
   *
   * @param rank 0 for the lowest of the measure's bands, by which it gets its hatching
   */
  public record BandArea(MeasureBand band, int rank, Area area) {}

  /** The time that all trends share. */
  public record Axis(LocalDate from, LocalDate to, ZoneId zone) {
    public Axis {
      if (!from.isBefore(to)) {
        throw new IllegalArgumentException("an axis takes time");
      }
    }

    /** Its place from left to right; below 0 or above 1 when it is out of sight. */
    public double place(LocalDate day) {
      return place(day.atStartOfDay(zone).toInstant());
    }

    double place(Instant moment) {
      double begin = from.atStartOfDay(zone).toEpochSecond();
      double end = to.plusDays(1).atStartOfDay(zone).toEpochSecond();
      return (moment.getEpochSecond() - begin) / (end - begin);
    }

    boolean holds(double place) {
      return place >= 0 && place <= 1;
    }
  }

  /** Empty when no reading is in the time shown. */
  public static Optional<TrendDrawing> of(Trend trend, Axis axis) {
    List<TrendPoint> all = trend.points();
    double[] places =
        all.stream().mapToDouble(point -> axis.place(point.at().earliest(axis.zone()))).toArray();
    int[] shown = shown(places, axis);
    if (shown.length == 0) {
      return Optional.empty();
    }
    double[] x = Arrays.stream(shown).mapToDouble(i -> places[i]).toArray();
    double[] values =
        Arrays.stream(shown).mapToDouble(i -> all.get(i).value().doubleValue()).toArray();
    UsualRange usual = trend.usualRange(axis.zone()).orElse(null);
    Scale scale = Scale.of(values, usual);
    double[] y = Arrays.stream(values).map(scale::place).toArray();
    List<Dot> dots =
        Arrays.stream(LargestTriangles.choose(x, y, MOST_DOTS))
            .mapToObj(i -> new Dot(x[i], y[i], all.get(shown[i])))
            .toList();
    return Optional.of(
        new TrendDrawing(
            dots,
            shown.length,
            bands(trend.measure(), scale),
            usual == null ? null : scale.area(usual.low(), usual.high()),
            BigDecimal.valueOf(scale.low()),
            BigDecimal.valueOf(scale.high())));
  }

  private static int[] shown(double[] places, Axis axis) {
    return IntStream.range(0, places.length).filter(i -> axis.holds(places[i])).toArray();
  }

  private static List<BandArea> bands(Measure measure, Scale scale) {
    List<MeasureBand> bands = measure.bands();
    return IntStream.range(0, bands.size())
        .mapToObj(
            rank -> {
              MeasureBand band = bands.get(rank);
              return new BandArea(band, rank, scale.area(band.from(), band.to()));
            })
        .filter(area -> area.area().bottom() > area.area().top())
        .toList();
  }

  /** From the lowest to the highest value in sight, with some room. */
  private record Scale(double low, double high) {
    static Scale of(double[] values, @Nullable UsualRange usual) {
      double low = Arrays.stream(values).min().orElse(0);
      double high = Arrays.stream(values).max().orElse(0);
      if (usual != null) {
        low = Math.min(low, usual.low().doubleValue());
        high = Math.max(high, usual.high().doubleValue());
      }
      // A line that does not move is drawn in the middle.
      double room = high > low ? (high - low) * MARGIN : Math.max(1, Math.abs(high) * MARGIN);
      return new Scale(low - room, high + room);
    }

    double place(double value) {
      return (high - value) / (high - low);
    }

    Area area(@Nullable BigDecimal from, @Nullable BigDecimal to) {
      return new Area(
          to == null ? 0 : inSight(place(to.doubleValue())),
          from == null ? 1 : inSight(place(from.doubleValue())));
    }

    private static double inSight(double place) {
      return Math.clamp(place, 0, 1);
    }
  }
}
