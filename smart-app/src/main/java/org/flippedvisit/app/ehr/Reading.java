package org.flippedvisit.app.ehr;

import java.util.List;
import java.util.function.Function;
import org.flippedvisit.fhir.mapping.MappingIssue;

/**
 * What became of one read. Missing, not permitted and failed are different things, and are said
 * differently.
 *
 * @param <T> what was asked for
 */
public sealed interface Reading<T> {
  /**
   * The EHR answered.
   *
   * @param value what it holds, which may be nothing
   * @param issues what of it could not be read
   * @param isCut true when there was more than was fetched
   * @param gaps where several searches make one value: those that gave nothing, and why
   */
  record Found<T>(T value, List<MappingIssue> issues, boolean isCut, List<Gap> gaps)
      implements Reading<T> {
    public Found {
      issues = List.copyOf(issues);
      gaps = List.copyOf(gaps);
    }

    public static <T> Found<T> of(T value) {
      return new Found<>(value, List.of(), false, List.of());
    }
  }

  /**
   * A type of resource that could not be read while others could.
   *
   * @param why never a {@link Found}
   */
  record Gap(String resourceType, Reading<?> why) {}

  /** The launch or the EHR does not let this person see it. */
  record NotPermitted<T>() implements Reading<T> {}

  /** Asked, and no usable answer: unreachable, too slow, too busy, broken. */
  record Failed<T>(Failure failure) implements Reading<T> {}

  /** Why a read failed, as far as it makes a difference to the person looking. */
  enum Failure {
    UNREACHABLE,
    TOO_SLOW,
    TOO_BUSY,
    BROKEN_ANSWER,
    EHR_ERROR,
    SIGN_IN_ENDED,
    /**
     * It was read, and the access audit could not be written: nothing is shown without its line.
     */
    NOT_AUDITED
  }

  /** The value where there is one, else {@code otherwise}. */
  default T orElse(T otherwise) {
    return this instanceof Found<T> found ? found.value() : otherwise;
  }

  default <R> Reading<R> map(Function<? super T, ? extends R> change) {
    return switch (this) {
      case Found<T> found ->
          new Found<>(change.apply(found.value()), found.issues(), found.isCut(), found.gaps());
      case NotPermitted<T> ignored -> new NotPermitted<>();
      case Failed<T> failed -> new Failed<>(failed.failure());
    };
  }
}
