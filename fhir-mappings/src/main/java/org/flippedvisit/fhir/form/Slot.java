package org.flippedvisit.fhir.form;

import org.jspecify.annotations.Nullable;

/** Room for one answer, with the items below it. */
final class Slot {
  final int number;
  @Nullable FormAnswer answer;
  @Nullable Level below;

  Slot(int number, @Nullable FormAnswer answer) {
    this.number = number;
    this.answer = answer;
  }

  /** True where anything below the answer is not as it was in the beginning. */
  boolean isTouched() {
    return below != null && below.places.stream().anyMatch(Place::isTouched);
  }
}
