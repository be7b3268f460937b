package org.flippedvisit.app.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flippedvisit.app.testing.AppTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every table with rows about patients has an owner that describes it, so that no export, erasure
 * or change of keys leaves one out. The database says what there is.
 */
@AppTest
@Tag("store")
class StoreTablesTest {
  private static final Set<Integer> BYTES =
      Set.of(Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB);

  private final DataSource database;
  private final Map<String, PatientTable> described;

  private final List<SealedTable> sealed;

  StoreTablesTest(DataSource database, List<PatientTable> tables, List<SealedTable> sealed) {
    this.database = database;
    this.sealed = sealed;
    described = tables.stream().collect(Collectors.toMap(PatientTable::name, Function.identity()));
  }

  @Test
  void haveAnOwnerEach() throws SQLException {
    assertThat(columns().entrySet())
        .filteredOn(table -> table.getValue().containsKey("patient_id"))
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrderElementsOf(described.keySet())
        .hasSizeGreaterThanOrEqualTo(5);
  }

  /** With a new key nothing may stay sealed with the old one, whoever's it is. */
  @Test
  void haveAnOwnerWhereAnythingIsSealedInThem() throws SQLException {
    assertThat(columns().entrySet())
        .filteredOn(table -> table.getValue().values().stream().anyMatch(BYTES::contains))
        .extracting(Map.Entry::getKey)
        .isSubsetOf(sealed.stream().map(SealedTable::name).toList())
        .contains("reflection", "agenda");
  }

  @Test
  void sayWhichOfTheirColumnsAreSealed() throws SQLException {
    Map<String, Map<String, Integer>> columns = columns();
    for (SealedTable table : sealed) {
      assertThat(columns.getOrDefault(table.name(), Map.of()).entrySet())
          .as(table.name())
          .filteredOn(column -> BYTES.contains(column.getValue()))
          .extracting(Map.Entry::getKey)
          .containsExactlyInAnyOrderElementsOf(table.sealedColumns());
      assertThat(columns.getOrDefault(table.name(), Map.of()).keySet())
          .containsAll(table.ownerColumns())
          .containsAll(table.rowName());
    }
  }

  @Test
  void sayTheirPrimaryKeys() throws SQLException {
    try (var connection = database.getConnection()) {
      for (SealedTable table : sealed) {
        var key = new TreeSet<String>();
        try (ResultSet rows =
            connection.getMetaData().getPrimaryKeys(null, connection.getSchema(), table.name())) {
          while (rows.next()) {
            key.add(rows.getString("COLUMN_NAME"));
          }
        }
        assertThat(table.key()).as(table.name()).containsExactlyInAnyOrderElementsOf(key);
      }
    }
  }

  /** JDBC type of every column of every table of the app. */
  private Map<String, Map<String, Integer>> columns() throws SQLException {
    var tables = new TreeMap<String, Map<String, Integer>>();
    try (var connection = database.getConnection()) {
      DatabaseMetaData metadata = connection.getMetaData();
      try (ResultSet rows = metadata.getColumns(null, connection.getSchema(), "%", "%")) {
        while (rows.next()) {
          tables
              .computeIfAbsent(rows.getString("TABLE_NAME"), name -> new TreeMap<>())
              .put(
                  rows.getString("COLUMN_NAME"),
                  "uuid".equalsIgnoreCase(rows.getString("TYPE_NAME")) // bytes too, to H2
                      ? Types.OTHER
                      : rows.getInt("DATA_TYPE"));
        }
      }
    }
    return tables;
  }
}
