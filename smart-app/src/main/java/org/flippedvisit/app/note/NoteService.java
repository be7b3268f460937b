package org.flippedvisit.app.note;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.flippedvisit.app.audit.AuditTrail;
import org.flippedvisit.app.draft.TypedForm;
import org.flippedvisit.app.draft.TypedForms;
import org.flippedvisit.app.ehr.FhirEncoder;
import org.flippedvisit.app.ehr.FhirReads;
import org.flippedvisit.app.ehr.Reading;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.launch.NotForThisRole;
import org.flippedvisit.app.ledger.Attribution;
import org.flippedvisit.app.ledger.Write;
import org.flippedvisit.app.ledger.WriteKind;
import org.flippedvisit.app.ledger.WriteLedger;
import org.flippedvisit.app.note.NotRightAnswer.Done;
import org.flippedvisit.app.store.RecordedEntries;
import org.flippedvisit.app.store.RecordedEntries.Entry;
import org.flippedvisit.app.store.RecordedEntries.Kind;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.mapping.FhirQuery;
import org.flippedvisit.fhir.note.NoteQueries;
import org.flippedvisit.fhir.note.SharedNote;
import org.flippedvisit.fhir.note.SharedNoteMapper;
import org.flippedvisit.fhir.preference.PreferenceMapper;
import org.flippedvisit.fhir.provenance.Author;
import org.springframework.stereotype.Component;

/**
 * Reads the shared notes for the person they are about, and keeps what they say is not right until
 * the care team says what became of it.
 */
@Component
public final class NoteService {
  private static final List<WriteKind> NOTES =
      List.of(WriteKind.PREFERENCE_NOTE, WriteKind.VISIT_NOTE);

  /** Beginning of the names of the forms, one for each note. */
  private static final String FORM = "not-right:";

  private final FhirReads reads;
  private final FhirEncoder encoder;
  private final WriteLedger ledger;
  private final RecordedEntries recorded;
  private final TypedForms forms;
  private final AuditTrail audit;
  private final Clock clock;

  NoteService(
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

  /** The notes of the site's types and of patients' own, and what who signed in said about them. */
  public CompletableFuture<Notes> notes(Launch launch) {
    List<FhirQuery> queries =
        Stream.of(
                launch.ehr().noteType(),
                launch.ehr().visitNoteType(),
                PreferenceMapper.PATIENT_NOTE_TYPE)
            .distinct()
            .map(type -> NoteQueries.ofType(launch.patientId(), type))
            .toList();
    return reads
        .search(launch, queries, SharedNoteMapper::fromFhir)
        .thenApply(chart -> new Notes(chart, readable(launch, chart), remarksOfSignedIn(launch)));
  }

  /** A note of ours as it was sent, or is to be. */
  private record Written(SharedNote note, Write write) {
    /** Its text carries its own reference number, so that no other note has the same. */
    boolean is(SharedNote chart) {
      String reference = write.resourceReference();
      return reference != null
          ? reference.equals("DocumentReference/" + chart.id())
          : lines(chart).equals(lines(note));
    }

    private static List<String> lines(SharedNote note) {
      return note.text().strip().lines().toList();
    }
  }

  private List<ReadableNote> readable(Launch launch, Reading<List<SharedNote>> chart) {
    if (chart instanceof Reading.NotPermitted<?>) {
      return List.of(); // who may not read notes in the chart reads none here
    }
    List<Written> written = written(launch);
    var readable = new ArrayList<ReadableNote>();
    for (SharedNote note : chart.orElse(List.of())) {
      Optional<Written> ours = written.stream().filter(one -> one.is(note)).findFirst();
      ours.ifPresent(written::remove);
      readable.add(new ReadableNote(note, ours.map(Written::write).orElse(null), true));
    }
    written.stream()
        .filter(one -> !one.write().isInTheChart() || !one.write().isAsMeant())
        .map(one -> new ReadableNote(one.note(), one.write(), false))
        .forEach(readable::add);
    readable.sort(Comparator.comparing(one -> one.note().writtenAt(), ClinicalTime.NEWEST_FIRST));
    return readable;
  }

  private List<Written> written(Launch launch) {
    var written = new ArrayList<Written>();
    for (WriteKind kind : NOTES) {
      for (Write write : ledger.all(launch, kind)) {
        encoder
            .decode(ledger.asMeant(launch, write), SharedNoteMapper::fromFhir)
            .value()
            .forEach(note -> written.add(new Written(note, write)));
      }
    }
    return written;
  }

  /** Everything that was said, by anybody, newest first. Blocking. */
  public List<Remark> remarks(Launch launch) {
    List<NotRightAnswer> answers =
        recorded
            .all(launch.patientKey(), Kind.NOT_RIGHT_ANSWER, NotRightAnswer.class)
            .reversed()
            .stream()
            .map(Entry::value)
            .toList();
    return recorded.all(launch.patientKey(), Kind.NOT_RIGHT, NotRight.class).stream()
        .map(
            entry ->
                new Remark(
                    entry.key().value(),
                    entry.value(),
                    answers.stream()
                        .filter(answer -> answer.about().equals(entry.key().value()))
                        .toList()))
        .toList();
  }

  /** A mother reads her own, her son his. */
  private List<Remark> remarksOfSignedIn(Launch launch) {
    return remarks(launch).stream()
        .filter(
            remark ->
                Objects.equals(remark.said().saidBy().reference(), launch.fhirUser().reference()))
        .toList();
  }

  /** What is typed about one note and not sent. */
  TypedForm<NotRightWords> typed(Launch launch, ReadableNote note) {
    return forms.form(launch, FORM + note.identity(), NotRightWords.class, NotRightWords.NOTHING);
  }

  /** True when something is typed about any note, and not sent. */
  public boolean isBegun(Launch launch) {
    return !forms.begun(launch, FORM, NotRightWords.class).isEmpty();
  }

  /**
   * Keeps what is not right for the next visit. It goes to nobody before that.
   *
   * @throws NotForThisRole for staff, who say so in the chart
   */
  void say(Launch launch, ReadableNote note, NotRightWords words, Author by) {
    if (launch.role().isStaff()) {
      throw new NotForThisRole();
    }
    requireSignedIn(launch, by);
    recorded.add(
        launch.patientKey(),
        launch.visitKey(),
        Kind.NOT_RIGHT,
        WriteLedger.newKey(),
        new NotRight(
            note.identity(),
            note.note().title(),
            note.note().writtenAt(),
            words.words(),
            by,
            now()));
    audit.stored(launch.auditSubject(), "NotRight");
    typed(launch, note).stored(words);
  }

  /** Keeps what the care team did about it; what was said stays. */
  void answer(Launch launch, Remark remark, Done done, Author by) {
    launch.requireStaff();
    requireSignedIn(launch, by);
    recorded.add(
        launch.patientKey(),
        launch.visitKey(),
        Kind.NOT_RIGHT_ANSWER,
        WriteLedger.newKey(),
        new NotRightAnswer(remark.key(), done, by, now()));
    audit.stored(launch.auditSubject(), "NotRightAnswer");
  }

  /** Looks for an unsettled note in the chart, and sends it only if it is not there. Blocking. */
  Write settle(Launch launch, Write write) {
    return ledger.settle(launch, write);
  }

  private static void requireSignedIn(Launch launch, Author by) {
    new Attribution(by, by, null).requireBy(launch);
  }

  private ClinicalTime now() {
    return ClinicalTime.of(OffsetDateTime.now(clock).withNano(0));
  }
}
