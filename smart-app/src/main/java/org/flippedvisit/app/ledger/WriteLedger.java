package org.flippedvisit.app.ledger;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.flippedvisit.app.ehr.EncodedResource;
import org.flippedvisit.app.ehr.FhirEncoder;
import org.flippedvisit.app.ehr.FhirWrites;
import org.flippedvisit.app.ehr.Reading;
import org.flippedvisit.app.ehr.WriteOutcome;
import org.flippedvisit.app.ehr.WriteOutcome.Why;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.fhir.mapping.WriteKey;
import org.flippedvisit.fhir.provenance.ProvenanceMapper;
import org.flippedvisit.fhir.provenance.Trace;
import org.flippedvisit.fhir.visit.Visit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The one way out to the EHR. A write is in the app's store before it is sent, is sent once, and is
 * called saved only when the EHR has confirmed it. Blocking: call it off the UI thread.
 */
@Component
public final class WriteLedger implements DisposableBean {
  private static final Logger LOG = LoggerFactory.getLogger(WriteLedger.class);

  /** Longer than any answer is waited for. */
  private static final Duration LONGEST_ANSWER = Duration.ofMinutes(2);

  private final LedgerStore store;
  private final FhirWrites writes;
  private final FhirEncoder encoder;
  private final LedgerProperties expected;
  private final Clock clock;
  private final TransactionTemplate together;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  WriteLedger(
      LedgerStore store,
      FhirWrites writes,
      FhirEncoder encoder,
      LedgerProperties expected,
      TransactionTemplate together,
      Clock clock) {
    this.store = store;
    this.writes = writes;
    this.encoder = encoder;
    this.expected = expected;
    this.together = together;
    this.clock = clock;
  }

  /**
   * A key for a new write: random, so that the same words saved twice on purpose are two writes.
   */
  public static WriteKey newKey() {
    return new WriteKey(UUID.randomUUID().toString());
  }

  /**
   * Why a write of this kind cannot reach the chart in this launch in any form, known before it is
   * tried: what the site, the granted scopes and the CapabilityStatement say of its first choice.
   * Empty when it may be tried. The first question to an EHR may fetch its CapabilityStatement.
   */
  public Optional<Why> whyNot(Launch launch, WriteKind kind) {
    return way(launch, kind).isPresent()
        ? Optional.empty()
        : whyNot(launch, kind, kind.resourceTypes().getFirst());
  }

  /** As what a write of this kind would go out in this launch; empty where it cannot. */
  public Optional<Way> way(Launch launch, WriteKind kind) {
    return kind.resourceTypes().stream()
        .filter(type -> whyNot(launch, kind, type).isEmpty())
        .findFirst()
        .map(type -> new Way(type, type.equals(kind.resourceTypes().getFirst())));
  }

  private Optional<Why> whyNot(Launch launch, WriteKind kind, String resourceType) {
    return kind.isChange()
        ? writes.whyNotChange(launch, resourceType)
        : writes.whyNot(launch, resourceType);
  }

  /** Writes down and sends what nothing else in the store belongs to. */
  public Write write(Launch launch, ToWrite thing, Attribution by) {
    return send(launch, plan(launch, List.of(thing), by, () -> {})).getFirst();
  }

  /**
   * Writes down what is to be sent, together with what belongs to it: after a crash either all of
   * it is in the store or nothing, so that no words are kept that nobody would ever send. What was
   * written down under its key before stays as it stands.
   *
   * @param kept puts into the app's store what belongs to it; may be called for what is there
   * @return how each stands, in the same order; {@link #send} sends what was not sent before
   */
  public List<Write> plan(Launch launch, List<ToWrite> things, Attribution by, Runnable kept) {
    by.requireBy(launch);
    return planned(launch, things, by, kept);
  }

  private List<Write> planned(Launch launch, List<ToWrite> things, Attribution by, Runnable kept) {
    try {
      return Objects.requireNonNull(
          together.execute(
              open -> {
                kept.run();
                return things.stream()
                    .map(
                        one ->
                            store
                                .find(launch, one.key())
                                .orElseGet(() -> store.plan(launch, one, by)))
                    .toList();
              }));
    } catch (DuplicateKeyException somebodyElse) {
      return things.stream()
          .map(one -> store.find(launch, one.key()).orElseThrow(() -> somebodyElse))
          .toList();
    }
  }

  /**
   * Sends what was written down and not sent, each once and all at the same time. When this
   * returns, whatever happened, the words are kept.
   *
   * @return how each stands now, in the same order; what had been sent before is not touched:
   *     settling is another matter
   */
  public List<Write> send(Launch launch, List<Write> planned) {
    if (planned.size() == 1) {
      return List.of(sendPlanned(launch, planned.getFirst()));
    }
    return planned.stream()
        .map(one -> CompletableFuture.supplyAsync(() -> sendPlanned(launch, one), threads))
        .toList()
        .stream()
        .map(CompletableFuture::join)
        .toList();
  }

  private Write sendPlanned(Launch launch, Write write) {
    return write.state() == WriteState.PLANNED
        ? send(launch, write, store.forms(launch, write))
        : write;
  }

  /** The latest write of a kind for the visit of this launch. */
  public Optional<Write> latest(Launch launch, WriteKind kind) {
    return store.latest(launch, kind);
  }

  /** The write under a key, if there ever was one for the patient of this launch. */
  public Optional<Write> find(Launch launch, WriteKey key) {
    return store.find(launch, key);
  }

  /** Every write of a kind for the patient of this launch, at any visit, oldest first. */
  public List<Write> all(Launch launch, WriteKind kind) {
    return store.all(launch, kind);
  }

  /** What was to be written, in the form it was meant in. */
  public EncodedResource asMeant(Launch launch, Write write) {
    return store.forms(launch, write).getFirst();
  }

  /** What somebody still has to settle for the patient of this launch, whoever began it. */
  public List<Write> open(Launch launch) {
    return store.open(launch).stream().filter(Write::isOpen).toList();
  }

  /** Who said what was written, and who typed it. */
  public Optional<Attribution> attribution(Launch launch, Write write) {
    return store.attribution(launch, write);
  }

  /**
   * Settles an open write: looks whether it is there first. Where the EHR says that it is not, it
   * is sent again at once only if the EHR promises to store it once (conditional create); elsewhere
   * a first attempt may still arrive late: it stays unknown until that is too long ago, and then a
   * person decides.
   *
   * @return how it stands now; unknown still, with the reason, when the EHR could not be asked, or
   *     when it is not there yet
   */
  public Write settle(Launch launch, Write seen) {
    Write write = store.find(launch, seen.id()).orElse(seen);
    if (!write.state().isOpen() || isOnItsWay(write)) {
      return write;
    }
    List<EncodedResource> forms = store.forms(launch, write);
    boolean mayHaveArrived =
        !write.kind().isChange() // which looks for itself
            && (write.mayBeInTheChart() || write.why() == Why.NOT_FOUND_THERE);
    if (mayHaveArrived) {
      switch (writes.find(launch, as(write.resourceType(), forms), write.key())) {
        case Reading.Found<Optional<String>> asked when asked.value().isPresent() -> {
          return found(launch, write, asked.value().get());
        }
        case Reading.Found<Optional<String>> ignored -> {
          if (write.mayBeInTheChart() && !writes.isStoredOnce(launch, write.resourceType())) {
            return notFound(launch, write);
          }
        }
        case Reading.NotPermitted<Optional<String>> ignored -> {
          return couldNotLook(launch, write, Why.NOT_PERMITTED);
        }
        case Reading.Failed<Optional<String>> failed -> {
          return couldNotLook(launch, write, why(failed.failure()));
        }
      }
    }
    return send(launch, write, forms);
  }

  /**
   * Settles a write by what a person saw who looked in the chart, where the EHR cannot be asked.
   *
   * @param isThere what they saw; where it is not there, and cannot be on its way any more, it can
   *     be sent again
   */
  public Write seenByPerson(Launch launch, Write seen, boolean isThere) {
    launch.requireStaff();
    Write write = store.find(launch, seen.id()).orElse(seen);
    if (!write.mayBeInTheChart() || isOnItsWay(write)) {
      return write;
    }
    if (!isThere) {
      return notFound(launch, write);
    }
    if (store.move(write, WriteState.SENT)) {
      store.seen(write.id());
    }
    return store.find(launch, write.id()).orElseThrow();
  }

  private Write notFound(Launch launch, Write write) {
    if (mayStillArrive(write)) {
      store.stillUnknown(write, Why.NOT_FOUND_YET);
    } else if (store.move(write, WriteState.SENT)) {
      store.settle(write.id(), new WriteOutcome.Rejected(Why.NOT_FOUND_THERE, 0));
    }
    return store.find(launch, write.id()).orElseThrow();
  }

  private boolean mayStillArrive(Write write) {
    return write.at().plus(expected.lateArrival()).isAfter(clock.instant());
  }

  /** What was found not to be there before stays that, and is not sent on a guess. */
  private Write couldNotLook(Launch launch, Write write, Why why) {
    if (write.mayBeInTheChart()) {
      store.stillUnknown(write, why);
    }
    return store.find(launch, write.id()).orElseThrow();
  }

  private static Why why(Reading.Failure failure) {
    return switch (failure) {
      case UNREACHABLE, TOO_SLOW, BROKEN_ANSWER, EHR_ERROR, NOT_AUDITED -> Why.UNREACHABLE;
      case TOO_BUSY -> Why.TOO_BUSY;
      case SIGN_IN_ENDED -> Why.SIGN_IN_ENDED;
    };
  }

  /** After a crash a write stays SENT for good; before that somebody is waiting for its answer. */
  private boolean isOnItsWay(Write write) {
    return write.state() == WriteState.SENT
        && write.at().plus(LONGEST_ANSWER).isAfter(clock.instant());
  }

  private Write found(Launch launch, Write write, String reference) {
    if (store.move(write, WriteState.SENT)) { // else somebody else has found it, or is sending it
      store.settle(write.id(), new WriteOutcome.Confirmed(reference, null));
      follow(launch, store.find(launch, write.id()).orElseThrow());
    }
    return store.find(launch, write.id()).orElseThrow();
  }

  private Write send(Launch launch, Write write, List<EncodedResource> forms) {
    if (!store.move(write, WriteState.SENT)) {
      return store.find(launch, write.id()).orElseThrow(); // somebody else is sending it
    }
    WriteOutcome outcome = sendFirstTaken(launch, write, forms);
    store.settle(write.id(), outcome);
    Write settled = store.find(launch, write.id()).orElseThrow();
    follow(launch, settled);
    LOG.info(
        "ledger.settled launch={} kind={} as={} outcome={}",
        launch.id(),
        write.kind(),
        settled.resourceType(),
        outcome.getClass().getSimpleName());
    return settled;
  }

  /**
   * Goes down the forms while the EHR says for certain that it did not take one. Anything else ends
   * it there: what may have arrived is not sent in another form.
   */
  private WriteOutcome sendFirstTaken(Launch launch, Write write, List<EncodedResource> forms) {
    WriteOutcome.Rejected first = null;
    for (EncodedResource form : forms) {
      Optional<Why> not = whyNot(launch, write.kind(), form.resourceType());
      WriteOutcome outcome;
      if (not.isPresent()) {
        outcome = new WriteOutcome.Rejected(not.get(), 0);
      } else {
        store.sendAs(write.id(), form.resourceType());
        outcome =
            write.kind().isChange()
                ? writes.change(launch, form)
                : writes.create(launch, form, write.key());
      }
      if (!(outcome instanceof WriteOutcome.Rejected no) || !no.why().isAboutTheForm()) {
        return outcome;
      }
      first = first == null ? no : first;
    }
    store.sendAs(write.id(), forms.getFirst().resourceType());
    return Objects.requireNonNull(first, "a write has a form");
  }

  private static EncodedResource as(String resourceType, List<EncodedResource> forms) {
    return forms.stream()
        .filter(form -> form.resourceType().equals(resourceType))
        .findFirst()
        .orElseThrow();
  }

  /** What a confirmed write brings with it; none of it may take anything from the write itself. */
  private void follow(Launch launch, Write write) {
    if (write.isInTheChart() && !write.kind().isFollowUp() && !write.kind().isChange()) {
      inTheBackground(launch, () -> supersedeFormer(launch, write));
      followWithProvenance(launch, write);
    }
  }

  private void supersedeFormer(Launch launch, Write write) {
    EncodedResource sent = as(write.resourceType(), store.forms(launch, write));
    Optional<EncodedResource> former = writes.former(sent);
    if (former.isEmpty() || whyNot(launch, WriteKind.FORMER_NOTE).isPresent()) {
      return; // the note itself names the one it replaces
    }
    store
        .attribution(launch, write)
        .ifPresent(
            by ->
                sendBy(
                    launch,
                    new ToWrite(WriteKind.FORMER_NOTE, newKey(), List.of(former.get())),
                    by));
  }

  private void followWithProvenance(Launch launch, Write write) {
    String target = write.versionedReference();
    if (target == null) {
      return;
    }
    store
        .attribution(launch, write)
        .ifPresent(by -> inTheBackground(launch, () -> sendProvenance(launch, target, by)));
  }

  /** A thread of its own has nobody to tell; what it follows is in the chart already. */
  private void inTheBackground(Launch launch, Runnable following) {
    threads.execute(
        () -> {
          try {
            following.run();
          } catch (RuntimeException failed) {
            LOG.warn(
                "ledger.follow.failed launch={} kind={}",
                launch.id(),
                failed.getClass().getSimpleName());
          }
        });
  }

  private void sendProvenance(Launch launch, String target, Attribution by) {
    Visit visit = by.visit();
    String organization = visit == null ? null : visit.organizationName();
    var trace =
        new Trace(
            launch.patientId(),
            target,
            by.saidBy(),
            by.recordedBy(),
            clock.instant().atZone(clock.getZone()).toOffsetDateTime(),
            null,
            visit == null ? null : visit.organizationReference(),
            organization == null ? launch.ehr().name() : organization);
    sendBy(
        launch,
        new ToWrite(
            WriteKind.PROVENANCE,
            newKey(),
            List.of(
                encoder.encode(launch, trace, ProvenanceMapper::toFhir),
                encoder.encode(launch, trace, ProvenanceMapper::toFhirOfWhoSaidIt))),
        by);
  }

  /** By whoever wrote down what it follows, also where somebody else has settled that now. */
  private void sendBy(Launch launch, ToWrite thing, Attribution by) {
    send(launch, planned(launch, List.of(thing), by, () -> {}));
  }

  @Override
  public void destroy() {
    threads.close(); // waits for what is on its way
  }
}
