package org.flippedvisit.fhir.preference;

import java.util.Map;
import java.util.Set;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.provenance.Author;
import org.jspecify.annotations.Nullable;

/**
 * A preference somebody recorded, read back: from the chart (Observation LOINC 95541-9, whoever
 * wrote it) or from the app's own store.
 *
 * @param line the preference as one text, the person's words first
 * @param saidBy {@code Observation.performer}, or who a note of ours quotes; null when nothing says
 *     it
 * @param recordedBy who wrote it down; null when the EHR does not say
 * @param saidAt {@code Observation.effective}
 * @param source FHIR reference; null when it is only in the app's store
 * @param parts the answer part by part; null where only the line is known
 * @param telling how it came to be recorded; null where that is not known
 */
public record PreferenceOnFile(
    String line,
    @Nullable Author saidBy,
    @Nullable Author recordedBy,
    ClinicalTime saidAt,
    @Nullable String source,
    @Nullable PartneringPreference parts,
    @Nullable Telling telling) {

  /** As a chart has it, where neither its parts nor how it was recorded can be known. */
  public PreferenceOnFile(
      String line,
      @Nullable Author saidBy,
      @Nullable Author recordedBy,
      ClinicalTime saidAt,
      @Nullable String source) {
    this(line, saidBy, recordedBy, saidAt, source, null, null);
  }

  /** As this app recorded it. */
  public static PreferenceOnFile of(RecordedPreference recorded) {
    return new PreferenceOnFile(
        PreferenceMapper.line(recorded.preference(), recorded.language()),
        recorded.saidBy(),
        recorded.recordedBy(),
        ClinicalTime.of(recorded.saidAt()),
        null,
        recorded.preference(),
        recorded.telling());
  }

  /** The chart's entry with what only this app knows of it, or knows better than by a name. */
  public PreferenceOnFile with(PreferenceOnFile own) {
    return new PreferenceOnFile(
        line,
        saidBy == null || saidBy.reference() == null ? own.saidBy : saidBy,
        own.recordedBy,
        saidAt,
        source,
        own.parts,
        own.telling);
  }

  /** The same in the words of somebody. */
  PreferenceOnFile inTheWordsOf(Author author) {
    return new PreferenceOnFile(line, author, recordedBy, saidAt, source, parts, telling);
  }

  /** The answer part by part; its one text as the person's words where no more is known. */
  public PartneringPreference preference() {
    return parts == null ? new PartneringPreference(line, null, Set.of(), Map.of()) : parts;
  }

  /** When these words were said first: asking whether they still hold changes no word. */
  public ClinicalTime saidFirstAt() {
    return telling == null || telling.stillRightSince() == null
        ? saidAt
        : telling.stillRightSince();
  }
}
