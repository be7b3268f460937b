package org.flippedvisit.fhir.trend;

import java.util.BitSet;

/**
 * Largest-Triangle-Three-Buckets: which of many points to draw so that the line keeps its look.
 * Steinarsson S, "Downsampling Time Series for Visual Representation", University of Iceland, 2013,
 * section 4.2. For drawing only; a table has every reading.
 */
final class LargestTriangles {
  private LargestTriangles() {}

  /**
   * Indices of the points to draw, in order: the first, the last, and of each bucket the one that
   * spans the largest triangle with the one chosen before and the mean of the next bucket; besides
   * the lowest and the highest of all. One pass over the points.
   *
   * @param x ascending
   * @param most most points to draw, at least 5
   */
  static int[] choose(double[] x, double[] y, int most) {
    if (most < 5) {
      throw new IllegalArgumentException("a line needs its ends, its lowest and its highest");
    }
    int count = x.length;
    if (count <= most) {
      return all(count);
    }
    BitSet chosen = buckets(x, y, most - 2);
    chosen.set(lowest(y, 1));
    chosen.set(lowest(y, -1));
    return chosen.stream().toArray();
  }

  private static BitSet buckets(double[] x, double[] y, int wanted) {
    int count = x.length;
    var chosen = new BitSet(count);
    chosen.set(0);
    chosen.set(count - 1);
    double size = (double) (count - 2) / (wanted - 2);
    int before = 0;
    for (int bucket = 0; bucket < wanted - 2; bucket++) {
      int from = (int) (bucket * size) + 1;
      int to = (int) ((bucket + 1) * size) + 1;
      int nextTo = Math.min((int) ((bucket + 2) * size) + 1, count);
      before = largest(x, y, new Bucket(before, from, to, nextTo));
      chosen.set(before);
    }
    return chosen;
  }

  /** Points {@code from} to {@code to}, the one chosen before them, and the bucket that follows. */
  private record Bucket(int before, int from, int to, int nextTo) {}

  private static int largest(double[] x, double[] y, Bucket bucket) {
    double nextX = mean(x, bucket.to(), bucket.nextTo());
    double nextY = mean(y, bucket.to(), bucket.nextTo());
    int before = bucket.before();
    int largest = bucket.from();
    double area = -1;
    for (int i = bucket.from(); i < bucket.to(); i++) {
      double twice =
          Math.abs(
              (x[before] - nextX) * (y[i] - y[before]) - (x[before] - x[i]) * (nextY - y[before]));
      if (twice > area) {
        area = twice;
        largest = i;
      }
    }
    return largest;
  }

  private static double mean(double[] values, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += values[i];
    }
    return sum / Math.max(1, to - from);
  }

  private static int lowest(double[] y, int sign) {
    int lowest = 0;
    for (int i = 1; i < y.length; i++) {
      if (sign * y[i] < sign * y[lowest]) {
        lowest = i;
      }
    }
    return lowest;
  }

  private static int[] all(int count) {
    int[] all = new int[count];
    for (int i = 0; i < count; i++) {
      all[i] = i;
    }
    return all;
  }
}
