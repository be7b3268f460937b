package org.flippedvisit.app.reflection;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.launch.NotForThisRole;
import org.flippedvisit.app.launch.Role;
import org.flippedvisit.app.reflection.ReflectionStore.Owner;
import org.springframework.stereotype.Component;

/**
 * Keeps what a clinician answers for themselves, and shows it to nobody else. There is no line in
 * the access audit: that would say after whose visit it was.
 */
@Component
public final class ReflectionService {
  private final ReflectionStore store;
  private final Clock clock;

  ReflectionService(ReflectionStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** True for whom the questions are: a clinician. */
  static boolean isFor(Launch launch) {
    return launch.role() == Role.CLINICIAN;
  }

  /**
   * Keeps the answers given after one visit, in place of those kept before under the same id.
   *
   * @param id made by who asks, for as long as the questions stand on one page
   */
  void keep(Launch launch, UUID id, Map<Question, Answer> answers) {
    store.keep(owner(launch), new Reflection(id, LocalDate.now(clock), answers));
  }

  /** Everything the clinician of this launch has answered, the newest first. */
  List<Reflection> own(Launch launch) {
    return store.all(owner(launch));
  }

  /** Removes all of it, for good. */
  void forget(Launch launch) {
    store.removeAll(owner(launch));
  }

  private static Owner owner(Launch launch) {
    if (!isFor(launch)) {
      throw new NotForThisRole();
    }
    return new Owner(launch.ehr().issuer(), launch.fhirUser().reference());
  }
}
