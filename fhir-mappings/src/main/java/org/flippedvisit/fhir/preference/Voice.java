package org.flippedvisit.fhir.preference;

import org.flippedvisit.fhir.provenance.Author;
import org.jspecify.annotations.Nullable;

/**
 * Whose words a preference is in, as far as a chart tells: one person's are never taken for
 * another's.
 */
public final class Voice {
  private Voice() {}

  /** True for the patient's own words. Where nobody is named they count as that. */
  public static boolean isPatients(@Nullable Author saidBy) {
    return saidBy == null || saidBy instanceof Author.Patient;
  }

  /**
   * True unless two people speak. Where a chart gives no reference to one of them, the patient and
   * everybody else are told apart, and others by their names: in a note of ours the relationship
   * stands behind it.
   */
  public static boolean mayBeOne(@Nullable Author one, @Nullable Author other) {
    String reference = one == null ? null : one.reference();
    String otherReference = other == null ? null : other.reference();
    return reference == null || otherReference == null
        ? isPatients(one) == isPatients(other) && (isPatients(one) || mayBeNamed(one, other))
        : reference.equals(otherReference);
  }

  private static boolean mayBeNamed(@Nullable Author one, @Nullable Author other) {
    String name = one == null ? null : one.name();
    String otherName = other == null ? null : other.name();
    return name == null
        || otherName == null
        || name.startsWith(otherName)
        || otherName.startsWith(name);
  }
}
