package org.flippedvisit.fhir.agenda;

/** Identity of an agenda item over all visits it waits through; random, meaningless. */
public record AgendaItemId(String value) {
  public AgendaItemId {
    if (value.isBlank() || value.length() > 64) {
      throw new IllegalArgumentException("an agenda item id has 1 to 64 characters");
    }
  }
}
