package org.flippedvisit.app.ledger;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.flippedvisit.app.ehr.EncodedResource;
import org.flippedvisit.app.ehr.FhirWrites;
import org.flippedvisit.app.ehr.Reading;
import org.flippedvisit.app.ehr.WriteOutcome;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.fhir.mapping.WriteKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The one way out to the EHR. A write is in the app's store before it is sent, is sent once, and is
 * called saved only when the EHR has confirmed it. Blocking: call it off the UI thread.
 */
@Component
public final class WriteLedger {
  private static final Logger LOG = LoggerFactory.getLogger(WriteLedger.class);

  private final LedgerStore store;
  private final FhirWrites writes;

  WriteLedger(LedgerStore store, FhirWrites writes) {
    this.store = store;
    this.writes = writes;
  }

  /**
   * A key for a new write: random, so that the same words saved twice on purpose are two writes.
   */
  public static WriteKey newKey() {
    return new WriteKey(UUID.randomUUID().toString());
  }

  /**
   * Writes down and sends one resource. When this returns, whatever happened, the words are kept.
   */
  public Write write(Launch launch, WriteKind kind, WriteKey key, EncodedResource resource) {
    Write planned = store.plan(launch, kind, key, resource);
    return send(launch, planned, resource);
  }

  /** What is not settled for the patient of this launch, whoever began it. */
  public List<Write> open(Launch launch) {
    return store.open(launch);
  }

  /**
   * Settles an open write: looks whether it is there first, and sends it only if the EHR says that
   * it is not.
   *
   * @return how it stands now; unchanged when the EHR could not be asked
   */
  public Write settle(Launch launch, Write write) {
    boolean mayBeThere = write.state() == WriteState.SENT || write.state() == WriteState.UNKNOWN;
    if (mayBeThere) {
      var found = writes.find(launch, write.resourceType(), write.key());
      if (!(found instanceof Reading.Found<Optional<String>> asked)) {
        return write;
      }
      if (asked.value().isPresent()) {
        store.settle(write.id(), new WriteOutcome.Confirmed(asked.value().get(), null));
        return store.find(launch, write.id()).orElseThrow();
      }
    }
    return send(launch, write, store.body(launch, write));
  }

  private Write send(Launch launch, Write write, EncodedResource resource) {
    if (!store.move(write.id(), write.state(), WriteState.SENT)) {
      return store.find(launch, write.id()).orElseThrow(); // somebody else is sending it
    }
    WriteOutcome outcome =
        writes
            .whyNot(launch, resource.resourceType())
            .<WriteOutcome>map(why -> new WriteOutcome.Rejected(why, 0))
            .orElseGet(() -> writes.create(launch, resource, write.key()));
    store.settle(write.id(), outcome);
    LOG.info(
        "ledger.settled launch={} kind={} outcome={}",
        launch.id(),
        write.kind(),
        outcome.getClass().getSimpleName());
    return store.find(launch, write.id()).orElseThrow();
  }
}
