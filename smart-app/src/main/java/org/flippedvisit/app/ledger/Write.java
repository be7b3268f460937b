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
 * @param resourceReference where it is in the EHR; null before it is confirmed
 * @param versionId version there; null when the EHR gives none
 * @param why why it was rejected; null otherwise
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

  public boolean isInTheChart() {
    return state == WriteState.CONFIRMED;
  }
}
