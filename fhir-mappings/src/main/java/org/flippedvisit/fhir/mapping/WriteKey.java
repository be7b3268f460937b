package org.flippedvisit.fhir.mapping;

/**
 * The stable identity of one thing this app writes, carried as a business identifier so that a
 * write whose answer never came can be found again instead of being sent twice (FHIR R4 conditional
 * create, http §3.1.0.8.1).
 *
 * @param value opaque, the same for every attempt at the same write
 */
public record WriteKey(String value) {
  /** {@code Identifier.system} of all keys. */
  public static final String SYSTEM = "https://flippedvisit.org/fhir/write";

  public WriteKey {
    if (!value.matches("[A-Za-z0-9.-]{8,64}")) {
      throw new IllegalArgumentException("a write key has 8 to 64 letters, digits, dots or dashes");
    }
  }

  /** The short form printed in a note, for EHRs that drop identifiers. */
  public String reference() {
    return "FV-" + value.substring(0, 8);
  }
}
