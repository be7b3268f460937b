package org.flippedvisit.app.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The sandbox EHR and the app as two processes, started once for all browser tests from what the
 * build packaged. {@code -De2e.ehr=… -De2e.app=…} uses servers that run already.
 */
final class Servers {
  private static final Duration START = Duration.ofMinutes(5);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static @Nullable Servers running;

  private final String ehrUrl;
  private final String appUrl;
  private final Path folder;
  private @Nullable Process app;

  private Servers(String ehrUrl, String appUrl, Path folder) {
    this.ehrUrl = ehrUrl;
    this.appUrl = appUrl;
    this.folder = folder;
  }

  static synchronized Servers running() {
    Servers servers = running;
    if (servers == null) {
      servers = start();
      running = servers;
    }
    return servers;
  }

  String ehrUrl() {
    return ehrUrl;
  }

  String appUrl() {
    return appUrl;
  }

  /**
   * Kills the app as a power cut would, and starts it again on the same store.
   *
   * @param settings command line arguments that differ from the usual
   */
  void killAndRestartApp(String... settings) {
    Objects.requireNonNull(app, "the app is not ours").destroyForcibly().onExit().join();
    startApp(settings);
  }

  boolean ownsApp() {
    return app != null;
  }

  private static Servers start() {
    String ehr = System.getProperty("e2e.ehr");
    String app = System.getProperty("e2e.app");
    try {
      Path folder = Files.createDirectories(Path.of("target", "e2e"));
      if (ehr != null && app != null) {
        return new Servers(ehr, app, folder);
      }
      var servers =
          new Servers(
              "http://localhost:" + freePort(),
              // Another site than the EHR's, as in life: every frame of the app is a third party's.
              "http://127.0.0.1:" + freePort(),
              Files.createTempDirectory(folder, "run"));
      servers.startEhr();
      servers.startApp();
      return servers;
    } catch (IOException unusable) {
      throw new UncheckedIOException(unusable);
    }
  }

  private void startEhr() {
    var jar = Path.of("..", "test-fixtures", "sandbox-ehr", "target", "sandbox-ehr.jar");
    start(
        "sandbox-ehr",
        List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
        jar,
        List.of("--sandbox.app-url=" + appUrl),
        Map.of("SANDBOX_EHR_PORT", port(ehrUrl)));
    await(ehrUrl + "/fhir/.well-known/smart-configuration");
  }

  private void startApp(String... settings) {
    var arguments =
        new ArrayList<>(
            List.of(
                "--spring.profiles.active=sandbox",
                "--flipped-visit.public-url=" + appUrl,
                "--flipped-visit.store.keyset=" + folder.resolve("keyset.json").toAbsolutePath(),
                "--spring.datasource.url=jdbc:h2:file:"
                    + folder.resolve("store").toAbsolutePath()
                    + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;WRITE_DELAY=0",
                "--flipped-visit.fhir.answer=8s"));
    arguments.addAll(List.of(settings));
    app =
        start(
            "app",
            List.of("-Xmx512m", "-XX:TieredStopAtLevel=1"),
            Path.of("target", "flipped-visit-exec.jar"),
            arguments,
            Map.of("FLIPPEDVISIT_PORT", port(appUrl), "SANDBOX_EHR_PORT", port(ehrUrl)));
    await(appUrl + "/actuator/health");
  }

  private Process start(
      String name,
      List<String> vm,
      Path jar,
      List<String> arguments,
      Map<String, String> environment) {
    if (!Files.exists(jar)) {
      throw new IllegalStateException(jar + " is not built: run ./test, or mvn verify");
    }
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(vm);
    command.addAll(List.of("-jar", jar.toAbsolutePath().toString()));
    command.addAll(arguments);
    try {
      var builder =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(
                  ProcessBuilder.Redirect.appendTo(folder.resolve(name + ".log").toFile()));
      builder.environment().putAll(environment);
      Process process = builder.start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      return process;
    } catch (IOException cannot) {
      throw new UncheckedIOException(cannot);
    }
  }

  private void await(String url) {
    Instant giveUp = Instant.now().plus(START);
    var request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(5)).build();
    while (Instant.now().isBefore(giveUp)) {
      try {
        if (HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
          return;
        }
      } catch (IOException notYet) {
        // asked again below
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(stopped);
      }
      pause();
    }
    throw new IllegalStateException(url + " does not answer; see the logs in " + folder);
  }

  private static void pause() {
    try {
      Thread.sleep(200); // between two looks at a starting server
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  private static String port(String url) {
    return String.valueOf(URI.create(url).getPort());
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
