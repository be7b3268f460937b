package org.flippedvisit.app.ledger;

import java.util.List;

/**
 * What a write is, in the words of the page, and as which FHIR resources it may reach the chart,
 * best first: not every EHR takes a note as a document, and some take an answered questionnaire or
 * a message instead. Below the last of them there is only text to copy.
 */
public enum WriteKind {
  PREFERENCE_NOTE("DocumentReference", "QuestionnaireResponse", "Communication"),
  PREFERENCE_CODED("Observation"),
  PREVISIT_ANSWERS("QuestionnaireResponse"),
  VISIT_NOTE("DocumentReference", "Communication"),
  GOAL("Goal"),
  /** How a goal in the chart is going. */
  GOAL_MARK("Goal"),
  PROVENANCE("Provenance"),
  /** A note that a newer one replaces, marked as superseded. */
  FORMER_NOTE("DocumentReference");

  private final List<String> resourceTypes;

  WriteKind(String... resourceTypes) {
    this.resourceTypes = List.of(resourceTypes);
  }

  /** FHIR resource types it may be written as, best first. */
  List<String> resourceTypes() {
    return resourceTypes;
  }

  /** True for what changes the status of something in the chart, instead of adding to it. */
  boolean isChange() {
    return this == GOAL_MARK || this == FORMER_NOTE;
  }

  /** True for what follows a write by itself: it is nobody's task, and never offered to anyone. */
  boolean isFollowUp() {
    return this == PROVENANCE || this == FORMER_NOTE;
  }
}
