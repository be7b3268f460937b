package org.flippedvisit.app.agenda;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.flippedvisit.app.agenda.AgendaStore.Stored;
import org.flippedvisit.app.audit.AuditTrail;
import org.flippedvisit.app.ehr.FhirEncoder;
import org.flippedvisit.app.ehr.FhirReads;
import org.flippedvisit.app.ehr.Reading;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.ledger.Attribution;
import org.flippedvisit.app.ledger.ToWrite;
import org.flippedvisit.app.ledger.Write;
import org.flippedvisit.app.ledger.WriteKind;
import org.flippedvisit.app.ledger.WriteLedger;
import org.flippedvisit.fhir.agenda.Agenda;
import org.flippedvisit.fhir.agenda.AgendaItem;
import org.flippedvisit.fhir.agenda.AgendaItemId;
import org.flippedvisit.fhir.agenda.AgendaMerge;
import org.flippedvisit.fhir.agenda.AgendaQueries;
import org.flippedvisit.fhir.agenda.EarlierFate;
import org.flippedvisit.fhir.agenda.Fate;
import org.flippedvisit.fhir.agenda.FromChart;
import org.flippedvisit.fhir.agenda.FromChartMapper;
import org.flippedvisit.fhir.agenda.PersonItems;
import org.flippedvisit.fhir.agenda.VisitSummary;
import org.flippedvisit.fhir.concept.ChartConcepts;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.mapping.WriteKey;
import org.flippedvisit.fhir.note.NoteToWrite;
import org.flippedvisit.fhir.note.SharedNote;
import org.flippedvisit.fhir.note.SharedNoteMapper;
import org.flippedvisit.fhir.note.VisitNoteText;
import org.flippedvisit.fhir.previsit.FilledFormToWrite;
import org.flippedvisit.fhir.previsit.PreVisitResponse;
import org.flippedvisit.fhir.treatment.TreatmentQueries;
import org.flippedvisit.fhir.trend.TrendQueries;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Makes the agenda of a visit from both lists, keeps every change at once, and publishes the note
 * at the end.
 */
@Component
public final class AgendaService {
  private static final int ATTEMPTS = 20;
  private static final int MEASURES_YEARS = 2;

  private final FhirReads reads;
  private final FhirEncoder encoder;
  private final WriteLedger ledger;
  private final AgendaStore store;
  private final AuditTrail audit;
  private final AgendaProperties properties;
  private final ChartConcepts concepts;
  private final Clock clock;

  AgendaService(
      FhirReads reads,
      FhirEncoder encoder,
      WriteLedger ledger,
      AgendaStore store,
      AuditTrail audit,
      AgendaProperties properties,
      ChartConcepts concepts,
      Clock clock) {
    this.reads = reads;
    this.encoder = encoder;
    this.ledger = ledger;
    this.store = store;
    this.audit = audit;
    this.properties = properties;
    this.concepts = concepts;
    this.clock = clock;
  }

  /** The note of a closed visit and how its write stands. */
  public record Published(Write note, String text) {}

  /**
   * What the chart brings: proposals for the team's part, and what they rest on.
   *
   * @param keptHere forms that were sent and are not known to be in the chart
   */
  public CompletableFuture<Reading<FromChart>> fromChart(
      Launch launch, Locale language, List<FilledFormToWrite> keptHere) {
    launch.requireStaff();
    LocalDate today = LocalDate.now(clock);
    var queries = new ArrayList<>(AgendaQueries.teamItems(launch.patientId(), today));
    queries.add(TrendQueries.measures(launch.patientId(), today.minusYears(MEASURES_YEARS)));
    queries.add(TreatmentQueries.medicines(launch.patientId()));
    return reads.search(
        launch,
        queries,
        resources ->
            FromChartMapper.fromFhir(
                resources,
                today,
                language,
                AgendaService::newId,
                properties.rulesOff(),
                concepts,
                keptHere));
  }

  /** The same of what is only kept here: what must not be left does not wait for the chart. */
  public FromChart withoutChart(Launch launch, Locale language, List<FilledFormToWrite> keptHere) {
    launch.requireStaff();
    return FromChartMapper.fromFhir(
            List.of(),
            LocalDate.now(clock),
            language,
            AgendaService::newId,
            properties.rulesOff(),
            concepts,
            keptHere)
        .value();
  }

  /**
   * The agenda with everything that waits and everything proposed, each once; what people did to it
   * stays.
   */
  public Agenda open(Launch launch, List<PreVisitResponse> voices, List<AgendaItem> fromTeam) {
    List<EarlierFate.Visit> earlier = store.earlier(launch.patientKey(), launch.visitKey());
    List<AgendaItem> waiting = AgendaStore.waiting(earlier);
    List<AgendaItem> proposed = EarlierFate.remember(fromTeam, earlier);
    List<AgendaItem> fromPerson =
        PersonItems.of(voices, LocalDate.now(clock), AgendaService::newId);
    return change(
            launch,
            stored ->
                stored.isClosed() ? stored : AgendaMerge.of(stored, waiting, fromPerson, proposed))
        .after();
  }

  /**
   * Goes up with every change that anybody makes to the agenda of this visit; 0 before the first.
   */
  public int version(Launch launch) {
    return store.version(launch.patientKey(), launch.visitKey());
  }

  /** What somebody brought to a closed visit, and what became of it there. */
  public record Became(LocalDate visitOn, String words, @Nullable Fate fate) {}

  /**
   * What became of things at closed visits, each once, as it stood last; newest first. Never what
   * was private.
   *
   * @param isAsked whether an item is asked for; on the person's side only what they brought is
   */
  public List<Became> became(Launch launch, Predicate<AgendaItem> isAsked) {
    var last = new LinkedHashMap<AgendaItemId, Became>();
    for (AgendaStore.Row row : store.all(launch.patientKey())) {
      if (row.agenda().isClosed()) {
        for (AgendaItem item : row.agenda().items()) {
          item.all()
              .filter(part -> isOpen(item) && isOpen(part) && isAsked.test(part))
              .forEach(
                  part ->
                      last.put(part.id(), new Became(row.visitOn(), part.words(), item.fate())));
        }
      }
    }
    return last.values().stream().sorted(Comparator.comparing(Became::visitOn).reversed()).toList();
  }

  private static boolean isOpen(AgendaItem item) {
    return item.privacy() == AgendaItem.Privacy.OPEN;
  }

  /** What is stored now, with nothing added. */
  public Agenda current(Launch launch) {
    return store.find(launch.patientKey(), launch.visitKey()).agenda();
  }

  /** An agenda before somebody changed it, and as it is kept since; the same where nothing was. */
  public record Changed(Agenda before, Agenda after) {
    public boolean isDifferent() {
      return !before.equals(after);
    }
  }

  /**
   * Changes the agenda and keeps it at once. When somebody else saved in between, the change is
   * made again on theirs, so neither is lost.
   */
  public Changed change(Launch launch, UnaryOperator<Agenda> change) {
    launch.requireStaff();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Stored seen = store.find(launch.patientKey(), launch.visitKey());
      var changed = new Changed(seen.agenda(), change.apply(seen.agenda()));
      if (!changed.isDifferent()) {
        return changed;
      }
      if (store.save(launch.patientKey(), launch.visitKey(), seen, changed.after())) {
        audit.stored(launch.auditSubject(), "Agenda");
        return changed;
      }
    }
    throw new IllegalStateException("the agenda changed too often while it was saved");
  }

  /**
   * Publishes the note of a closed agenda. However often and by whoever it is called, a closing has
   * one note: a second call gets the write of the first. Blocking.
   *
   * @param summary what it says; its agenda is closed
   */
  public Published publish(Launch launch, VisitSummary summary) {
    launch.requireStaff();
    if (!summary.agenda().isClosed()) {
      throw new IllegalArgumentException("the note of a visit is published when it is closed");
    }
    WriteKey key = noteKey(launch);
    String text = text(launch, summary);
    return new Published(
        ledger.find(launch, key).orElseGet(() -> write(launch, summary, key, text)), text);
  }

  /** The note as plain text, as far as the visit has come. */
  public static String text(Launch launch, VisitSummary summary) {
    return VisitNoteText.compose(summary, noteKey(launch));
  }

  private Write write(Launch launch, VisitSummary summary, WriteKey key, String text) {
    OffsetDateTime at = summary.closedAt();
    var note =
        new SharedNote(
            null,
            launch.ehr().visitNoteType(),
            VisitNoteText.title(summary),
            text,
            summary.author(),
            ClinicalTime.of(at),
            launch.encounterId(),
            summary.replacesNote());
    var toWrite = new NoteToWrite(note, launch.patientId(), summary.visit(), at, at, key);
    return ledger.write(
        launch,
        new ToWrite(
            WriteKind.VISIT_NOTE,
            key,
            List.of(
                encoder.encode(launch, toWrite, SharedNoteMapper::toFhir),
                encoder.encode(launch, toWrite, SharedNoteMapper::toMessage))),
        new Attribution(summary.author(), summary.author(), summary.visit()));
  }

  /** The same for everybody who closes the same visit: a visit is closed once. */
  private static WriteKey noteKey(Launch launch) {
    String name = launch.patientKey().row("visit_note", launch.visitKey());
    return new WriteKey(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString());
  }

  /** A new identity for an item that a person adds. */
  public static AgendaItemId newId() {
    return new AgendaItemId(UUID.randomUUID().toString());
  }
}
