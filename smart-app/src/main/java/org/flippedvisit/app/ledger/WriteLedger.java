package org.flippedvisit.app.ledger;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.flippedvisit.app.ehr.EncodedResource;
import org.flippedvisit.app.ehr.FhirEncoder;
import org.flippedvisit.app.ehr.FhirWrites;
import org.flippedvisit.app.ehr.Reading;
import org.flippedvisit.app.ehr.WriteOutcome;
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
  private final Clock clock;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  WriteLedger(LedgerStore store, FhirWrites writes, FhirEncoder encoder, Clock clock) {
    this.store = store;
    this.writes = writes;
    this.encoder = encoder;
    this.clock = clock;
  }

  /**
   * A key for a new write: random, so that the same words saved twice on purpose are two writes.
   */
  public static WriteKey newKey() {
    return new WriteKey(UUID.randomUUID().toString());
  }

  /**
   * Why a write of this kind cannot reach the chart in this launch, known before it is tried: what
   * the site, the granted scopes and the CapabilityStatement say. Empty when it may be tried. The
   * first question to an EHR may fetch its CapabilityStatement.
   */
  public Optional<WriteOutcome.Why> whyNot(Launch launch, WriteKind kind) {
    return writes.whyNot(launch, kind.resourceType());
  }

  /**
   * Writes down and sends one resource. When this returns, whatever happened, the words are kept.
   */
  public Write write(
      Launch launch, WriteKind kind, WriteKey key, EncodedResource resource, Attribution by) {
    by.requireBy(launch);
    return writeDown(launch, kind, key, resource, by);
  }

  private Write writeDown(
      Launch launch, WriteKind kind, WriteKey key, EncodedResource resource, Attribution by) {
    Optional<Write> before = store.find(launch, key);
    if (before.isPresent()) {
      return before.get(); // written down already: settling it is another matter
    }
    try {
      return send(launch, store.plan(launch, kind, key, resource, by), resource);
    } catch (DuplicateKeyException somebodyElse) {
      return store.find(launch, key).orElseThrow(() -> somebodyElse);
    }
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

  /** What was sent, or is to be. */
  public EncodedResource body(Launch launch, Write write) {
    return store.body(launch, write);
  }

  /** What somebody still has to settle for the patient of this launch, whoever began it. */
  public List<Write> open(Launch launch) {
    return store.open(launch).stream().filter(Write::isOpen).toList();
  }

  /**
   * Settles an open write: looks whether it is there first, and sends it only if the EHR says that
   * it is not.
   *
   * @return how it stands now; unchanged when the EHR could not be asked
   */
  public Write settle(Launch launch, Write seen) {
    Write write = store.find(launch, seen.id()).orElse(seen);
    if (!write.state().isOpen() || isOnItsWay(write)) {
      return write;
    }
    if (write.mayBeInTheChart()) {
      var answer = writes.find(launch, write.resourceType(), write.key());
      if (!(answer instanceof Reading.Found<Optional<String>> asked)) {
        return write;
      }
      if (asked.value().isPresent()) {
        return found(launch, write, asked.value().get());
      }
    }
    return send(launch, write, store.body(launch, write));
  }

  /** After a crash a write stays SENT for good; before that somebody is waiting for its answer. */
  private boolean isOnItsWay(Write write) {
    return write.state() == WriteState.SENT
        && write.at().plus(LONGEST_ANSWER).isAfter(clock.instant());
  }

  private Write found(Launch launch, Write write, String reference) {
    if (store.move(write, WriteState.SENT)) { // else somebody else has found it, or is sending it
      store.settle(write.id(), new WriteOutcome.Confirmed(reference, null));
      followWithProvenance(launch, store.find(launch, write.id()).orElseThrow());
    }
    return store.find(launch, write.id()).orElseThrow();
  }

  private Write send(Launch launch, Write write, EncodedResource resource) {
    if (!store.move(write, WriteState.SENT)) {
      return store.find(launch, write.id()).orElseThrow(); // somebody else is sending it
    }
    WriteOutcome outcome =
        writes
            .whyNot(launch, resource.resourceType())
            .<WriteOutcome>map(why -> new WriteOutcome.Rejected(why, 0))
            .orElseGet(() -> writes.create(launch, resource, write.key()));
    store.settle(write.id(), outcome);
    Write settled = store.find(launch, write.id()).orElseThrow();
    followWithProvenance(launch, settled);
    LOG.info(
        "ledger.settled launch={} kind={} outcome={}",
        launch.id(),
        write.kind(),
        outcome.getClass().getSimpleName());
    return settled;
  }

  private void followWithProvenance(Launch launch, Write write) {
    String target = write.versionedReference();
    if (target == null || write.kind() == WriteKind.PROVENANCE) {
      return;
    }
    store
        .attribution(launch, write)
        .ifPresent(by -> threads.execute(() -> sendProvenance(launch, target, by)));
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
    writeDown( // by whoever wrote it then, also where somebody else has settled it now
        launch,
        WriteKind.PROVENANCE,
        newKey(),
        encoder.encode(launch, trace, ProvenanceMapper::toFhir),
        by);
  }

  @Override
  public void destroy() {
    threads.close(); // waits for what is on its way
  }
}
