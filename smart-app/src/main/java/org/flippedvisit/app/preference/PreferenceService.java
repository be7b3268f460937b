package org.flippedvisit.app.preference;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.flippedvisit.app.audit.AuditTrail;
import org.flippedvisit.app.draft.TypedForm;
import org.flippedvisit.app.draft.TypedForms;
import org.flippedvisit.app.ehr.FhirEncoder;
import org.flippedvisit.app.ehr.FhirReads;
import org.flippedvisit.app.ehr.Reading;
import org.flippedvisit.app.ehr.WriteOutcome.Why;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.ledger.Attribution;
import org.flippedvisit.app.ledger.ToWrite;
import org.flippedvisit.app.ledger.Way;
import org.flippedvisit.app.ledger.Write;
import org.flippedvisit.app.ledger.WriteKind;
import org.flippedvisit.app.ledger.WriteLedger;
import org.flippedvisit.app.store.RecordedEntries;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.mapping.FhirQuery;
import org.flippedvisit.fhir.mapping.FhirText;
import org.flippedvisit.fhir.mapping.WriteKey;
import org.flippedvisit.fhir.note.NoteQueries;
import org.flippedvisit.fhir.note.NoteToWrite;
import org.flippedvisit.fhir.note.PreferenceNoteText;
import org.flippedvisit.fhir.note.SharedNote;
import org.flippedvisit.fhir.note.SharedNoteMapper;
import org.flippedvisit.fhir.preference.FormerNote;
import org.flippedvisit.fhir.preference.PreferenceAnswersMapper;
import org.flippedvisit.fhir.preference.PreferenceMapper;
import org.flippedvisit.fhir.preference.PreferenceOnFile;
import org.flippedvisit.fhir.preference.PreferenceQueries;
import org.flippedvisit.fhir.preference.RecordedPreference;
import org.flippedvisit.fhir.preference.Telling;
import org.flippedvisit.fhir.preference.Voice;
import org.flippedvisit.fhir.provenance.Author;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads the partnering preference wherever it is kept, and records a new one as note, coded entry
 * and provenance.
 */
@Component
public final class PreferenceService {
  /** Some EHRs date a note by when they filed it (Oracle Health). */
  private static final Duration FILED_WITHIN = Duration.ofHours(1);

  /** Ends the key of the coded entry, behind that of its note. */
  private static final String CODED = "-coded";

  private final FhirReads reads;
  private final FhirEncoder encoder;
  private final WriteLedger ledger;
  private final RecordedEntries recorded;
  private final TypedForms forms;
  private final AuditTrail audit;
  private final Clock clock;

  PreferenceService(
      FhirReads reads,
      FhirEncoder encoder,
      WriteLedger ledger,
      RecordedEntries recorded,
      TypedForms forms,
      AuditTrail audit,
      Clock clock) {
    this.reads = reads;
    this.encoder = encoder;
    this.ledger = ledger;
    this.recorded = recorded;
    this.forms = forms;
    this.audit = audit;
    this.clock = clock;
  }

  /** Every preference known, from the chart first, whoever wrote it there. */
  public CompletableFuture<Preferences> preferences(Launch launch) {
    return reads
        .search(
            launch,
            PreferenceQueries.ofPatient(launch.patientId(), launch.ehr().noteType()),
            () -> otherForms(launch),
            PreferenceMapper::fromFhir)
        .thenApply(chart -> withOwn(launch, chart));
  }

  /** Where notes are not taken, what else they may have become. */
  private List<FhirQuery> otherForms(Launch launch) {
    return isInOtherForms(launch)
        ? PreferenceQueries.otherForms(launch.patientId()).stream()
            .filter(query -> launch.scopes().maySearch(query.resourceType()))
            .toList()
        : List.of();
  }

  /** Known before anybody writes, or since the EHR has refused a note that it said it takes. */
  private boolean isInOtherForms(Launch launch) {
    return ledger.way(launch, WriteKind.PREFERENCE_NOTE).filter(Way::isAsMeant).isEmpty()
        || ledger.all(launch, WriteKind.PREFERENCE_NOTE).stream()
            .anyMatch(write -> write.isInTheChart() && !write.isAsMeant());
  }

  /**
   * Shared notes that a new one may replace, newest first; none where they cannot be read. Which of
   * them it does depends on whose words the new one quotes.
   */
  public CompletableFuture<List<SharedNote>> formerNotes(Launch launch) {
    return reads
        .search(
            launch,
            List.of(
                NoteQueries.ofType(launch.patientId(), launch.ehr().noteType()),
                NoteQueries.ofType(launch.patientId(), PreferenceMapper.PATIENT_NOTE_TYPE)),
            SharedNoteMapper::fromFhir)
        .thenApply(notes -> notes.orElse(List.of()));
  }

  /**
   * Adds what this app knows: who typed what it recorded itself, which a chart does not say beside
   * an Observation, what the chart does not hold, and which of two came later where charts, which
   * keep whole seconds, have them at one time.
   */
  private Preferences withOwn(Launch launch, Reading<List<PreferenceOnFile>> chart) {
    var there = new ArrayList<>(chart.orElse(List.of()));
    var kept = new ArrayList<Preferences.Kept>();
    Map<String, Author> voices = voicesOfNotes(launch);
    for (var entry :
        recorded
            .all(launch.patientKey(), RecordedEntries.Kind.PREFERENCE, PreferenceOnFile.class)
            .reversed()) {
      Optional<Write> write = ledger.find(launch, entry.key());
      String reference = write.map(Write::resourceReference).orElse(null);
      List<PreferenceOnFile> same =
          there.stream().filter(one -> isSame(one, entry.value(), reference, voices)).toList();
      there.removeAll(same);
      there.addAll(0, same.stream().map(one -> one.with(entry.value())).toList());
      if (same.isEmpty()) {
        kept.addFirst(new Preferences.Kept(entry.value(), isInChart(launch, entry.key())));
      }
    }
    return new Preferences(chart.map(all -> List.copyOf(there)), kept);
  }

  /** Whose words are in the notes that this app wrote, in whatever form, by their references. */
  private Map<String, Author> voicesOfNotes(Launch launch) {
    var voices = new HashMap<String, Author>();
    for (Write note : ledger.all(launch, WriteKind.PREFERENCE_NOTE)) {
      String reference = note.resourceReference();
      if (reference != null) {
        ledger.attribution(launch, note).ifPresent(by -> voices.put(reference, by.saidBy()));
      }
    }
    return voices;
  }

  /** The same entry, or what says the same where the chart takes no coded entry. */
  private static boolean isSame(
      PreferenceOnFile chart,
      PreferenceOnFile own,
      @Nullable String reference,
      Map<String, Author> voices) {
    String source = chart.source() == null ? "" : chart.source();
    if (reference != null && source.startsWith("Observation/")) {
      return reference.equals(source);
    }
    Author voice = voices.get(source);
    return voice == null
        ? chart.line().equals(FhirText.of(own.line()))
            && earliest(chart).equals(earliest(own))
            && Voice.mayBeOne(chart.saidBy(), own.saidBy())
        : voice.equals(own.saidBy())
            && isSaying(chart, own)
            && Duration.between(earliest(chart), earliest(own)).abs().compareTo(FILED_WITHIN) < 0;
  }

  /** A note is read back as the person's words, without what they chose beside them. */
  private static boolean isSaying(PreferenceOnFile chart, PreferenceOnFile own) {
    String words = own.preference().words();
    return chart.line().equals(FhirText.of(own.line()))
        || (!words.isBlank() && chart.line().equals(FhirText.of(words)));
  }

  private static Instant earliest(PreferenceOnFile one) {
    return one.saidAt().earliest(ZoneOffset.UTC);
  }

  /**
   * What is typed and not saved.
   *
   * @param form {@link Asking#form()}
   */
  public TypedForm<TypedPreference> typed(Launch launch, String form) {
    return forms.form(launch, form, TypedPreference.class, TypedPreference.NOTHING);
  }

  /** True where somebody has begun to type an answer, here or at another visit. */
  public boolean isBegun(Launch launch) {
    return typed(launch, Asking.PREFERENCE).isBegun();
  }

  Clock clock() {
    return clock;
  }

  Write settle(Launch launch, Write write) {
    return ledger.settle(launch, write);
  }

  Write seenByPerson(Launch launch, Write write, boolean isThere) {
    return ledger.seenByPerson(launch, write, isThere);
  }

  /**
   * The same words, still right: kept with a new date, in the words of who says so now. Blocking.
   *
   * @param now what is still right
   * @param saidBy who says that it is
   * @param noteKey the same for every attempt
   */
  public PreferenceSaved stillRight(
      Launch launch, PreferenceOnFile now, Author saidBy, Asking how, WriteKey noteKey) {
    var again =
        new RecordedPreference(
            now.preference(),
            how.patient(),
            saidBy,
            how.recordedBy(),
            OffsetDateTime.now(clock).withNano(0),
            how.visit(),
            how.patient().languageOfNotes(),
            null,
            Telling.stillRight(now.saidFirstAt()));
    List<SharedNote> notes = formerNotes(launch).join();
    return record(
        launch, again.replacing(PreferenceNoteText.former(notes, again).orElse(null)), noteKey);
  }

  /**
   * What of a preference can reach the chart in this launch, known before anybody begins.
   *
   * @param whyNot why the note, or the coded entry, cannot; nothing for what may be tried
   * @param as as what the note would go
   */
  public record Ways(Map<WriteKind, Why> whyNot, Map<WriteKind, Way> as) {
    /** Before anything is known. */
    public static final Ways NOT_KNOWN = new Ways(Map.of(), Map.of());
  }

  /** Asks the site's settings, the scopes and the CapabilityStatement. Blocking. */
  public Ways ways(Launch launch) {
    return new Ways(whyNot(launch), ways(launch, WriteKind.PREFERENCE_NOTE));
  }

  private Map<WriteKind, Way> ways(Launch launch, WriteKind kind) {
    return ledger.way(launch, kind).map(way -> Map.of(kind, way)).orElse(Map.of());
  }

  private Map<WriteKind, Why> whyNot(Launch launch) {
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
   * @param noteKey of the note, so that it is the same as in a text that was copied before; what is
   *     recorded again under it is kept and sent once
   */
  public PreferenceSaved record(Launch launch, RecordedPreference preference, WriteKey noteKey) {
    by(preference).requireBy(launch);
    WriteKey codedKey = codedKey(noteKey);
    String text = text(preference, noteKey);
    String form = preference.telling().isTypedThemselves() ? Asking.HANDED_OVER : Asking.PREFERENCE;
    List<Write> planned =
        ledger.plan(
            launch,
            List.of(note(launch, preference, noteKey, text), coded(launch, preference, codedKey)),
            by(preference),
            () -> {
              recorded.addOnce(
                  launch.patientKey(),
                  launch.visitKey(),
                  RecordedEntries.Kind.PREFERENCE,
                  codedKey,
                  PreferenceOnFile.of(preference));
              typed(launch, form)
                  .stored(TypedPreference.of(preference.preference(), preference.saidBy()));
            });
    audit.stored(launch.auditSubject(), "PartneringPreference");
    List<Write> sent = ledger.send(launch, planned);
    return new PreferenceSaved(sent.getFirst(), sent.getLast(), text);
  }

  /** Note and coded entry of one answer are known by each other's keys. */
  private static WriteKey codedKey(WriteKey noteKey) {
    return new WriteKey(noteKey.value() + CODED);
  }

  private boolean isInChart(Launch launch, WriteKey codedKey) {
    String key = codedKey.value();
    boolean isCodedThere = ledger.find(launch, codedKey).filter(Write::isInTheChart).isPresent();
    return isCodedThere
        || (key.endsWith(CODED)
            && ledger
                .find(launch, new WriteKey(key.substring(0, key.length() - CODED.length())))
                .filter(Write::isInTheChart)
                .isPresent());
  }

  private static Attribution by(RecordedPreference preference) {
    return new Attribution(preference.saidBy(), preference.recordedBy(), preference.visit());
  }

  private ToWrite coded(Launch launch, RecordedPreference preference, WriteKey key) {
    return new ToWrite(
        WriteKind.PREFERENCE_CODED,
        key,
        List.of(
            encoder.encode(launch, preference, one -> PreferenceMapper.toObservation(one, key))));
  }

  private ToWrite note(Launch launch, RecordedPreference preference, WriteKey key, String text) {
    OffsetDateTime at = preference.saidAt();
    FormerNote former = preference.replaces();
    var note =
        new SharedNote(
            null,
            noteType(launch),
            PreferenceNoteText.title(preference),
            text,
            preference.recordedBy(),
            ClinicalTime.of(at),
            launch.encounterId(),
            former == null ? null : former.reference());
    var toWrite = new NoteToWrite(note, launch.patientId(), preference.visit(), at, at, key);
    return new ToWrite(
        WriteKind.PREFERENCE_NOTE,
        key,
        List.of(
            encoder.encode(launch, toWrite, SharedNoteMapper::toFhir),
            encoder.encode(launch, preference, one -> PreferenceAnswersMapper.toFhir(one, key)),
            encoder.encode(launch, toWrite, SharedNoteMapper::toMessage)));
  }

  /** Who writes for themselves writes a patient's note; staff write what the site calls it. */
  private static String noteType(Launch launch) {
    return launch.role().isStaff() ? launch.ehr().noteType() : PreferenceMapper.PATIENT_NOTE_TYPE;
  }
}
