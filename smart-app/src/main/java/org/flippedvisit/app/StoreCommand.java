package org.flippedvisit.app;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.flippedvisit.app.audit.AuditTrail;
import org.flippedvisit.app.audit.AuditTrail.NotAudited;
import org.flippedvisit.app.store.PatientData;
import org.flippedvisit.app.store.PatientKey;
import org.flippedvisit.app.store.SealedRows;
import org.flippedvisit.app.store.StoreKeys;
import org.flippedvisit.app.store.UnusableStore;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeansException;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * What an operator does to the store from the command line (docs/store.md): {@code java -jar
 * flipped-visit-exec.jar store …}. With H2 the app has to be stopped meanwhile, with PostgreSQL it
 * may run.
 */
final class StoreCommand {
  private static final String USAGE =
      """
      store keys                                which keys there are, and which rows need them
      store add-key                             a new key seals from now on; the others still open
      store reseal                              seals everything with that key; may be begun again
      store remove-keys                         takes out the keys that no row needs any more
      store export RECORD/TENANT/PATIENT FILE   everything about one patient, as JSON lines
      store erase RECORD/TENANT/PATIENT --confirm=RECORD/TENANT/PATIENT [--open-too]
      TENANT may be empty: RECORD//PATIENT. Settings of the app follow as --name=value.
      """;

  /** Neither a record's id nor a FHIR id has a slash; a tenant may. */
  private static final Pattern PATIENT = Pattern.compile("([^/]+)/(.*)/([^/]+)");

  private static final String CONFIRM = "--confirm=";
  private static final String OPEN_TOO = "--open-too";
  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int MISUSED = 2;

  private final ApplicationContext app;
  private final PrintStream out;

  private StoreCommand(ApplicationContext app, PrintStream out) {
    this.app = app;
    this.out = out;
  }

  static boolean isMeant(String[] arguments) {
    return arguments.length > 0 && arguments[0].equals("store");
  }

  /**
   * Runs one command.
   *
   * @return 0 when it was done, 1 when it was not, 2 when it cannot be understood
   */
  static int run(String[] arguments, PrintStream out) {
    List<String> words =
        Arrays.stream(arguments).skip(1).filter(one -> !one.startsWith("--")).toList();
    List<String> options = Arrays.stream(arguments).filter(one -> one.startsWith("--")).toList();
    if (words.isEmpty()
        || words.size() != 1 + operands(words.getFirst())
        || (words.size() > 1 && !PATIENT.matcher(words.get(1)).matches())) {
      out.print(USAGE);
      return MISUSED;
    }
    try (var app =
        new SpringApplicationBuilder(StoreOperations.class)
            .web(WebApplicationType.NONE)
            .bannerMode(Banner.Mode.OFF)
            .properties("logging.level.root=warn")
            .run(options.toArray(String[]::new))) {
      return new StoreCommand(app, out).run(words, options);
    } catch (UnusableStore | NotAudited | DataAccessException | BeansException why) {
      out.println("Not done: " + sentence(why));
      return FAILED;
    }
  }

  /** Ours where there is one, else what the database says. */
  private static @Nullable String sentence(Throwable why) {
    for (Throwable cause = why; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnusableStore) {
        return cause.getMessage();
      }
    }
    return NestedExceptionUtils.getMostSpecificCause(why).getMessage();
  }

  private static int operands(String command) {
    return switch (command) {
      case "keys", "add-key", "reseal", "remove-keys" -> 0;
      case "erase" -> 1;
      case "export" -> 2;
      default -> -1;
    };
  }

  private int run(List<String> words, List<String> options) {
    return switch (words.getFirst()) {
      case "keys" -> keys();
      case "add-key" -> addKey();
      case "reseal" -> reseal();
      case "remove-keys" -> removeKeys();
      case "export" -> export(words.get(1), Path.of(words.get(2)));
      default -> erase(words.get(1), options);
    };
  }

  private int keys() {
    StoreKeys keys = app.getBean(StoreKeys.class);
    Set<String> needed = app.getBean(SealedRows.class).keysInUse();
    for (String id : keys.ids()) {
      out.printf(
          "key %s%s%s%n",
          id,
          id.equals(keys.primary()) ? ", seals" : "",
          needed.contains(id) ? ", needed by rows" : ", needed by no row");
    }
    return DONE;
  }

  private int addKey() {
    app.getBean(StoreKeys.class).add();
    out.println("Back up the keyset file now. Then: store reseal");
    return keys();
  }

  private int reseal() {
    int unopened = 0;
    for (SealedRows.Resealed table : app.getBean(SealedRows.class).reseal()) {
      out.printf("%s: %d sealed anew%n", table.table(), table.sealed());
      if (table.unopened() > 0) {
        out.printf(
            "%s: %d do not open with any key, left as they are%n", table.table(), table.unopened());
      }
      unopened += table.unopened();
    }
    keys();
    return unopened == 0 ? DONE : FAILED;
  }

  private int removeKeys() {
    app.getBean(StoreKeys.class).keepOnly(app.getBean(SealedRows.class).keysInUse());
    out.println("Keep the former keyset file for as long as there are backups from before.");
    return keys();
  }

  private int export(String id, Path file) {
    PatientKey patient = patient(id);
    PatientData data = app.getBean(PatientData.class);
    int unopened;
    try (Writer to = create(file)) {
      app.getBean(AuditTrail.class).exported(patient, operator());
      unopened = data.export(patient, to);
    } catch (FileAlreadyExistsException there) {
      out.println(file + " is there already: choose another file.");
      return FAILED;
    } catch (IOException | UncheckedIOException unwritable) {
      out.println(file + " cannot be written, and is not complete: " + unwritable.getMessage());
      return FAILED;
    }
    data.count(patient).forEach((table, rows) -> out.printf("%s: %d rows%n", table, rows));
    out.println("Everything in " + file + " is readable: keep it as you keep a chart.");
    if (unopened > 0) {
      out.println(unopened + " texts do not open with any key, and are marked so.");
    }
    return unopened == 0 ? DONE : FAILED;
  }

  /** For its owner alone, and never over another file. */
  private static Writer create(Path file) throws IOException {
    boolean isPosix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] attributes =
        isPosix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[] {};
    return new BufferedWriter(
        Channels.newWriter(
            Files.newByteChannel(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes),
            StandardCharsets.UTF_8));
  }

  private int erase(String id, List<String> options) {
    PatientKey patient = patient(id);
    PatientData data = app.getBean(PatientData.class);
    if (!options.contains(CONFIRM + id)) {
      out.println("Nothing was erased. To erase these rows for good add " + CONFIRM + id);
      data.count(patient).forEach((table, rows) -> out.printf("%s: %d rows%n", table, rows));
      return FAILED;
    }
    Map<String, Integer> open = data.open(patient);
    if (!open.isEmpty() && !options.contains(OPEN_TOO)) {
      out.println(
          "Nothing was erased: not settled yet, and perhaps nowhere else: "
              + open.entrySet().stream()
                  .map(table -> table.getKey() + ": " + table.getValue())
                  .collect(Collectors.joining(", "))
              + ". Settle them in the app, or add "
              + OPEN_TOO);
      return FAILED;
    }
    List<PatientData.Erased> erased =
        app.getBean(TransactionOperations.class)
            .execute(
                both -> {
                  app.getBean(AuditTrail.class).erased(patient, operator());
                  return data.erase(patient);
                });
    for (PatientData.Erased table : erased) {
      String why = table.keptBecause();
      out.printf(
          "%s: %d rows %s%n",
          table.table(), table.rows(), why == null ? "erased" : "kept, since " + why);
    }
    out.println("Backups still have them, and the chart keeps what was sent to it.");
    return DONE;
  }

  private static PatientKey patient(String id) {
    Matcher parts = PATIENT.matcher(id);
    if (!parts.matches()) {
      throw new IllegalArgumentException(id);
    }
    return new PatientKey(parts.group(1), parts.group(2), parts.group(3));
  }

  private static String operator() {
    return System.getProperty("user.name", "");
  }
}
