package org.flippedvisit.app.previsit;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.flippedvisit.app.audit.AuditTrail;
import org.flippedvisit.app.draft.TypedForm;
import org.flippedvisit.app.draft.TypedForms;
import org.flippedvisit.app.ehr.EncodedResource;
import org.flippedvisit.app.ehr.FhirEncoder;
import org.flippedvisit.app.ehr.FhirReads;
import org.flippedvisit.app.ehr.Reading;
import org.flippedvisit.app.ehr.WriteOutcome.Why;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.ledger.Attribution;
import org.flippedvisit.app.ledger.ToWrite;
import org.flippedvisit.app.ledger.Write;
import org.flippedvisit.app.ledger.WriteKind;
import org.flippedvisit.app.ledger.WriteLedger;
import org.flippedvisit.app.store.Drafts.Draft;
import org.flippedvisit.app.store.RecordedEntries;
import org.flippedvisit.fhir.concept.ChartConcepts;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.mapping.FhirQuery;
import org.flippedvisit.fhir.mapping.WriteKey;
import org.flippedvisit.fhir.previsit.FilledFormToWrite;
import org.flippedvisit.fhir.previsit.OtherForm;
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
  /** The form filled in at home. */
  private static final String FORM = "answers-form";

  /** The question asked in the room; earlier versions kept answers given at home here too. */
  private static final String ASKED = "previsit";

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

  /**
   * Answers to our questionnaire and to others; not yet what is kept in Observations. On the
   * person's side of the table nobody gets anybody else's: what a teen answers is not for a
   * parent's account, nor the other way round.
   */
  public CompletableFuture<Answers> answers(Launch launch) {
    return reads
        .search(
            launch,
            PreVisitQueries.ofPatient(launch.patientId()),
            found -> PreVisitMapper.fromFhir(found, concepts))
        .thenApply(
            chart -> {
              List<Recorded> here = givenHere(launch);
              Reading<List<PreVisitResponse>> known =
                  chart.map(
                      found ->
                          laterFirst(
                              found.stream()
                                  .filter(one -> isFor(launch, one))
                                  .map(one -> withWhatIsKeptHere(one, here))
                                  .toList(),
                              here));
              return new Answers(launch.patientId(), known, keptHere(here, known));
            });
  }

  private static boolean isFor(Launch launch, PreVisitResponse response) {
    String me = launch.fhirUser().reference();
    return launch.role().isStaff()
        || me.equals(response.recordedBy().reference())
        || me.equals(response.saidBy().reference());
  }

  /** Of two of one second the one that was sent later comes first: charts keep whole seconds. */
  private static List<PreVisitResponse> laterFirst(
      List<PreVisitResponse> there, List<Recorded> here) {
    var ordered = new ArrayList<PreVisitResponse>();
    here.forEach(one -> there.stream().filter(one::isInTheChartAs).forEach(ordered::add));
    there.stream().filter(one -> !ordered.contains(one)).forEach(ordered::add);
    return List.copyOf(ordered);
  }

  /** Words for talking alone never went to the chart. */
  private static PreVisitResponse withWhatIsKeptHere(PreVisitResponse there, List<Recorded> here) {
    return here.stream()
        .filter(one -> one.isInTheChartAs(there))
        .map(one -> one.response().answers().talkAlone())
        .filter(alone -> !alone.isEmpty())
        .findFirst()
        .map(there::withTalkAlone)
        .orElse(there);
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

  /** Answers given through this app. */
  private record Recorded(PreVisitResponse response, WriteKey key, @Nullable Write write) {
    boolean isInTheChartAs(PreVisitResponse there) {
      return write != null
          && write.resourceReference() != null
          && Objects.equals(there.reference(), write.resourceReference());
    }
  }

  private List<Recorded> givenHere(Launch launch) {
    return recorded
        .all(launch.patientKey(), RecordedEntries.Kind.PREVISIT, PreVisitResponse.class)
        .stream()
        .filter(entry -> isFor(launch, entry.value()))
        .map(
            entry ->
                new Recorded(
                    entry.value(), entry.key(), ledger.find(launch, entry.key()).orElse(null)))
        .toList();
  }

  private static List<Answers.Kept> keptHere(
      List<Recorded> here, Reading<List<PreVisitResponse>> chart) {
    List<PreVisitResponse> there = chart.orElse(List.of());
    return here.stream()
        .filter(one -> there.stream().noneMatch(one::isInTheChartAs))
        .filter(one -> !one.response().saysNothing())
        .map(one -> new Answers.Kept(one.response(), one.write()))
        .toList();
  }

  /** Everything that was given through this app, to whatever form; newest first. */
  List<Answers.Kept> given(Launch launch) {
    return givenHere(launch).stream()
        .map(one -> new Answers.Kept(one.response(), one.write()))
        .toList();
  }

  /**
   * Forms that were sent and are not known to be in the chart, as they would be written: what the
   * team must not overlook counts in them too.
   */
  public List<FilledFormToWrite> notInTheChart(Launch launch) {
    launch.requireStaff();
    return givenHere(launch).stream()
        .filter(one -> one.write() == null || !one.write().isInTheChart())
        .flatMap(
            one ->
                sentForm(launch, one.key())
                    .map(
                        sent ->
                            new FilledFormToWrite(
                                sent.completed(),
                                one.response(),
                                launch.patientId(),
                                Locale.ENGLISH,
                                one.key(),
                                null))
                    .stream())
        .toList();
  }

  /** What is typed in the portal and not sent. */
  public TypedForm<KeptForm> typed(Launch launch) {
    TypedForm<KeptForm> typed = forms.form(launch, FORM, KeptForm.class, KeptForm.NOTHING);
    TypedForm<PreVisitAnswers> earlier = ofEarlierVersion(launch);
    if (!launch.role().isStaff() && typed.here().isEmpty()) {
      earlier
          .here()
          .ifPresent(
              draft -> {
                typed.keep(kept(draft.value()));
                earlier.discard(draft);
              });
    }
    return typed;
  }

  /** Earlier versions kept the answers themselves. */
  private TypedForm<PreVisitAnswers> ofEarlierVersion(Launch launch) {
    return forms.form(launch, ASKED, PreVisitAnswers.class, PreVisitAnswers.EMPTY);
  }

  private static KeptForm kept(PreVisitAnswers answers) {
    return new KeptForm(PreVisitMapper.kept(answers, Locale.ENGLISH));
  }

  /** Forms that the signed-in person began at other visits and has not sent, newest first. */
  public List<BegunForm> begun(Launch launch) {
    TypedForm<KeptForm> typed = typed(launch);
    TypedForm<PreVisitAnswers> earlier = ofEarlierVersion(launch);
    return Stream.concat(
            BegunForm.elsewhere(typed).stream(),
            earlier.elsewhere().stream()
                .map(
                    draft ->
                        new BegunForm(
                            kept(draft.value()),
                            draft.savedAt(),
                            () -> {
                              typed.keep(kept(draft.value()));
                              earlier.discard(draft);
                            },
                            () -> earlier.discard(draft))))
        .sorted(Comparator.comparing(BegunForm::savedAt).reversed())
        .toList();
  }

  /**
   * Every answer that was sent with a response, to be gone on with: as it was filled in where that
   * is known here, else as the chart has it.
   */
  public KeptForm sent(Launch launch, PreVisitResponse response) {
    return givenHere(launch).stream()
        .filter(one -> one.isInTheChartAs(response) || one.response().equals(response))
        .flatMap(one -> sentForm(launch, one.key()).stream())
        .findFirst()
        .map(sent -> new KeptForm(sent.filling()))
        .orElseGet(() -> kept(response.answers()));
  }

  private Optional<SentForm> sentForm(Launch launch, WriteKey key) {
    return recorded.find(launch.patientKey(), RecordedEntries.Kind.SENT_FORM, key, SentForm.class);
  }

  /** How the signed-in person goes through the questions, as they chose last. */
  public FlowChoice flow(Launch launch) {
    TypedForm<FlowChoice> choice = flowChoice(launch);
    return choice
        .here()
        .or(() -> choice.elsewhere().stream().findFirst())
        .map(Draft::value)
        .orElse(FlowChoice.NONE);
  }

  public void choose(Launch launch, FlowChoice flow) {
    flowChoice(launch).keep(flow);
  }

  private TypedForm<FlowChoice> flowChoice(Launch launch) {
    return forms.form(launch, "flow", FlowChoice.class, FlowChoice.NONE);
  }

  /** What is typed as the answer to the first question, asked in the room, and not saved. */
  public TypedForm<AskedWords> asked(Launch launch) {
    return forms.form(launch, ASKED, AskedWords.class, AskedWords.NOTHING);
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
   * Sends a form that was filled in. It is in the app's store before anything leaves, and the draft
   * goes only then. Blocking.
   *
   * @param by whose words these are and who typed them
   * @param former the same person's answers that this one changes; null where it is the first
   * @return how the write of the answers stands; only a confirmed one arrived
   */
  public Write send(
      Launch launch,
      FilledIn form,
      Attribution by,
      Locale language,
      @Nullable PreVisitResponse former) {
    by.requireBy(launch);
    WriteKey key = form.key();
    PreVisitResponse response =
        response(
            launch,
            PreVisitMapper.answers(form.completed(), concepts),
            by,
            former == null ? PreVisitResponse.Status.COMPLETED : PreVisitResponse.Status.AMENDED,
            PreVisitMapper.form(form.completed(), concepts).orElse(null));
    EncodedResource resource =
        encoder.encode(
            launch,
            new FilledFormToWrite(
                form.completed(),
                response,
                launch.patientId(),
                language,
                key,
                former == null ? null : inTheChart(launch, former)),
            toWrite -> PreVisitMapper.toFhir(toWrite, concepts));
    return send(
        launch,
        resource,
        by,
        response,
        key,
        () -> {
          recorded.addOnce(
              launch.patientKey(),
              visit(response),
              RecordedEntries.Kind.SENT_FORM,
              key,
              new SentForm(form.completed(), form.typed().filling()));
          typedAs(launch, response.form()).stored(form.typed());
        });
  }

  private TypedForm<KeptForm> typedAs(Launch launch, @Nullable OtherForm form) {
    return form == null ? typed(launch) : FurtherForms.typed(forms, launch, form.name());
  }

  /** Where answers stand in the chart; null where they do not. */
  private @Nullable String inTheChart(Launch launch, PreVisitResponse response) {
    if (response.reference() != null) {
      return response.reference();
    }
    return givenHere(launch).stream()
        .filter(one -> one.response().equals(response))
        .flatMap(one -> Stream.ofNullable(one.write()))
        .filter(Write::isInTheChart)
        .flatMap(write -> Stream.ofNullable(write.resourceReference()))
        .findFirst()
        .orElse(null);
  }

  /**
   * Sends the answer to the first question, asked in the room; see {@link #send}. Blocking.
   *
   * @param key the same for every attempt: what is sent again under it is kept and sent once
   */
  Write sendAsked(Launch launch, AskedWords words, Attribution by, Locale language, WriteKey key) {
    return send(launch, words.answers(), by, language, key, () -> asked(launch).stored(words));
  }

  /**
   * Sends answers that were not given in the form. Blocking.
   *
   * @param by whose words these are and who typed them
   */
  public Write send(Launch launch, PreVisitAnswers answers, Attribution by, Locale language) {
    return send(launch, answers, by, language, WriteLedger.newKey(), () -> {});
  }

  private Write send(
      Launch launch,
      PreVisitAnswers answers,
      Attribution by,
      Locale language,
      WriteKey key,
      Runnable keptHere) {
    by.requireBy(launch);
    PreVisitResponse response =
        response(launch, answers, by, PreVisitResponse.Status.COMPLETED, null);
    EncodedResource resource =
        encoder.encode(
            launch,
            new PreVisitToWrite(response, launch.patientId(), language, key),
            PreVisitMapper::toFhir);
    return send(launch, resource, by, response, key, keptHere);
  }

  /** What is kept here is there together with what is to be sent, before it is sent. */
  private Write send(
      Launch launch,
      EncodedResource resource,
      Attribution by,
      PreVisitResponse response,
      WriteKey key,
      Runnable keptHere) {
    List<Write> planned =
        ledger.plan(
            launch,
            List.of(new ToWrite(WriteKind.PREVISIT_ANSWERS, key, List.of(resource))),
            by,
            () -> {
              recorded.addOnce(
                  launch.patientKey(),
                  visit(response),
                  RecordedEntries.Kind.PREVISIT,
                  key,
                  response);
              keptHere.run();
            });
    audit.stored(launch.auditSubject(), "QuestionnaireResponse");
    return ledger.send(launch, planned).getFirst();
  }

  private PreVisitResponse response(
      Launch launch,
      PreVisitAnswers answers,
      Attribution by,
      PreVisitResponse.Status status,
      @Nullable OtherForm form) {
    return new PreVisitResponse(
        null,
        null,
        answers,
        by.saidBy(),
        by.recordedBy(),
        ClinicalTime.of(clock.instant().atZone(clock.getZone()).toOffsetDateTime().withNano(0)),
        status,
        visitId(launch, by),
        form);
  }

  private static String visit(PreVisitResponse response) {
    return Objects.requireNonNullElse(response.encounterId(), "");
  }

  private static @Nullable String visitId(Launch launch, Attribution by) {
    Visit visit = by.visit();
    return visit == null ? launch.encounterId() : visit.id();
  }
}
