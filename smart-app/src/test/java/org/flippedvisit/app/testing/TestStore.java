package org.flippedvisit.app.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The database of the tests: H2 as it is by default, or PostgreSQL as in production where {@code
 * flipped-visit.test.store} says so. Tests tagged {@code store} run on both (smart-app/pom.xml).
 */
public final class TestStore {
  /** Whether this run is on PostgreSQL. */
  public static final boolean IS_POSTGRESQL =
      "postgresql".equals(System.getProperty("flipped-visit.test.store"));

  private static final String H2 =
      ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;WRITE_DELAY=0";

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private TestStore() {}

  static List<String> settings() {
    return IS_POSTGRESQL
        ? List.of(
            "spring.datasource.url=" + TestPostgres.url(), "spring.datasource.username=postgres")
        : List.of("spring.datasource.url=jdbc:h2:file:" + TestSettings.STORE.resolve("store") + H2);
  }

  /**
   * Settings of an app with an empty store of its own.
   *
   * @param keyset where its keys are to be
   */
  public static List<String> empty(Path keyset) {
    String name = "empty_" + NUMBER.incrementAndGet();
    String url =
        IS_POSTGRESQL
            ? TestPostgres.urlOfNew(name)
            : "jdbc:h2:file:" + TestSettings.STORE.resolve(name) + H2;
    return List.of(
        "spring.datasource.url=" + url,
        "spring.datasource.username=" + (IS_POSTGRESQL ? "postgres" : "sa"),
        "flipped-visit.store.keyset=" + keyset);
  }

  /** SQL that puts on the disk what the database still has in memory. */
  public static String checkpoint() {
    return IS_POSTGRESQL ? "checkpoint" : "checkpoint sync";
  }

  /** All the bytes of the database's files, each as one character. */
  public static String bytes() throws IOException {
    try (Stream<byte[]> files = IS_POSTGRESQL ? TestPostgres.files() : files()) {
      return files
          .map(file -> new String(file, StandardCharsets.ISO_8859_1))
          .collect(Collectors.joining());
    }
  }

  private static Stream<byte[]> files() throws IOException {
    return Stream.of(Files.readAllBytes(TestSettings.STORE.resolve("store.mv.db")));
  }
}
