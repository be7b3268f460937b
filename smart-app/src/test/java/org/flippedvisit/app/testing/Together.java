package org.flippedvisit.app.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Several people who do the same thing at the same moment. */
public final class Together {
  private Together() {}

  /** What each of them got; fails with what any of them failed with. */
  public static <T> List<T> run(int people, Callable<T> act) throws Exception {
    var barrier = new CyclicBarrier(people);
    var results = new ArrayList<T>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = new ArrayList<Future<T>>();
      for (int one = 0; one < people; one++) {
        all.add(
            threads.submit(
                () -> {
                  barrier.await();
                  return act.call();
                }));
      }
      for (Future<T> one : all) {
        results.add(one.get());
      }
    }
    return results;
  }
}
