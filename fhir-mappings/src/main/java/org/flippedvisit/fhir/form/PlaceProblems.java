package org.flippedvisit.fhir.form;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.flippedvisit.fhir.form.FormProblem.Kind;

/** What stands between one place and a completed form. */
final class PlaceProblems {
  private PlaceProblems() {}

  /** What is wrong at one place that is enabled, without what is below it. */
  static List<FormProblem> of(Place place) {
    var problems = new ArrayList<FormProblem>();
    ItemType type = place.rules.type();
    boolean mayBeMissing = isInEmptyRepetition(place);
    if (type.isQuestion()) {
      problems.addAll(
          AnswerChecks.of(
              place.id, place.rules.item(), place.options(), place.answers(), mayBeMissing));
    } else if (type == ItemType.GROUP) {
      groupProblem(place, mayBeMissing).ifPresent(problems::add);
    }
    place.failedConstraints.forEach(
        words -> problems.add(new FormProblem(place.id, Kind.CONSTRAINT, words)));
    return problems;
  }

  private static Optional<FormProblem> groupProblem(Place place, boolean mayBeMissing) {
    FormItem item = place.rules.item();
    List<Place> all = place.within.of(place.rules);
    if (all.getFirst() != place || mayBeMissing || all.stream().noneMatch(PlaceProblems::asks)) {
      return Optional.empty();
    }
    long answered = all.stream().filter(Place::isAnsweredAndEnabled).count();
    Integer most = item.isRepeating() ? item.maxOccurs() : Integer.valueOf(1);
    if (answered == 0) {
      return item.isRequired() || item.minOccurs() > 0
          ? Optional.of(new FormProblem(place.id, Kind.MISSING, ""))
          : Optional.empty();
    }
    if (answered < item.minOccurs()) {
      return Optional.of(
          new FormProblem(place.id, Kind.TOO_FEW, Integer.toString(item.minOccurs())));
    }
    return most != null && answered > most
        ? Optional.of(new FormProblem(place.id, Kind.TOO_MANY, most.toString()))
        : Optional.empty();
  }

  /** A group with nothing to answer in it cannot be missing. */
  private static boolean asks(Place group) {
    return group.all().anyMatch(place -> place.isEnabled && place.rules.type().isQuestion());
  }

  /** One more of a group that need not be there, and in which nothing is said, asks for nothing. */
  private static boolean isInEmptyRepetition(Place place) {
    for (Place at = place.within.owner; at != null; at = at.within.owner) {
      FormItem item = at.rules.item();
      if (at.rules.isRepeatingGroup() && !at.isAnsweredAndEnabled()) {
        int answered =
            (int) at.within.of(at.rules).stream().filter(Place::isAnsweredAndEnabled).count();
        int needed = Math.max(item.minOccurs(), item.isRequired() ? 1 : 0);
        return answered >= needed || at.within.of(at.rules).indexOf(at) >= needed;
      }
    }
    return false;
  }
}
