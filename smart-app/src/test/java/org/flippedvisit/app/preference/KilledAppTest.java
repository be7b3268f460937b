package org.flippedvisit.app.preference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.flippedvisit.app.launch.OpenChart;
import org.flippedvisit.fixtures.fakeehr.FakeEhr;
import org.flippedvisit.fixtures.fakeehr.Fault;
import org.flippedvisit.fixtures.fakeehr.Interaction;
import org.flippedvisit.fixtures.fakeehr.Launch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The app is killed (SIGKILL) while a note is on its way: after the next start there is one note,
 * both where it had arrived and where it had not.
 */
class KilledAppTest {
  private static final Interaction NOTE = Interaction.create("DocumentReference");
  private static final Launch CONTEXT = Launch.of("Practitioner/lena-ortiz", "noah", "noah-today");

  /** Stores what it is sent, and stores it twice if it is sent twice. */
  private final FakeEhr arrived = AskingRoom.ehr().withoutConditionalCreate();

  private final FakeEhr lost = AskingRoom.ehr();
  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void stop() {
    started.forEach(Process::destroyForcibly);
    arrived.close();
    lost.close();
  }

  @Test
  void hasOneNoteAfterItWasKilledBetweenLedgerAndAnswer(@TempDir Path store) throws Exception {
    var atArrived = at(arrived);
    var atLost = at(lost);
    arrived.fault(NOTE, Fault.STORED_THEN_TIMEOUT);
    lost.fault(NOTE, Fault.TIMEOUT);
    Process saving = start("save", store, atArrived, atLost);
    Awaitility.await()
        .dontCatchUncaughtExceptions() // of what an earlier test left under way
        .atMost(Duration.ofMinutes(3))
        .until(
            () ->
                !saving.isAlive()
                    || (!arrived.requestsTo(NOTE).isEmpty() && !lost.requestsTo(NOTE).isEmpty()));
    assertThat(saving.isAlive()).as("waits for its answers:%n%s", said(store)).isTrue();

    saving.destroyForcibly().waitFor();

    arrived.clearFaults();
    lost.clearFaults();
    assertThat(AskingRoom.inTheChart(arrived, atArrived.words())).hasSize(1);
    assertThat(AskingRoom.inTheChart(lost, atLost.words())).isEmpty();
    assertThat(anHourPasses(store)).as("notes that were on their way").isEqualTo(2);
    Process settling = start("settle", store, atArrived, atLost);
    assertThat(settling.waitFor()).isZero();

    assertThat(AskingRoom.inTheChart(arrived, atArrived.words())).hasSize(1);
    assertThat(arrived.requestsTo(NOTE)).as("not sent again").hasSize(1);
    assertThat(AskingRoom.inTheChart(lost, atLost.words())).hasSize(1);
    assertThat(lost.requestsTo(NOTE)).hasSize(2);
    assertThat(said(store)).contains("SETTLED CONFIRMED", "KEPT true").doesNotContain("KEPT false");
  }

  private static AppProcess.At at(FakeEhr ehr) {
    return new AppProcess.At(
        ehr.issuer(), ehr.issueToken(CONTEXT, OpenChart.STAFF_SCOPE), AskingRoom.newWords());
  }

  private Process start(String act, Path store, AppProcess.At... ehrs) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx400m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp"));
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(AppProcess.class.getName());
    command.addAll(AppProcess.arguments(act, store, List.of(ehrs)));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log(store).toFile()))
            .start();
    started.add(process);
    return process;
  }

  private static Path log(Path store) {
    return store.resolve("app.log");
  }

  private static String said(Path store) throws IOException {
    return Files.readString(log(store));
  }

  /** So that nobody waits for an answer any more. */
  private static int anHourPasses(Path store) throws SQLException {
    try (Connection database =
            DriverManager.getConnection(
                AppProcess.database(store), AppProcess.USER, AppProcess.USER);
        Statement statement = database.createStatement();
        ResultSet sent =
            statement.executeQuery(
                "select count(*) from write_ledger where kind = 'PREFERENCE_NOTE' and state = 'SENT'")) {
      sent.next();
      int count = sent.getInt(1);
      statement.executeUpdate(
          "update write_ledger set updated_at = updated_at - interval '1' hour");
      return count;
    }
  }
}
