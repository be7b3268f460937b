package org.flippedvisit.app.preference;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.flippedvisit.app.audit.AuditTrail;
import org.flippedvisit.app.draft.TypedForm;
import org.flippedvisit.app.draft.TypedForms;
import org.flippedvisit.app.ehr.FhirEncoder;
import org.flippedvisit.app.ehr.FhirReads;
import org.flippedvisit.app.ehr.Reading;
import org.flippedvisit.app.ehr.WriteOutcome.Why;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.ledger.Attribution;
import org.flippedvisit.app.ledger.Write;
import org.flippedvisit.app.ledger.WriteKind;
import org.flippedvisit.app.ledger.WriteLedger;
import org.flippedvisit.app.store.RecordedEntries;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.mapping.FhirText;
import org.flippedvisit.fhir.mapping.WriteKey;
import org.flippedvisit.fhir.note.NoteQueries;
import org.flippedvisit.fhir.note.NoteToWrite;
import org.flippedvisit.fhir.note.PreferenceNoteText;
import org.flippedvisit.fhir.note.SharedNote;
import org.flippedvisit.fhir.note.SharedNoteMapper;
import org.flippedvisit.fhir.preference.PreferenceMapper;
import org.flippedvisit.fhir.preference.PreferenceNoteForm;
import org.flippedvisit.fhir.preference.PreferenceOnFile;
import org.flippedvisit.fhir.preference.PreferenceQueries;
import org.flippedvisit.fhir.preference.RecordedPreference;
import org.flippedvisit.fhir.provenance.Author;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Reads the partnering preference wherever it is kept, and records a new one as note, coded entry
 * and provenance.
 */
@Component
public final class PreferenceService implements DisposableBean {
  private final FhirReads reads;
  private final FhirEncoder encoder;
  private final WriteLedger ledger;
  private final RecordedEntries recorded;
  private final TypedForms forms;
  private final AuditTrail audit;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  PreferenceService(
      FhirReads reads,
      FhirEncoder encoder,
      WriteLedger ledger,
      RecordedEntries recorded,
      TypedForms forms,
      AuditTrail audit) {
    this.reads = reads;
    this.encoder = encoder;
    this.ledger = ledger;
    this.recorded = recorded;
    this.forms = forms;
    this.audit = audit;
  }

  public CompletableFuture<Preferences> preferences(Launch launch) {
    return reads
        .search(launch, PreferenceQueries.ofPatient(launch.patientId()), PreferenceMapper::fromFhir)
        .thenApply(chart -> withOwn(launch, chart));
  }

  /** The shared note that a new one replaces: the newest partnering note of ours at this site. */
  public CompletableFuture<Optional<String>> formerNote(Launch launch) {
    return reads
        .search(
            launch,
            NoteQueries.ofType(launch.patientId(), launch.ehr().noteType()),
            SharedNoteMapper::fromFhir)
        .thenApply(
            notes ->
                notes.orElse(List.of()).stream()
                    .filter(note -> PreferenceNoteForm.isPartneringNoteOfOurs(note.text()))
                    .findFirst()
                    .map(note -> "DocumentReference/" + note.id()));
  }

  /**
   * Adds what this app knows: who typed what it recorded itself, which a chart does not say beside
   * an Observation, and what the chart does not hold.
   */
  private Preferences withOwn(Launch launch, Reading<List<PreferenceOnFile>> chart) {
    var there = new ArrayList<>(chart.orElse(List.of()));
    var kept = new ArrayList<Preferences.Kept>();
    for (var entry :
        recorded.all(
            launch.patientKey(), RecordedEntries.Kind.PREFERENCE, PreferenceOnFile.class)) {
      Optional<Write> write = ledger.find(launch, entry.key());
      String reference = write.map(Write::resourceReference).orElse(null);
      boolean isThere = false;
      for (int one = 0; one < there.size(); one++) {
        if (isSame(there.get(one), entry.value(), reference)) {
          there.set(one, recordedBy(there.get(one), entry.value().recordedBy()));
          isThere = true;
        }
      }
      if (!isThere) {
        kept.add(new Preferences.Kept(entry.value(), write.orElse(null)));
      }
    }
    return new Preferences(chart.map(all -> List.copyOf(there)), kept);
  }

  /** The same entry, or the shared note that says the same where the chart takes no coded entry. */
  private static boolean isSame(
      PreferenceOnFile chart, PreferenceOnFile own, @Nullable String reference) {
    return reference != null
        ? reference.equals(chart.source())
        : chart.line().equals(FhirText.of(own.line()))
            && chart
                .saidAt()
                .earliest(ZoneOffset.UTC)
                .equals(own.saidAt().earliest(ZoneOffset.UTC));
  }

  private static PreferenceOnFile recordedBy(PreferenceOnFile chart, @Nullable Author recorder) {
    return new PreferenceOnFile(
        chart.line(), chart.saidBy(), recorder, chart.saidAt(), chart.source());
  }

  /** What is typed and not saved. */
  public TypedForm<TypedPreference> typed(Launch launch) {
    return forms.form(launch, "preference", TypedPreference.class, TypedPreference.NOTHING);
  }

  /**
   * Why the note, or the coded entry, cannot reach the chart in this launch, known before anybody
   * begins. Nothing for what may be tried. Blocking.
   */
  public Map<WriteKind, Why> whyNot(Launch launch) {
    var why = new EnumMap<WriteKind, Why>(WriteKind.class);
    for (WriteKind kind : List.of(WriteKind.PREFERENCE_NOTE, WriteKind.PREFERENCE_CODED)) {
      ledger.whyNot(launch, kind).ifPresent(no -> why.put(kind, no));
    }
    return why;
  }

  /** The note as plain text, as it will be under this key. */
  public static String text(RecordedPreference preference, WriteKey noteKey) {
    return PreferenceNoteText.compose(preference, noteKey);
  }

  /**
   * Records a preference: kept here first, then note and coded entry go out together, each with its
   * provenance. Blocking for as long as the slower of the two takes.
   *
   * @param noteKey of the note, so that it is the same as in a text that was copied before
   */
  public PreferenceSaved record(Launch launch, RecordedPreference preference, WriteKey noteKey) {
    by(preference).requireBy(launch);
    WriteKey codedKey = WriteLedger.newKey();
    recorded.add(
        launch.patientKey(),
        launch.visitKey(),
        RecordedEntries.Kind.PREFERENCE,
        codedKey,
        new PreferenceOnFile(
            PreferenceMapper.line(preference.preference(), preference.language()),
            preference.saidBy(),
            preference.recordedBy(),
            ClinicalTime.of(preference.saidAt()),
            null));
    audit.stored(launch.auditSubject(), "PartneringPreference");
    typed(launch).stored(TypedPreference.of(preference.preference(), preference.saidBy()));
    String text = text(preference, noteKey);
    var note =
        CompletableFuture.supplyAsync(() -> writeNote(launch, preference, noteKey, text), threads);
    Write coded = writeCoded(launch, preference, codedKey);
    return new PreferenceSaved(note.join(), coded, text);
  }

  private static Attribution by(RecordedPreference preference) {
    return new Attribution(preference.saidBy(), preference.recordedBy(), preference.visit());
  }

  private Write writeCoded(Launch launch, RecordedPreference preference, WriteKey key) {
    return ledger.write(
        launch,
        WriteKind.PREFERENCE_CODED,
        key,
        encoder.encode(launch, preference, one -> PreferenceMapper.toObservation(one, key)),
        by(preference));
  }

  private Write writeNote(Launch launch, RecordedPreference preference, WriteKey key, String text) {
    OffsetDateTime at = preference.saidAt();
    var note =
        new SharedNote(
            null,
            launch.ehr().noteType(),
            PreferenceNoteText.title(preference),
            text,
            preference.recordedBy(),
            ClinicalTime.of(at),
            launch.encounterId(),
            preference.replacesNote());
    return ledger.write(
        launch,
        WriteKind.PREFERENCE_NOTE,
        key,
        encoder.encode(
            launch,
            new NoteToWrite(note, launch.patientId(), preference.visit(), at, at, key),
            SharedNoteMapper::toFhir),
        by(preference));
  }

  @Override
  public void destroy() {
    threads.shutdown();
  }
}
