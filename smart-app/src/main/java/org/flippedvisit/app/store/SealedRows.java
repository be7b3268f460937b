package org.flippedvisit.app.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which keys the rows of the store need, and their sealing anew with the primary one. The app does
 * not start where a key is missing: it would show a person's words as if there were none.
 */
@Component
public final class SealedRows implements SmartInitializingSingleton {
  private static final int BATCH = 200;

  private final JdbcClient database;
  private final PhiCipher cipher;
  private final StoreKeys keys;
  private final List<SealedTable> tables;

  SealedRows(JdbcClient database, PhiCipher cipher, StoreKeys keys, List<SealedTable> tables) {
    this.database = database;
    this.cipher = cipher;
    this.keys = keys;
    this.tables = tables;
  }

  /**
   * How far a table has come.
   *
   * @param sealed texts that were sealed anew
   * @param unopened texts that do not open with any key, left as they are
   */
  public record Resealed(String table, int sealed, int unopened) {}

  @Override
  public void afterSingletonsInstantiated() {
    Set<String> missing = keysInUse();
    missing.removeAll(keys.ids());
    if (!missing.isEmpty()) {
      throw new UnusableStore(
          "The store has texts sealed with a key that is not in flipped-visit.store.keyset: key "
              + String.join(", ", missing)
              + ". Put the keyset file of this store back in place.",
          null);
    }
  }

  /** Ids of all keys that some row needs. */
  public Set<String> keysInUse() {
    var ids = new TreeSet<String>();
    for (SealedTable table : tables) {
      for (String column : table.sealedColumns()) {
        database
            .sql(
                "select distinct substring(%1$s from 1 for %2$d) from %3$s where %1$s is not null"
                    .formatted(column, StoreKeys.PREFIX, table.name()))
            .query((rows, number) -> StoreKeys.idOf(rows.getBytes(1)))
            .list()
            .forEach(ids::add);
      }
    }
    return ids;
  }

  /**
   * Seals everything with the primary key, a batch at a time. The app may run meanwhile: a text
   * that somebody changes is theirs. May be stopped at any moment and begun again; what is done is
   * done.
   */
  public List<Resealed> reseal() {
    var all = new ArrayList<Resealed>();
    for (SealedTable table : tables) {
      int done = 0;
      int unopened = 0;
      for (String column : table.sealedColumns()) {
        List<Object> after = List.of();
        List<Row> batch = batch(table, column, after);
        while (!batch.isEmpty()) {
          for (Row row : batch) {
            switch (reseal(table, column, row)) {
              case SEALED -> done++;
              case UNOPENED -> unopened++;
              case CHANGED -> {}
            }
          }
          after = batch.getLast().key();
          batch = batch(table, column, after);
        }
      }
      all.add(new Resealed(table.name(), done, unopened));
    }
    return all;
  }

  private record Row(List<Object> key, String name, byte[] sealed) {}

  private enum Done {
    SEALED,
    UNOPENED,
    CHANGED
  }

  private Done reseal(SealedTable table, String column, Row row) {
    String text;
    try {
      text = cipher.open(row.sealed(), row.name());
    } catch (IllegalStateException another) {
      return Done.UNOPENED;
    }
    int changed =
        database
            .sql(
                "update %s set %s = ? where %s and %s = ?"
                    .formatted(
                        table.name(),
                        column,
                        table.key().stream()
                            .map(one -> one + " = ?")
                            .collect(Collectors.joining(" and ")),
                        column))
            .param(cipher.seal(text, row.name()))
            .params(row.key())
            .param(row.sealed())
            .update();
    return changed == 1 ? Done.SEALED : Done.CHANGED;
  }

  /** The next rows, in the order of their keys, that another key than the primary has sealed. */
  private List<Row> batch(SealedTable table, String column, List<Object> after) {
    String key = String.join(", ", table.key());
    String behind =
        after.isEmpty()
            ? ""
            : "and (%s) > (%s)"
                .formatted(key, String.join(", ", Collections.nCopies(after.size(), "?")));
    return database
        .sql(
            "select * from %s where substring(%s from 1 for %d) <> ? %s order by %s fetch first %d rows only"
                .formatted(table.name(), column, StoreKeys.PREFIX, behind, key, BATCH))
        .param(keys.primaryPrefix())
        .params(after)
        .query((rows, number) -> row(table, column, rows))
        .list();
  }

  private static Row row(SealedTable table, String column, ResultSet rows) throws SQLException {
    var key = new ArrayList<Object>();
    for (String one : table.key()) {
      key.add(rows.getObject(one));
    }
    return new Row(key, nameOf(table, rows), rows.getBytes(column));
  }

  /** What the row was called when it was sealed. */
  static String nameOf(SealedTable table, ResultSet rows) throws SQLException {
    var name = new ArrayList<String>();
    name.add(table.name());
    for (String one : table.ownerColumns()) {
      name.add(rows.getString(one));
    }
    var rest = new ArrayList<String>();
    for (String one : table.rowName()) {
      rest.add(rows.getString(one));
    }
    name.add(String.join("|", rest));
    return String.join("|", name);
  }
}
