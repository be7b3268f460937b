package org.flippedvisit.app.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * A real PostgreSQL, from binaries that Maven brings, up for as long as the tests run. PostgreSQL
 * refuses to run as root: there it runs in a user namespace ({@code unshare -U}), and where a
 * container forbids those the tests fail and say so, they are never skipped.
 */
final class TestPostgres {
  private static final Path DATA = folder();
  private static final EmbeddedPostgres SERVER = start();

  private TestPostgres() {}

  static String url() {
    return SERVER.getJdbcUrl("postgres", "postgres");
  }

  /** Another database on the same server, with nothing in it. */
  static String urlOfNew(String name) {
    try (var connection = SERVER.getPostgresDatabase().getConnection();
        var sql = connection.createStatement()) {
      sql.execute("create database " + name);
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
    return SERVER.getJdbcUrl("postgres", name);
  }

  /** Everything the server has written, for a look at what is not to be in it. */
  static Stream<byte[]> files() throws IOException {
    try (Stream<Path> all = Files.walk(DATA)) {
      return all.filter(Files::isRegularFile).map(TestPostgres::bytes).toList().stream();
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException gone) { // the server removes files of its own
      return new byte[0];
    }
  }

  private static EmbeddedPostgres start() {
    try {
      return EmbeddedPostgres.builder()
          .setDataDirectory(DATA)
          .setOverrideWorkingDirectory(binaries())
          .setPGStartupWait(Duration.ofMinutes(1))
          .start();
    } catch (IOException | RuntimeException failed) {
      throw new IllegalStateException(
          "PostgreSQL does not start, so the store is not tested on it. As root it needs user"
              + " namespaces (unshare -U); else run the tests as another user.",
          failed);
    }
  }

  /** A folder for each user, who may not write to another's. */
  private static File binaries() {
    return new File(
        System.getProperty("java.io.tmpdir"),
        "flipped-visit-postgres-binaries-" + System.getProperty("user.name"));
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("flipped-visit-postgres");
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }
}
