package org.flippedvisit.app.e2e;

import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The app with settings of a site of its own, for the tests of one class. */
final class AppRestarted implements BeforeAllCallback, AfterAllCallback {
  private final Supplier<Stream<String>> settings;
  private boolean isOurs;

  private AppRestarted(Supplier<Stream<String>> settings) {
    this.settings = settings;
  }

  /**
   * Restarts it before the first test and again after the last.
   *
   * @param settings command line arguments that differ from the usual; known once both servers run
   */
  static AppRestarted with(Supplier<Stream<String>> settings) {
    return new AppRestarted(settings);
  }

  @Override
  public void beforeAll(ExtensionContext tests) {
    Assumptions.assumeTrue(Servers.running().ownsApp(), "the app is not this test's to restart");
    isOurs = true;
    restart();
  }

  /** As a power cut would, and with the same settings again. */
  void restart() {
    Servers.running().killAndRestartApp(settings.get().toArray(String[]::new));
  }

  @Override
  public void afterAll(ExtensionContext tests) {
    if (isOurs) {
      Servers.running().killAndRestartApp();
    }
  }
}
