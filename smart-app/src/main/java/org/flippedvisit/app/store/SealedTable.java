package org.flippedvisit.app.store;

import java.util.List;

/**
 * A table with texts that {@link PhiCipher} has sealed, as its owner describes it for new keys.
 * Every table with bytes in it has one (StoreTablesTest).
 */
public interface SealedTable {
  /** Its name in the database. */
  String name();

  /** Columns of the primary key. */
  List<String> key();

  /** Columns that {@link PhiCipher} has sealed. */
  List<String> sealedColumns();

  /** Columns that say whose row it is; they name a row to {@link PhiCipher}, in this order. */
  List<String> ownerColumns();

  /** Columns that name a row to {@link PhiCipher} behind whose it is, in this order. */
  List<String> rowName();
}
