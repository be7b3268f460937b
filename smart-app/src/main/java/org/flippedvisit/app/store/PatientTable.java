package org.flippedvisit.app.store;

import java.util.List;
import java.util.Optional;

/**
 * A table with rows about patients, as its owner describes it for what is done to all of them: new
 * keys, export and erasure. Every such table has the columns {@code record}, {@code tenant} and
 * {@code patient_id}, and an owner that implements this (StoreTablesTest).
 */
public interface PatientTable extends SealedTable {
  @Override
  default List<String> ownerColumns() {
    return List.of("record", "tenant", "patient_id");
  }

  /**
   * SQL condition for rows about which somebody still has to do something; empty where there are
   * none.
   */
  default Optional<String> open() {
    return Optional.empty();
  }

  /** Why the rows stay when what is known about a patient is erased; empty where they go. */
  default Optional<String> keptBecause() {
    return Optional.empty();
  }
}
