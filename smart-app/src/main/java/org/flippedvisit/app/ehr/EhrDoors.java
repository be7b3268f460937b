package org.flippedvisit.app.ehr;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.flippedvisit.app.launch.Launch;
import org.springframework.stereotype.Component;

/** Lets only so many readings into one EHR at once, over all launches; the others wait. */
@Component
final class EhrDoors {
  private final EhrProperties properties;
  private final Map<String, Semaphore> doors = new ConcurrentHashMap<>();

  EhrDoors(EhrProperties properties) {
    this.properties = properties;
  }

  /** Not to be called from inside: whoever holds a place never waits for a second one. */
  <T> T inside(Launch launch, Supplier<T> reading) {
    Semaphore door =
        doors.computeIfAbsent(launch.ehr().id(), ehr -> new Semaphore(properties.parallel()));
    door.acquireUninterruptibly();
    try {
      return reading.get();
    } finally {
      door.release();
    }
  }
}
