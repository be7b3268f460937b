package org.flippedvisit.app.launch;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What only the EHR's FHIR server knows about who signed in, asked once, before the first page. In
 * {@code app.ehr}, where FHIR is spoken.
 */
public interface SignedInLookup {
  /**
   * Whom a Person stands for ({@code Person.link.target}).
   *
   * @return empty also where it cannot be read
   */
  List<FhirUser> linkedTo(Launch launch);

  /**
   * The roles of a member of staff, from PractitionerRole.
   *
   * @return nothing known where they cannot be read
   */
  StaffRole staffRole(Launch launch);

  /**
   * A member of staff at work.
   *
   * @param practitioner the person behind a PractitionerRole; null where it is not said
   * @param codes of all current roles, each as {@code system|code}
   */
  record StaffRole(@Nullable FhirUser practitioner, Set<String> codes) {
    public StaffRole {
      codes = Set.copyOf(codes);
    }
  }
}
