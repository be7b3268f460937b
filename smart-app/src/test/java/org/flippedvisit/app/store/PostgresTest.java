package org.flippedvisit.app.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.flippedvisit.app.testing.AppTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** That the tests of the store which are to run on PostgreSQL do run there. */
@AppTest
@Tag("postgresql")
class PostgresTest {
  private final DataSource database;

  PostgresTest(DataSource database) {
    this.database = database;
  }

  @Test
  void isTheDatabaseOfThisRun() throws SQLException {
    try (var connection = database.getConnection()) {
      var product = connection.getMetaData();
      assertThat(product.getDatabaseProductName()).isEqualTo("PostgreSQL");
      assertThat(product.getDatabaseMajorVersion()).isEqualTo(17);
    }
  }
}
