package org.flippedvisit.app.preference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.flippedvisit.app.ehr.Reading;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.preference.PreferenceOnFile;
import org.flippedvisit.fhir.preference.Voice;
import org.flippedvisit.fhir.provenance.Author;

/**
 * Every partnering preference known for a patient.
 *
 * @param chart what the EHR holds, whoever wrote it; of two at one time the later first, where that
 *     is known
 * @param keptHere recorded through this app and not returned by the EHR; the latest first
 */
public record Preferences(Reading<List<PreferenceOnFile>> chart, List<Kept> keptHere) {
  public Preferences {
    keptHere = List.copyOf(keptHere);
  }

  /**
   * A preference in the app's store that the chart did not return.
   *
   * @param isInChart true where its note or its coded entry is there all the same, and cannot be
   *     read back from here
   */
  public record Kept(PreferenceOnFile preference, boolean isInChart) {}

  /** Newest first; in the order given where they are of one time. */
  public List<PreferenceOnFile> all() {
    var all = new ArrayList<PreferenceOnFile>();
    keptHere.forEach(kept -> all.add(kept.preference()));
    all.addAll(chart.orElse(List.of()));
    all.sort(Comparator.comparing(PreferenceOnFile::saidAt, ClinicalTime.NEWEST_FIRST));
    return all;
  }

  /**
   * The one that holds now: the newest in the patient's own words, or where nobody is named; the
   * newest of anybody's where they have said nothing themselves.
   */
  public Optional<PreferenceOnFile> current() {
    return ofEachVoice().stream().findFirst();
  }

  /**
   * The newest of each person who speaks: the patient's own first. What a mother says takes nothing
   * from what her son said.
   */
  public List<PreferenceOnFile> ofEachVoice() {
    var newest = new LinkedHashMap<String, PreferenceOnFile>();
    all().forEach(one -> newest.putIfAbsent(voice(one), one));
    return newest.values().stream().sorted(Comparator.comparing(one -> !isPatients(one))).toList();
  }

  private static boolean isPatients(PreferenceOnFile one) {
    return Voice.isPatients(one.saidBy());
  }

  /** By reference, else by name; somebody without either is a voice of their own each time. */
  private static String voice(PreferenceOnFile one) {
    Author saidBy = one.saidBy();
    if (saidBy == null || isPatients(one)) {
      return "";
    }
    String known = saidBy.reference() == null ? saidBy.name() : saidBy.reference();
    return known == null ? "? " + one.source() : known;
  }

  /** What the same person had said before; empty for the first. */
  public Optional<PreferenceOnFile> before(PreferenceOnFile one) {
    return all().stream()
        .dropWhile(other -> !other.equals(one))
        .skip(1)
        .filter(other -> voice(other).equals(voice(one)))
        .findFirst();
  }

  /** True when it is only in the app's store. */
  public boolean isKeptHere(PreferenceOnFile one) {
    return keptHere.stream().anyMatch(kept -> kept.preference().equals(one) && !kept.isInChart());
  }

  /**
   * The chart's newest in the same person's words, where it is another than the one that holds now:
   * the difference is shown, not hidden.
   */
  public Optional<PreferenceOnFile> chartDiffersFrom(PreferenceOnFile now) {
    if (!isKeptHere(now)) {
      return Optional.empty();
    }
    return chart.orElse(List.of()).stream()
        .filter(one -> voice(one).equals(voice(now)))
        .min(Comparator.comparing(PreferenceOnFile::saidAt, ClinicalTime.NEWEST_FIRST))
        .filter(one -> !one.line().equals(now.line()));
  }
}
