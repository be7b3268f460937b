package org.flippedvisit.app.ledger;

import org.flippedvisit.fhir.mapping.WriteKey;
import org.jspecify.annotations.Nullable;

/**
 * What a page tried to send, and its key: what is tried again under the same key is kept and sent
 * once.
 */
public record Attempt<T>(T tried, WriteKey key) {
  /**
   * To send this now.
   *
   * @param before what the same page tried last; its key stays where nothing was changed since
   */
  public static <T> Attempt<T> of(T now, @Nullable Attempt<T> before) {
    return before != null && before.tried().equals(now)
        ? before
        : new Attempt<>(now, WriteLedger.newKey());
  }
}
