package org.flippedvisit.app.preference;

import java.util.Map;
import java.util.Set;
import org.flippedvisit.fhir.preference.PartneringPreference;
import org.flippedvisit.fhir.provenance.Author;
import org.jspecify.annotations.Nullable;

/**
 * A preference as it stands in the form before it is saved.
 *
 * @param saidBy FHIR reference of whose words they are; null when nothing is typed
 */
public record TypedPreference(PartneringPreference preference, @Nullable String saidBy) {
  public static final TypedPreference NOTHING =
      new TypedPreference(new PartneringPreference("", null, Set.of(), Map.of()), null);

  public static TypedPreference of(PartneringPreference preference, Author saidBy) {
    return preference.isEmpty() ? NOTHING : new TypedPreference(preference, saidBy.reference());
  }
}
