package org.flippedvisit.app.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.util.RawValue;

/** Everything that the store keeps about one patient, in whichever module's table. */
@Component
public final class PatientData {
  private static final String OF_PATIENT = " where record = ? and tenant = ? and patient_id = ?";

  private static final Map<String, Boolean> UNOPENED = Map.of("unopened", true);

  private final JdbcClient database;
  private final PhiCipher cipher;
  private final TransactionOperations transaction;
  private final List<PatientTable> tables;
  private final JsonMapper json = new JsonMapper();

  PatientData(
      JdbcClient database,
      PhiCipher cipher,
      TransactionOperations transaction,
      List<PatientTable> tables) {
    this.database = database;
    this.cipher = cipher;
    this.transaction = transaction;
    this.tables = tables;
  }

  /**
   * What became of the rows of one table.
   *
   * @param keptBecause null where they were erased
   */
  public record Erased(String table, int rows, @Nullable String keptBecause) {}

  /** How many rows there are in each table. */
  public Map<String, Integer> count(PatientKey patient) {
    var counts = new LinkedHashMap<String, Integer>();
    tables.forEach(table -> counts.put(table.name(), count(table, patient, "")));
    return counts;
  }

  /**
   * Rows about which somebody still has to do something, by table; nothing where there are none.
   */
  public Map<String, Integer> open(PatientKey patient) {
    var counts = new LinkedHashMap<String, Integer>();
    for (PatientTable table : tables) {
      table
          .open()
          .map(open -> count(table, patient, " and (" + open + ")"))
          .filter(rows -> rows > 0)
          .ifPresent(rows -> counts.put(table.name(), rows));
    }
    return counts;
  }

  private int count(PatientTable table, PatientKey patient, String condition) {
    return database
        .sql("select count(*) from " + table.name() + OF_PATIENT + condition)
        .params(patient.record(), patient.tenant(), patient.patientId())
        .query(Integer.class)
        .single();
  }

  /**
   * Writes every row as one line of JSON: the table, and its columns by name, with what is sealed
   * in them opened.
   *
   * @return how many texts do not open, with {@code {"unopened": true}} in their places
   */
  public int export(PatientKey patient, Writer to) {
    int unopened = 0;
    for (PatientTable table : tables) {
      List<Map<String, @Nullable Object>> rows =
          database
              .sql(
                  "select * from "
                      + table.name()
                      + OF_PATIENT
                      + " order by "
                      + String.join(", ", table.key()))
              .params(patient.record(), patient.tenant(), patient.patientId())
              .query((row, number) -> columns(table, row))
              .list();
      for (Map<String, @Nullable Object> row : rows) {
        write(to, json.writeValueAsString(row));
        unopened += Collections.frequency(row.values(), UNOPENED);
      }
    }
    return unopened;
  }

  private static void write(Writer to, String line) {
    try {
      to.append(line).append('\n');
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }

  private Map<String, @Nullable Object> columns(PatientTable table, ResultSet rows)
      throws SQLException {
    var row = new LinkedHashMap<String, @Nullable Object>();
    row.put("table", table.name());
    ResultSetMetaData columns = rows.getMetaData();
    for (int one = 1; one <= columns.getColumnCount(); one++) {
      String column = columns.getColumnName(one).toLowerCase(Locale.ROOT);
      row.put(
          column,
          table.sealedColumns().contains(column)
              ? opened(table, rows, one)
              : value(rows, one, columns.getColumnType(one)));
    }
    return row;
  }

  private @Nullable Object opened(PatientTable table, ResultSet rows, int column)
      throws SQLException {
    byte[] sealed = rows.getBytes(column);
    if (sealed == null) {
      return null;
    }
    try {
      return asIs(cipher.open(sealed, SealedRows.nameOf(table, rows)));
    } catch (IllegalStateException anotherKeyOrRow) {
      return UNOPENED;
    }
  }

  /** JSON stays as it is, digit for digit, on one line; anything else becomes a string. */
  private Object asIs(String text) {
    try {
      json.readTree(text);
      return new RawValue(text.replace('\n', ' ').replace('\r', ' '));
    } catch (JacksonException noJson) {
      return text;
    }
  }

  private static @Nullable Object value(ResultSet rows, int column, int type) throws SQLException {
    return switch (type) {
      case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> {
        var at = rows.getObject(column, OffsetDateTime.class);
        yield at == null ? null : at.toInstant().toString();
      }
      case Types.BOOLEAN, Types.BIT, Types.INTEGER, Types.BIGINT -> rows.getObject(column);
      default -> rows.getString(column);
    };
  }

  /**
   * Erases every row that does not have to stay, all or none. Backups keep theirs until they are
   * gone.
   */
  public List<Erased> erase(PatientKey patient) {
    return transaction.execute(
        status -> tables.stream().map(table -> erase(table, patient)).toList());
  }

  private Erased erase(PatientTable table, PatientKey patient) {
    return table
        .keptBecause()
        .map(why -> new Erased(table.name(), count(table, patient, ""), why))
        .orElseGet(
            () ->
                new Erased(
                    table.name(),
                    database
                        .sql("delete from " + table.name() + OF_PATIENT)
                        .params(patient.record(), patient.tenant(), patient.patientId())
                        .update(),
                    null));
  }
}
