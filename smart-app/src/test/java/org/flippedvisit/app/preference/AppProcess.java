package org.flippedvisit.app.preference;

import static org.flippedvisit.app.preference.AskingRoom.SON;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import org.flippedvisit.app.Application;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.launch.Launches;
import org.flippedvisit.app.launch.OpenChart;
import org.flippedvisit.app.ledger.WriteLedger;
import org.flippedvisit.app.patient.PatientService;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The whole app in a process of its own, to be killed: saves a preference at each EHR that it is
 * told, or settles what an earlier one left open there. What it found it says to who started it, on
 * its standard output, one line for each: {@code OPEN} and how many, {@code SETTLED} and the state,
 * {@code KEPT} and whether the words are there. The app's log goes the same way; no line of it
 * begins so.
 */
final class AppProcess {
  /** Of the database, and its password. */
  static final String USER = "app";

  private AppProcess() {}

  /**
   * An EHR as the process is told of it.
   *
   * @param token access token of who saves or settles
   * @param words what is said there
   */
  record At(String issuer, String token, String words) {
    String argument() {
      return String.join("|", issuer, token, words);
    }

    static At parse(String argument) {
      String[] parts = argument.split("\\|", 3);
      return new At(parts[0], parts[1], parts[2]);
    }

    /** The same after every start. */
    String ehrId() {
      return "ehr-" + issuer.replaceAll("\\D", "");
    }
  }

  static List<String> arguments(String act, Path store, List<At> ehrs) {
    var all = new ArrayList<>(List.of(act, store.toString()));
    ehrs.forEach(one -> all.add(one.argument()));
    return all;
  }

  static String database(Path store) {
    return "jdbc:h2:file:"
        + store.resolve("store")
        + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;WRITE_DELAY=0";
  }

  public static void main(String... arguments) {
    Path store = Path.of(arguments[1]);
    List<At> ehrs = Arrays.stream(arguments).skip(2).map(At::parse).toList();
    ConfigurableApplicationContext app =
        SpringApplication.run(
            Application.class,
            "--server.port=0",
            "--flipped-visit.store.keyset=" + store.resolve("keyset.json"),
            "--spring.datasource.url=" + database(store),
            "--spring.datasource.username=" + USER,
            "--spring.datasource.password=" + USER,
            "--flipped-visit.fhir.answer=60s",
            "--flipped-visit.ehrs[0].id=only",
            "--flipped-visit.ehrs[0].issuer=" + ehrs.getFirst().issuer(),
            "--flipped-visit.ehrs[0].client-id=flipped-visit");
    if (arguments[0].equals("save")) {
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        ehrs.forEach(one -> threads.execute(() -> save(app, one)));
      }
    } else {
      ehrs.forEach(one -> settle(app, one));
    }
    app.close();
  }

  private static void save(ConfigurableApplicationContext app, At at) {
    Launch launch = launch(app, at);
    var preferences = app.getBean(PreferenceService.class);
    var said =
        AskingRoom.said(
            app.getBean(PatientService.class).people(launch).join(), launch, SON, at.words());
    preferences.record(launch, said, WriteLedger.newKey());
  }

  private static void settle(ConfigurableApplicationContext app, At at) {
    Launch launch = launch(app, at);
    var ledger = app.getBean(WriteLedger.class);
    System.out.println("OPEN " + ledger.open(launch).size());
    for (int again = 0; again < 2; again++) {
      ledger
          .open(launch)
          .forEach(one -> System.out.println("SETTLED " + ledger.settle(launch, one).state()));
    }
    boolean isKept =
        app.getBean(PreferenceService.class).preferences(launch).join().all().stream()
            .anyMatch(one -> one.line().startsWith(at.words()));
    System.out.println("KEPT " + isKept);
  }

  private static Launch launch(ConfigurableApplicationContext app, At at) {
    return OpenChart.byAssistant(
        app.getBean(Launches.class),
        at.issuer(),
        at.ehrId(),
        "lena-ortiz",
        "noah",
        "noah-today",
        at.token());
  }
}
