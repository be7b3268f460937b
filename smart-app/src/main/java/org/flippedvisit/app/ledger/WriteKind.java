package org.flippedvisit.app.ledger;

/** What a write is, in the words of the page. */
public enum WriteKind {
  PREFERENCE_NOTE("DocumentReference"),
  PREFERENCE_CODED("Observation"),
  PREVISIT_ANSWERS("QuestionnaireResponse"),
  VISIT_NOTE("DocumentReference"),
  GOAL("Goal"),
  PROVENANCE("Provenance");

  private final String resourceType;

  WriteKind(String resourceType) {
    this.resourceType = resourceType;
  }

  /** FHIR resource type it is written as. */
  String resourceType() {
    return resourceType;
  }
}
