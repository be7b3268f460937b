package org.flippedvisit.fhir.agenda;

/** Where an agenda item came from, in the order the agenda shows them. */
public enum Origin {
  PERSON,
  BOTH,
  CARRIED_OVER,
  TEAM
}
