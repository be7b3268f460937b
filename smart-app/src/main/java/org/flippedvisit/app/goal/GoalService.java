package org.flippedvisit.app.goal;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.flippedvisit.app.audit.AuditTrail;
import org.flippedvisit.app.draft.TypedForm;
import org.flippedvisit.app.draft.TypedForms;
import org.flippedvisit.app.ehr.EncodedResource;
import org.flippedvisit.app.ehr.FhirEncoder;
import org.flippedvisit.app.ehr.FhirReads;
import org.flippedvisit.app.ehr.Reading;
import org.flippedvisit.app.ehr.WriteOutcome.Why;
import org.flippedvisit.app.goal.GoalMark.Step;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.ledger.Attribution;
import org.flippedvisit.app.ledger.ToWrite;
import org.flippedvisit.app.ledger.Write;
import org.flippedvisit.app.ledger.WriteKind;
import org.flippedvisit.app.ledger.WriteLedger;
import org.flippedvisit.app.store.RecordedEntries;
import org.flippedvisit.app.store.RecordedEntries.Entry;
import org.flippedvisit.app.store.RecordedEntries.Kind;
import org.flippedvisit.fhir.concept.ChartConcepts;
import org.flippedvisit.fhir.goal.GoalChange;
import org.flippedvisit.fhir.goal.GoalMapper;
import org.flippedvisit.fhir.goal.GoalQueries;
import org.flippedvisit.fhir.goal.GoalToWrite;
import org.flippedvisit.fhir.goal.PatientGoal;
import org.flippedvisit.fhir.goal.PatientGoal.Progress;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.mapping.FhirQuery;
import org.flippedvisit.fhir.mapping.FhirText;
import org.flippedvisit.fhir.mapping.WriteKey;
import org.flippedvisit.fhir.provenance.Author;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads the goals in the chart, adds new ones in the person's words, and keeps how they are going.
 */
@Component
public final class GoalService {
  /** An EHR's search may be a little behind what it has confirmed. */
  private static final Duration SEARCH_LAG = Duration.ofMinutes(10);

  private final FhirReads reads;
  private final FhirEncoder encoder;
  private final WriteLedger ledger;
  private final RecordedEntries recorded;
  private final TypedForms forms;
  private final AuditTrail audit;
  private final ChartConcepts concepts;
  private final Clock clock;

  GoalService(
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

  /** What the chart holds, whoever set it, with how sure the person is where it may be read. */
  public CompletableFuture<Reading<List<PatientGoal>>> goals(Launch launch) {
    var queries = new ArrayList<FhirQuery>();
    queries.add(GoalQueries.ofPatient(launch.patientId()));
    boolean isGoalRead = launch.scopes().maySearch("Goal") || launch.scopes().mayRead("Goal");
    if (isGoalRead && launch.scopes().maySearch("Observation")) {
      GoalQueries.confidence(launch.patientId(), concepts).ifPresent(queries::add);
    }
    return reads
        .search(launch, queries, found -> GoalMapper.fromFhir(found, concepts))
        .thenApply(GoalService::orWhyNoGoals);
  }

  /** Goals that could not be read are not none, whatever else could be. */
  private static Reading<List<PatientGoal>> orWhyNoGoals(Reading<List<PatientGoal>> reading) {
    if (reading instanceof Reading.Found<List<PatientGoal>> found) {
      for (Reading.Gap gap : found.gaps()) {
        if (gap.resourceType().equals("Goal")) {
          return gap.why() instanceof Reading.Failed<?> failed
              ? new Reading.Failed<>(failed.failure())
              : new Reading.NotPermitted<>();
        }
      }
    }
    return reading;
  }

  /** The person's own goals, from the chart and from the app's store. */
  public CompletableFuture<Goals> own(Launch launch) {
    return goals(launch).thenApply(chart -> withKept(launch, chart));
  }

  /** A goal that was added through this app. */
  private record Added(PatientGoal goal, WriteKey key, @Nullable Write write) {
    boolean is(PatientGoal chart) {
      String reference = write == null ? null : write.resourceReference();
      return reference != null
          ? reference.equals("Goal/" + chart.id())
          : chart.words().equals(FhirText.of(goal.words()))
              && Objects.equals(chart.startedOn(), goal.startedOn());
    }

    boolean isBy(Launch launch) {
      return goal.expressedBy() != null
          && launch.fhirUser().reference().equals(goal.expressedBy().reference());
    }
  }

  private Goals withKept(Launch launch, Reading<List<PatientGoal>> chart) {
    List<Added> added = added(launch);
    List<GoalMark> marks = marks(launch);
    var own = new ArrayList<KnownGoal>();
    for (PatientGoal goal : chart.orElse(List.of())) {
      Optional<Added> here = added.stream().filter(one -> one.is(goal)).findFirst();
      here.ifPresent(added::remove);
      if (goal.isPersonsOwn() || here.isPresent()) {
        String identity = here.map(one -> one.key().value()).orElse("Goal/" + goal.id());
        Write write = here.map(Added::write).orElse(null);
        own.add(new KnownGoal(goal, identity, true, write, of(identity, marks)));
      }
    }
    for (Added one : added) {
      if (isShown(launch, chart, one)) {
        String identity = one.key().value();
        own.add(new KnownGoal(one.goal(), identity, false, one.write(), of(identity, marks)));
      }
    }
    own.sort(Comparator.comparing(KnownGoal::isNoLonger));
    return new Goals(chart, own);
  }

  /**
   * What the chart had and does not return is a goal there no more. Who may not see the goals in
   * the chart sees here only what they said themselves.
   */
  private boolean isShown(Launch launch, Reading<List<PatientGoal>> chart, Added one) {
    if (chart instanceof Reading.NotPermitted<?> && !launch.role().isStaff()) {
      return one.isBy(launch);
    }
    Write write = one.write();
    boolean isClosedThere =
        chart instanceof Reading.Found<?>
            && write != null
            && write.isInTheChart()
            && write.at().plus(SEARCH_LAG).isBefore(clock.instant());
    return !isClosedThere;
  }

  private List<Added> added(Launch launch) {
    var added = new ArrayList<Added>();
    for (Entry<PatientGoal> entry :
        recorded.all(launch.patientKey(), Kind.GOAL, PatientGoal.class)) {
      added.add(
          new Added(entry.value(), entry.key(), ledger.find(launch, entry.key()).orElse(null)));
    }
    return added;
  }

  private List<GoalMark> marks(Launch launch) {
    return recorded.all(launch.patientKey(), Kind.GOAL_MARK, GoalMark.class).stream()
        .map(Entry::value)
        .toList();
  }

  /** Two people may say two things; of each the last counts. */
  private static List<GoalMark> of(String identity, List<GoalMark> newestFirst) {
    var last = new LinkedHashMap<String, GoalMark>();
    newestFirst.stream()
        .filter(mark -> mark.goal().equals(identity))
        .forEach(mark -> last.putIfAbsent(String.valueOf(mark.saidBy().reference()), mark));
    return List.copyOf(last.values());
  }

  /** What is typed and not saved. */
  public TypedForm<TypedGoal> typed(Launch launch) {
    return forms.form(launch, "goal", TypedGoal.class, TypedGoal.NOTHING);
  }

  /** Why a goal cannot reach the chart in this launch, known before anybody begins. Blocking. */
  public Optional<Why> whyNot(Launch launch) {
    return ledger.whyNot(launch, WriteKind.GOAL);
  }

  /**
   * Adds a goal: kept here first, then sent. Blocking.
   *
   * @param by whose goal it is and who typed it
   * @param key the same for every attempt: what is added again under it is kept and sent once
   * @return how its write stands; only a confirmed one is in the chart
   */
  Write add(Launch launch, TypedGoal typed, Attribution by, WriteKey key) {
    by.requireBy(launch);
    LocalDate due = typed.dueOn();
    var goal =
        new PatientGoal(
            null,
            typed.words(),
            by.saidBy(),
            ClinicalTime.of(LocalDate.now(clock)),
            due == null ? null : ClinicalTime.of(due),
            null);
    EncodedResource resource =
        encoder.encode(launch, new GoalToWrite(goal, launch.patientId(), key), GoalMapper::toFhir);
    List<Write> planned =
        ledger.plan(
            launch,
            List.of(new ToWrite(WriteKind.GOAL, key, List.of(resource))),
            by,
            () -> {
              recorded.addOnce(launch.patientKey(), launch.visitKey(), Kind.GOAL, key, goal);
              typed(launch).stored(typed);
            });
    audit.stored(launch.auditSubject(), "Goal");
    return ledger.send(launch, planned).getFirst();
  }

  /**
   * Keeps how a goal is going, and writes it to the goal in the chart where it is the word of who
   * set it: what a mother says of her son's goal stands beside it. Blocking.
   *
   * @return how the write stands; empty where there is none
   */
  Optional<Write> mark(Launch launch, KnownGoal goal, Step step, Attribution by) {
    by.requireBy(launch);
    var now = OffsetDateTime.now(clock).withNano(0);
    WriteKey key = WriteLedger.newKey();
    var said =
        new GoalMark(goal.identity(), step, by.saidBy(), by.recordedBy(), ClinicalTime.of(now));
    List<ToWrite> change =
        inChart(goal)
            .filter(id -> isOwnWord(goal.goal(), by.saidBy()))
            .map(id -> new GoalChange(id, launch.patientId(), progress(step), now.toLocalDate()))
            .map(to -> encoder.encode(launch, to, GoalMapper::toChange))
            .map(to -> new ToWrite(WriteKind.GOAL_MARK, key, List.of(to)))
            .stream()
            .toList();
    List<Write> planned =
        ledger.plan(
            launch,
            change,
            by,
            () -> recorded.add(launch.patientKey(), launch.visitKey(), Kind.GOAL_MARK, key, said));
    audit.stored(launch.auditSubject(), "GoalMark");
    return ledger.send(launch, planned).stream().findFirst();
  }

  private static Optional<String> inChart(KnownGoal goal) {
    return goal.isInChart() ? Optional.ofNullable(goal.goal().id()) : Optional.empty();
  }

  private static boolean isOwnWord(PatientGoal goal, Author saidBy) {
    return goal.expressedBy() != null
        && Objects.equals(goal.expressedBy().reference(), saidBy.reference());
  }

  private static @Nullable Progress progress(Step step) {
    return switch (step) {
      case UNDER_WAY -> Progress.IN_PROGRESS;
      case REACHED -> Progress.ACHIEVED;
      case NO_LONGER -> null;
    };
  }

  /** Looks for an unsettled goal in the chart, and sends it only if it is not there. Blocking. */
  Write settle(Launch launch, Write write) {
    return ledger.settle(launch, write);
  }
}
