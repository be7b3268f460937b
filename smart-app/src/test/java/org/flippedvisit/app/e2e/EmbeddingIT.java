package org.flippedvisit.app.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/**
 * The app inside the page of another site, as it is in every EHR: with third-party cookies blocked,
 * with its storage blocked, with its cookies refused.
 */
final class EmbeddingIT {
  /** What Chromium's "Block third-party cookies" writes. */
  private static final String BLOCKING_THIRD_PARTIES =
      """
      {"profile": {"cookie_controls_mode": 1, "block_third_party_cookies": true}}
      """;

  @RegisterExtension private static final Chromium chromium = new Chromium();
  @RegisterExtension private static final InspectedEhr ehr = new InspectedEhr();

  private static String ehrUrl;
  private static String appUrl;

  @BeforeAll
  static void open() {
    ehrUrl = Servers.running().ehrUrl();
    appUrl = Servers.running().appUrl();
  }

  @Test
  void isAnotherSiteThanTheEhr() {
    assertThat(URI.create(appUrl).getHost()).isNotEqualTo(URI.create(ehrUrl).getHost());
  }

  @Test
  void launchesSavesAndReloadsWithThirdPartyCookiesBlocked() {
    Page chart = chromium.withSettings(BLOCKING_THIRD_PARTIES).newPage();
    showFrames(chart, ehr.launch("Practitioner/lena-ortiz", "amina", "&intent=rooming"));
    FrameLocator app = chart.frameLocator("iframe").first();
    assertThat(app.locator(".fv-name")).hasText("Amina");

    savePreference(app, "Short answers, please");

    assertThat(notesWith("Short answers, please"))
        .singleElement()
        .satisfies(note -> assertThat(subjectOf(note)).isEqualTo("Patient/amina"));
    chart.frames().get(1).evaluate("location.reload()");
    assertThat(app.locator(".fv-partner")).containsText("Short answers, please");
  }

  @Test
  void keepsTwoChartsOpenedAtOnceApart() {
    Page chart = chromium.withSettings(BLOCKING_THIRD_PARTIES).newPage();
    showFrames(
        chart,
        ehr.launch("Practitioner/lena-ortiz", "ruth", "&intent=rooming"),
        ehr.launch("Practitioner/dr-osei", "dale", "&intent=rooming"));
    FrameLocator ruth = chart.frameLocator("iframe").nth(0);
    FrameLocator dale = chart.frameLocator("iframe").nth(1);
    assertThat(ruth.locator(".fv-name")).hasText("Ruth");
    assertThat(dale.locator(".fv-name")).hasText("Dale");

    savePreference(dale, "For Dale alone");
    savePreference(ruth, "For Ruth alone");

    assertThat(notesWith("For Ruth alone"))
        .singleElement()
        .satisfies(
            note -> {
              assertThat(subjectOf(note)).isEqualTo("Patient/ruth");
              assertThat(note.at("/author/0/reference").asString(""))
                  .isEqualTo("Practitioner/lena-ortiz");
            });
    assertThat(notesWith("For Dale alone"))
        .singleElement()
        .satisfies(
            note -> {
              assertThat(subjectOf(note)).isEqualTo("Patient/dale");
              assertThat(note.at("/author/0/reference").asString(""))
                  .isEqualTo("Practitioner/dr-osei");
            });
  }

  /** The answer to another launch has given the browser another session meanwhile. */
  @Test
  void findsItsLaunchInTheSessionThatTookThePlaceOfItsOwn() {
    Page chart = chromium.atDesk();
    showFrames(chart, ehr.launch("Practitioner/lena-ortiz", "amina", "&intent=rooming"));
    FrameLocator app = chart.frameLocator("iframe").first();
    assertThat(app.locator(".fv-name")).hasText("Amina");

    chart
        .context()
        .clearCookies(new BrowserContext.ClearCookiesOptions().setName("__Host-flipped-visit"));
    chart.frames().get(1).evaluate("location.reload()");

    assertThat(app.locator(".fv-name")).hasText("Amina");
    assertThat(chart.context().cookies())
        .extracting(cookie -> cookie.name)
        .contains("__Host-flipped-visit");
  }

  @Test
  void worksWithStorageBlocked() {
    Page chart = chromium.atDesk();
    chart
        .context()
        .addInitScript(
            """
            for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) {
              Object.defineProperty(window, name, {
                get() { throw new DOMException('blocked', 'SecurityError'); }
              });
            }
            """);
    showFrames(chart, ehr.launch("Practitioner/lena-ortiz", "rosa", "&intent=rooming"));
    FrameLocator app = chart.frameLocator("iframe").first();
    savePreference(app, "Sin guardar nada en el navegador");
    assertThat(notesWith("Sin guardar nada en el navegador")).hasSize(1);
  }

  @Test
  void opensInItsOwnWindowWhereItsCookiesAreRefused() {
    String refused =
        """
        {"profile": {"content_settings": {"exceptions": {"cookies": {"%s,%s": {"setting": 2}}}}}}
        """
            .formatted(appUrl, ehrUrl);
    BrowserContext browser = chromium.withSettings(refused);
    Page chart = browser.newPage();
    showFrames(chart, ehr.launch("Practitioner/dr-osei", "sam", ""));
    FrameLocator app = chart.frameLocator("iframe").first();
    assertThat(app.getByText("does not let a page inside the chart keep you signed in"))
        .isVisible();

    Page window =
        browser.waitForPage(
            () ->
                app.getByRole(
                        AriaRole.LINK,
                        new FrameLocator.GetByRoleOptions().setName("Open in its own window"))
                    .click());

    assertThat(window.locator(".fv-name")).hasText("Sam");
    window.reload();
    assertThat(window.locator(".fv-name")).hasText("Sam");
  }

  @Test
  void asksNobodyElseForAnything() {
    Page chart = chromium.atDesk();
    Set<String> asked = Collections.synchronizedSet(new TreeSet<>());
    chart.onRequest((Request request) -> asked.add(request.url()));
    showFrames(chart, ehr.launch("Practitioner/dr-osei", "noah", ""));
    assertThat(chart.frameLocator("iframe").locator(".fv-item").first()).isVisible();
    showFrames(chart, appUrl + "/launch", appUrl + "/ended?why=idle");
    assertThat(chart.frameLocator("iframe").first().locator("h1")).isVisible();

    assertThat(asked).anyMatch(url -> url.startsWith(appUrl + "/VAADIN/"));
    assertThat(asked)
        .allMatch(
            url ->
                url.startsWith(appUrl + "/")
                    || url.startsWith(ehrUrl + "/")
                    || url.startsWith("data:"));
  }

  @Test
  void isShownByNobodyButItsEhr() {
    Page elsewhere = chromium.atDesk();
    elsewhere.setContent("<iframe src='" + appUrl + "/ended'></iframe>");
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(elsewhere.frames().get(1).url())
                    .as("blocked")
                    .startsWith("chrome-error:"));

    Page chart = chromium.atDesk();
    showFrames(chart, appUrl + "/ended");
    assertThat(chart.frameLocator("iframe").locator("h1")).isVisible();
  }

  /** A page of the EHR with the app in frames, all of them opened at the same moment. */
  private static void showFrames(Page chart, String... urls) {
    chart.navigate(ehrUrl + "/chart");
    chart.evaluate(
        """
        urls => document.body.replaceChildren(...urls.map(url => {
          const frame = document.createElement('iframe');
          frame.src = url;
          frame.style = 'width: 48%; height: 800px';
          return frame;
        }))
        """,
        List.of(urls));
  }

  private static void savePreference(FrameLocator app, String words) {
    Chromium.preferenceWords(app.locator("body")).fill(words);
    app.getByTestId("preference-read-back").click();
    app.getByTestId("preference-save").click();
    assertThat(app.locator("[data-kind=PREFERENCE_NOTE]").first())
        .hasAttribute("data-state", "CONFIRMED");
  }

  private static List<JsonNode> notesWith(String words) {
    return Stream.of("noah", "amina", "ruth", "dale", "rosa", "sam")
        .flatMap(who -> ehr.search("DocumentReference?patient=" + who).stream())
        .filter(note -> textOf(note).contains(words))
        .collect(Collectors.toList());
  }

  private static String subjectOf(JsonNode note) {
    return note.at("/subject/reference").asString("");
  }

  private static String textOf(JsonNode note) {
    return new String(
        Base64.getDecoder().decode(note.at("/content/0/attachment/data").asString("")),
        StandardCharsets.UTF_8);
  }
}
