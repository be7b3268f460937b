package org.flippedvisit.app.previsit;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.flippedvisit.app.audit.AuditTrail;
import org.flippedvisit.app.ehr.FhirEncoder;
import org.flippedvisit.app.ehr.FhirReads;
import org.flippedvisit.app.ehr.Reading;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.ledger.Attribution;
import org.flippedvisit.app.ledger.Write;
import org.flippedvisit.app.ledger.WriteKind;
import org.flippedvisit.app.ledger.WriteLedger;
import org.flippedvisit.app.store.Drafts;
import org.flippedvisit.app.store.Drafts.Draft;
import org.flippedvisit.app.store.Drafts.DraftKey;
import org.flippedvisit.app.store.RecordedEntries;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.mapping.WriteKey;
import org.flippedvisit.fhir.previsit.PreVisitAnswers;
import org.flippedvisit.fhir.previsit.PreVisitMapper;
import org.flippedvisit.fhir.previsit.PreVisitQueries;
import org.flippedvisit.fhir.previsit.PreVisitResponse;
import org.flippedvisit.fhir.previsit.PreVisitToWrite;
import org.flippedvisit.fhir.visit.Visit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the pre-visit answers, keeps them while they are typed, and sends them. */
@Component
public final class PreVisitService {
  private static final String FORM = "previsit";

  private final FhirReads reads;
  private final FhirEncoder encoder;
  private final WriteLedger ledger;
  private final RecordedEntries recorded;
  private final Drafts drafts;
  private final AuditTrail audit;
  private final Clock clock;

  PreVisitService(
      FhirReads reads,
      FhirEncoder encoder,
      WriteLedger ledger,
      RecordedEntries recorded,
      Drafts drafts,
      AuditTrail audit,
      Clock clock) {
    this.reads = reads;
    this.encoder = encoder;
    this.ledger = ledger;
    this.recorded = recorded;
    this.drafts = drafts;
    this.audit = audit;
    this.clock = clock;
  }

  public CompletableFuture<Answers> answers(Launch launch) {
    return reads
        .search(launch, PreVisitQueries.ofPatient(launch.patientId()), PreVisitMapper::fromFhir)
        .thenApply(chart -> new Answers(launch.patientId(), chart, keptHere(launch, chart)));
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

  /** Keeps what is being typed; call it on every pause. */
  public Instant keepDraft(Launch launch, PreVisitAnswers answers) {
    return drafts.save(draftKey(launch), answers);
  }

  public Optional<Draft<PreVisitAnswers>> draft(Launch launch) {
    return drafts.find(draftKey(launch), PreVisitAnswers.class);
  }

  /**
   * Sends the answers. They are in the app's store before anything leaves, and the draft goes only
   * then. Blocking.
   *
   * @param by whose words these are and who typed them
   * @return how the write of the answers stands; only a confirmed one arrived
   */
  public Write send(Launch launch, PreVisitAnswers answers, Attribution by, Locale language) {
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
    drafts.remove(draftKey(launch));
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

  private static DraftKey draftKey(Launch launch) {
    return new DraftKey(
        launch.patientKey(),
        Objects.requireNonNullElse(launch.encounterId(), ""),
        launch.fhirUser().reference(),
        FORM);
  }
}
