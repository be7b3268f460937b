package org.flippedvisit.app.previsit;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
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
import org.flippedvisit.app.ledger.Write;
import org.flippedvisit.app.ledger.WriteKind;
import org.flippedvisit.app.ledger.WriteLedger;
import org.flippedvisit.app.store.RecordedEntries;
import org.flippedvisit.fhir.concept.ChartConcepts;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.mapping.FhirQuery;
import org.flippedvisit.fhir.mapping.WriteKey;
import org.flippedvisit.fhir.previsit.PreVisitAnswers;
import org.flippedvisit.fhir.previsit.PreVisitMapper;
import org.flippedvisit.fhir.previsit.PreVisitQueries;
import org.flippedvisit.fhir.previsit.PreVisitResponse;
import org.flippedvisit.fhir.previsit.PreVisitToWrite;
import org.flippedvisit.fhir.previsit.SurveyMapper;
import org.flippedvisit.fhir.provenance.Author;
import org.flippedvisit.fhir.visit.Visit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the pre-visit answers, keeps them while they are typed, and sends them. */
@Component
public final class PreVisitService {
  /** Nobody answers at home and asks in the room, so both are the same form. */
  private static final String FORM = "previsit";

  private final FhirReads reads;
  private final FhirEncoder encoder;
  private final WriteLedger ledger;
  private final RecordedEntries recorded;
  private final TypedForms forms;
  private final AuditTrail audit;
  private final ChartConcepts concepts;
  private final Clock clock;

  PreVisitService(
      FhirReads reads,
      FhirEncoder encoder,
      WriteLedger ledger,
      RecordedEntries recorded,
      TypedForms forms,
      AuditTrail audit,
      ChartConcepts concepts,
      Clock clock) {
    this.reads = reads;
    this.encoder = encoder;
    this.ledger = ledger;
    this.recorded = recorded;
    this.forms = forms;
    this.audit = audit;
    this.concepts = concepts;
    this.clock = clock;
  }

  /** Answers to our questionnaire and to others; not yet what is kept in Observations. */
  public CompletableFuture<Answers> answers(Launch launch) {
    return reads
        .search(
            launch,
            PreVisitQueries.ofPatient(launch.patientId()),
            found -> PreVisitMapper.fromFhir(found, concepts))
        .thenApply(chart -> new Answers(launch.patientId(), chart, keptHere(launch, chart)));
  }

  /**
   * What the site keeps in Observations of what people say about a visit, apart from the answers,
   * which must not wait for it; see {@link Answers#with}. Where the site keeps nothing there, or
   * the launch may not read it, nothing is asked of the EHR.
   */
  public CompletableFuture<Reading<List<PreVisitResponse>>> surveys(Launch launch) {
    Optional<FhirQuery> query =
        launch.scopes().maySearch("Observation")
            ? PreVisitQueries.surveys(launch.patientId(), LocalDate.now(clock), concepts)
            : Optional.empty();
    return query
        .map(one -> reads.search(launch, one, found -> SurveyMapper.fromFhir(found, concepts)))
        .orElseGet(() -> CompletableFuture.completedFuture(Reading.Found.of(List.of())));
  }

  private List<Answers.Kept> keptHere(Launch launch, Reading<List<PreVisitResponse>> chart) {
    List<PreVisitResponse> there = chart.orElse(List.of());
    var kept = new ArrayList<Answers.Kept>();
    for (var entry :
        recorded.all(launch.patientKey(), RecordedEntries.Kind.PREVISIT, PreVisitResponse.class)) {
      Optional<Write> write = ledger.find(launch, entry.key());
      String reference = write.map(Write::resourceReference).orElse(null);
      boolean returned =
          there.stream()
              .anyMatch(one -> Objects.equals("QuestionnaireResponse/" + one.id(), reference));
      if (!returned) {
        kept.add(new Answers.Kept(entry.value(), write.orElse(null)));
      }
    }
    return kept;
  }

  /** What is typed in the portal and not sent. */
  public TypedForm<PreVisitAnswers> typed(Launch launch) {
    return forms.form(launch, FORM, PreVisitAnswers.class, PreVisitAnswers.EMPTY);
  }

  /** What is typed as the answer to the first question, asked in the room, and not saved. */
  public TypedForm<AskedWords> asked(Launch launch) {
    return forms.form(launch, FORM, AskedWords.class, AskedWords.NOTHING);
  }

  /** Keeps why somebody asks again, where everybody sees it who looks at the answers. */
  public void askedAgain(Launch launch, String reason, Author by) {
    launch.requireStaff();
    recorded.add(
        launch.patientKey(),
        launch.visitKey(),
        RecordedEntries.Kind.ASKED_AGAIN,
        WriteLedger.newKey(),
        new AskedAgain(reason, by, clock.instant()));
  }

  /** Why somebody asked again at this visit. Newest first. */
  public List<AskedAgain> askedAgain(Launch launch) {
    return recorded.atVisit(
        launch.patientKey(), launch.visitKey(), RecordedEntries.Kind.ASKED_AGAIN, AskedAgain.class);
  }

  /** Why answers cannot reach the chart in this launch, known before anybody begins. Blocking. */
  public Optional<Why> whyNot(Launch launch) {
    return ledger.whyNot(launch, WriteKind.PREVISIT_ANSWERS);
  }

  /**
   * Sends the answers. They are in the app's store before anything leaves, and the draft goes only
   * then. Blocking.
   *
   * @param by whose words these are and who typed them
   * @return how the write of the answers stands; only a confirmed one arrived
   */
  public Write send(Launch launch, PreVisitAnswers answers, Attribution by, Locale language) {
    return send(launch, answers, by, language, () -> typed(launch).stored(answers));
  }

  /** The same for the answer to the first question, asked in the room. */
  Write sendAsked(Launch launch, AskedWords words, Attribution by, Locale language) {
    return send(launch, words.answers(), by, language, () -> asked(launch).stored(words));
  }

  private Write send(
      Launch launch, PreVisitAnswers answers, Attribution by, Locale language, Runnable keptHere) {
    by.requireBy(launch);
    WriteKey key = WriteLedger.newKey();
    var response =
        new PreVisitResponse(
            null,
            null,
            answers,
            by.saidBy(),
            by.recordedBy(),
            ClinicalTime.of(clock.instant().atZone(clock.getZone()).toOffsetDateTime().withNano(0)),
            PreVisitResponse.Status.COMPLETED,
            visitId(launch, by));
    recorded.add(
        launch.patientKey(),
        Objects.requireNonNullElse(visitId(launch, by), ""),
        RecordedEntries.Kind.PREVISIT,
        key,
        response);
    audit.stored(launch.auditSubject(), "QuestionnaireResponse");
    keptHere.run();
    return ledger.write(
        launch,
        WriteKind.PREVISIT_ANSWERS,
        key,
        encoder.encode(
            launch,
            new PreVisitToWrite(response, launch.patientId(), language, key),
            PreVisitMapper::toFhir),
        by);
  }

  private static @Nullable String visitId(Launch launch, Attribution by) {
    Visit visit = by.visit();
    return visit == null ? launch.encounterId() : visit.id();
  }
}
