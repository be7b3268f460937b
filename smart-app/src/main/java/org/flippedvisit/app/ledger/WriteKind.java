package org.flippedvisit.app.ledger;

/** What a write is, in the words of the page. */
public enum WriteKind {
  PREFERENCE_NOTE,
  PREFERENCE_CODED,
  PREVISIT_ANSWERS,
  VISIT_NOTE,
  PROVENANCE
}
