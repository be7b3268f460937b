package org.flippedvisit.app.preference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.flippedvisit.app.ehr.Reading;
import org.flippedvisit.app.ledger.Write;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.preference.PreferenceOnFile;
import org.jspecify.annotations.Nullable;

/**
 * Every partnering preference known for a patient.
 *
 * @param chart what the EHR holds, whoever wrote it
 * @param keptHere recorded through this app and not returned by the EHR
 */
public record Preferences(Reading<List<PreferenceOnFile>> chart, List<Kept> keptHere) {
  public Preferences {
    keptHere = List.copyOf(keptHere);
  }

  /** A preference in the app's store, with how its coded write stands. */
  public record Kept(PreferenceOnFile preference, @Nullable Write write) {}

  /** Newest first. */
  public List<PreferenceOnFile> all() {
    var all = new ArrayList<>(chart.orElse(List.of()));
    keptHere.forEach(kept -> all.add(kept.preference()));
    all.sort(Comparator.comparing(PreferenceOnFile::saidAt, ClinicalTime.NEWEST_FIRST));
    return all;
  }

  public Optional<PreferenceOnFile> current() {
    return all().stream().findFirst();
  }

  /** True when the current one is only in the app's store. */
  public boolean isCurrentKeptHere() {
    return current()
        .map(now -> keptHere.stream().anyMatch(kept -> kept.preference().equals(now)))
        .orElse(false);
  }
}
