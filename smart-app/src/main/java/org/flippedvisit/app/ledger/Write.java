package org.flippedvisit.app.ledger;

import java.time.Instant;
import java.util.UUID;
import org.flippedvisit.app.ehr.WriteOutcome;
import org.flippedvisit.fhir.mapping.WriteKey;
import org.jspecify.annotations.Nullable;

/**
 * One line of the ledger.
 *
 * @param key stable identity of what is written, the same for every attempt
 * @param resourceType as what it was sent last, or is to be sent
 * @param resourceReference where it is in the EHR; null before it is confirmed
 * @param versionId version there; null when the EHR gives none
 * @param why why it was rejected, or what came of looking for it where it is unknown; null
 *     otherwise
 * @param at when its state became what it is; of an unknown one, when its answer was lost
 */
public record Write(
    UUID id,
    WriteKind kind,
    WriteKey key,
    String resourceType,
    WriteState state,
    @Nullable String resourceReference,
    @Nullable String versionId,
    WriteOutcome.@Nullable Why why,
    Instant at) {

  /**
   * Reference with version where the EHR gave one, for Provenance targets; null before it is
   * confirmed.
   */
  public @Nullable String versionedReference() {
    return versionId == null || resourceReference == null
        ? resourceReference
        : resourceReference + "/_history/" + versionId;
  }

  /**
   * True while somebody still has to do something about it. What the EHR does not take is settled:
   * it is kept here. A Provenance is nobody's task.
   */
  public boolean isOpen() {
    return state.isOpen() && why != WriteOutcome.Why.NOT_TAKEN_HERE && !kind.isFollowUp();
  }

  /** True where it was sent and nothing says whether it arrived: looking for it may help. */
  public boolean mayBeInTheChart() {
    return state == WriteState.SENT || state == WriteState.UNKNOWN;
  }

  public boolean isInTheChart() {
    return state == WriteState.CONFIRMED;
  }

  /** True where the EHR was asked for it and could not say: then only a person can look. */
  public boolean isForAPersonToLook() {
    return mayBeInTheChart() && why != null && why != WriteOutcome.Why.NOT_FOUND_YET;
  }

  /** False where it is not what it was meant to be: a message instead of a note, say. */
  public boolean isAsMeant() {
    return kind.resourceTypes().getFirst().equals(resourceType);
  }
}
