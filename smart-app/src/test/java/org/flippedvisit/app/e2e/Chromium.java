package org.flippedvisit.app.e2e;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.AxeResults;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real Chromium, from {@code CHROMIUM}, one for all browser tests. Whoever came in a test leaves
 * after it: a page that stays open keeps both servers and the processor busy. Without a browser the
 * tests are skipped on a developer's machine, and fail in CI.
 */
final class Chromium implements BeforeAllCallback, AfterEachCallback {
  private static final int PATIENCE = 45_000;

  private static final List<String> ARGUMENTS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-background-networking",
          "--disable-component-update");

  private final List<BrowserContext> people = new ArrayList<>();
  private @Nullable Started started;

  /** The browser itself, until the last test has run. */
  private record Started(Path executable, Playwright playwright, Browser browser)
      implements AutoCloseable {
    static Started fresh() {
      Path executable = Chromium.executable();
      PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
      Playwright playwright =
          Playwright.create(
              new Playwright.CreateOptions()
                  .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
      Browser browser =
          playwright
              .chromium()
              .launch(
                  new BrowserType.LaunchOptions().setExecutablePath(executable).setArgs(ARGUMENTS));
      return new Started(executable, playwright, browser);
    }

    @Override
    public void close() {
      browser.close();
      playwright.close();
    }
  }

  @Override
  public void beforeAll(ExtensionContext tests) {
    started =
        tests
            .getRoot()
            .getStore(ExtensionContext.Namespace.create(Chromium.class))
            .computeIfAbsent(Started.class, none -> Started.fresh(), Started.class);
  }

  @Override
  public void afterEach(ExtensionContext test) {
    people.forEach(BrowserContext::close);
    people.clear();
  }

  private Started started() {
    return Objects.requireNonNull(started, "an extension of a test");
  }

  private static Path executable() {
    String executable = System.getenv("CHROMIUM");
    if (executable == null || executable.isBlank()) {
      Assertions.assertNull(System.getenv("CI"), "CI has no browser: set CHROMIUM");
      Assumptions.abort("no browser: set CHROMIUM to a Chromium or Chrome");
    }
    return Path.of(Objects.requireNonNull(executable));
  }

  /**
   * A browser whose person has changed its settings.
   *
   * @param preferences Chromium's own {@code Preferences} file, as JSON
   */
  BrowserContext withSettings(String preferences) {
    try {
      Path profile =
          Files.createTempDirectory(Files.createDirectories(Path.of("target", "e2e")), "profile");
      Files.writeString(
          Files.createDirectory(profile.resolve("Default")).resolve("Preferences"), preferences);
      BrowserContext context =
          started()
              .playwright()
              .chromium()
              .launchPersistentContext(
                  profile,
                  new BrowserType.LaunchPersistentContextOptions()
                      .setExecutablePath(started().executable())
                      .setArgs(ARGUMENTS)
                      .setLocale("en-US")
                      .setViewportSize(1280, 900));
      return entered(context);
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }

  /** A person at a browser of their own: no cookie shared with anybody. */
  Page person(int width, int height, String language) {
    return person(
        new Browser.NewContextOptions().setViewportSize(width, height).setLocale(language));
  }

  /** At a desk with 1280 by 1024 pixels and everything at 400 %. */
  Page zoomed() {
    return person(
        new Browser.NewContextOptions()
            .setViewportSize(320, 256)
            .setDeviceScaleFactor(4)
            .setLocale("en-US"));
  }

  private Page person(Browser.NewContextOptions options) {
    return entered(started().browser().newContext(options)).newPage();
  }

  private BrowserContext entered(BrowserContext person) {
    person.setDefaultTimeout(PATIENCE);
    people.add(person);
    return person;
  }

  Page atDesk() {
    return person(1280, 900, "en-US");
  }

  Page onPhone() {
    return person(375, 740, "en-US");
  }

  /** The first text that stands in the main part of a page, as a screen reader would come to it. */
  static String firstTextInMain(Frame frame) {
    return (String)
        frame.evaluate(
            """
            () => {
              const main = document.querySelector('main');
              const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
              while (walker.nextNode()) {
                const text = walker.currentNode.textContent.trim();
                if (text && walker.currentNode.parentElement.checkVisibility()) return text;
              }
              return '';
            }
            """);
  }

  /**
   * The field for how the person likes to partner: there at once where nobody has answered, else
   * after asking again for a reason.
   *
   * @param body of the page or of the frame
   */
  static Locator preferenceWords(Locator body) {
    Locator words = body.getByTestId("preference-words").locator("textarea");
    Locator again = body.locator(".fv-partner").getByTestId("ask-again");
    words.or(again).first().waitFor();
    if (!words.isVisible()) {
      again.click();
      body.locator(".fv-partner").getByTestId("again-changed").click();
    }
    return words;
  }

  /** Fails on anything that axe calls a violation of WCAG 2.2 AA. */
  static void assertAccessible(Page page, String where) {
    var options = new AxeRunOptions();
    // Every node that passes would be sent too, in full: most of the time that a look takes.
    options.setResultTypes(List.of("violations"));
    AxeResults results =
        new AxeBuilder(page)
            .options(options)
            .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
            .analyze();
    Assertions.assertEquals(
        List.of(),
        results.getViolations().stream()
            .map(
                rule ->
                    rule.getId()
                        + ": "
                        + rule.getNodes().stream().map(node -> node.getHtml()).toList())
            .toList(),
        where);
  }

  /** Fails when a page has to be moved sideways to be read. */
  static void assertFits(Page page, String where) {
    Object over =
        page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth");
    Assertions.assertEquals(0, ((Number) over).intValue(), "wider than the screen: " + where);
  }
}
