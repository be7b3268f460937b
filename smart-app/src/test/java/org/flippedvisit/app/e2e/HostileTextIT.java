package org.flippedvisit.app.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.flippedvisit.app.Application;
import org.flippedvisit.app.previsit.AskedWords;
import org.flippedvisit.app.store.Drafts;
import org.flippedvisit.app.store.PatientKey;
import org.flippedvisit.app.store.RecordedEntries;
import org.flippedvisit.fhir.mapping.FhirText;
import org.flippedvisit.fhir.preference.PreferenceOnFile;
import org.flippedvisit.fhir.preference.PreferenceTopic;
import org.flippedvisit.fhir.previsit.PreVisitAnswers;
import org.flippedvisit.fhir.previsit.PreVisitResponse;
import org.flippedvisit.fixtures.fakeehr.FakeEhr;
import org.flippedvisit.fixtures.fakeehr.Launch;
import org.flippedvisit.fixtures.patients.Charts;
import org.flippedvisit.fixtures.patients.HostileCharts;
import org.flippedvisit.fixtures.patients.HostileText;
import org.flippedvisit.fixtures.patients.HostileTexts;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Texts that try to run, to break the page or to come back changed, in every text of a chart and in
 * every field. The app is in this test's JVM, so that its store can be asked; the EHR holds what
 * the sandbox would refuse.
 */
final class HostileTextIT {
  /** Their own words, and every topic. */
  private static final int PREFERENCE_FIELDS = 1 + PreferenceTopic.values().length;

  private static final LocalDate TODAY = LocalDate.now(ZoneId.systemDefault());

  /** Without half a surrogate pair: no HTTP answer in UTF-8 can hold it. */
  private static final List<HostileText> SENT_BY_AN_EHR =
      HostileTexts.all().stream().filter(text -> !text.name().equals("lone-surrogate")).toList();

  /** What makes the page wider than the screen, where something does. */
  private static final String WIDER =
      """
      () => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? []
        : [...document.querySelectorAll('body *')]
          .filter(one => one.checkVisibility())
          .filter(one => one.getBoundingClientRect().right > document.documentElement.clientWidth)
          .map(one => one.tagName + '.' + one.className + ': ' + one.textContent.slice(0, 60))
          .slice(0, 20)
      """;

  /** The visible buttons that cannot be pressed once they are scrolled to. */
  private static final String COVERED =
      """
      () => [...document.querySelectorAll('vaadin-button')]
        .filter(button => button.checkVisibility() && !button.disabled)
        .filter(button => {
          button.scrollIntoView({block: 'center'});
          const box = button.getBoundingClientRect();
          const there = document.elementFromPoint(
              box.left + box.width / 2, box.top + box.height / 2);
          return !(there === button || button.contains(there));
        })
        .map(button => button.outerHTML.slice(0, 200))
      """;

  @RegisterExtension private static final Chromium chromium = new Chromium();

  private static FakeEhr ehr;
  private static FakeEhr hostile;
  private static ConfigurableApplicationContext app;
  private static String url;

  private final List<String> wrong = Collections.synchronizedList(new ArrayList<>());
  private final List<Page> pages = new ArrayList<>();

  @BeforeAll
  static void open() throws IOException {
    ehr = FakeEhr.start().withPageSize(1000);
    hostile = FakeEhr.start().withPageSize(1000);
    int first = 0;
    for (String person : Charts.people()) {
      ehr.load(Charts.json(person, TODAY));
      hostile.load(HostileCharts.withAll(SENT_BY_AN_EHR, first, person, TODAY));
      first += 7;
    }
    Path folder =
        Files.createTempDirectory(
            Files.createDirectories(Path.of("target", "e2e")).toAbsolutePath(), "hostile");
    int port;
    try (var socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    url = "http://127.0.0.1:" + port;
    app =
        new SpringApplicationBuilder(Application.class)
            .run(
                "--server.port=" + port,
                "--vaadin.devmode.devTools.enabled=false",
                "--flipped-visit.public-url=" + url,
                "--flipped-visit.store.keyset=" + folder.resolve("keyset.json"),
                "--spring.datasource.url=jdbc:h2:file:"
                    + folder.resolve("store")
                    + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH",
                "--flipped-visit.ehrs[0].id=plain",
                "--flipped-visit.ehrs[0].issuer=" + ehr.issuer(),
                "--flipped-visit.ehrs[0].client-id=flipped-visit",
                "--flipped-visit.ehrs[1].id=hostile",
                "--flipped-visit.ehrs[1].issuer=" + hostile.issuer(),
                "--flipped-visit.ehrs[1].client-id=flipped-visit");
  }

  @AfterAll
  static void close() {
    if (app != null) {
      app.close();
    }
  }

  /** Nothing has run, asked, failed or been stopped on any page of the test. */
  @AfterEach
  void nothingHasRun() {
    for (Page page : pages) {
      for (Frame frame : page.frames()) {
        assertThat(frame.evaluate("window.__hostile")).as(frame.url()).isNull();
      }
      page.context().close();
    }
    assertThat(wrong).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"noah", "amina", "ruth", "dale", "rosa", "sam"})
  void showsHostileChartToStaff(String patient) {
    Page visit = person(375);
    visit.navigate(launch(hostile, Launch.of("Practitioner/dr-osei", patient)));
    assertThat(visit.locator(".fv-name")).isVisible();
    assertThat(visit.locator("main [aria-busy]")).hasCount(0);
    assertThat(visit.locator(".fv-agenda .fv-row .fv-soft")).not().isEmpty();
    look(visit, "hostile-visit-" + patient);

    Page rooming = person(375);
    rooming.navigate(
        launch(hostile, Launch.of("Practitioner/lena-ortiz", patient).withIntent("rooming")));
    assertThat(rooming.locator(".fv-name")).isVisible();
    assertThat(Chromium.preferenceWords(rooming.locator("body"))).isVisible();
    look(rooming, "hostile-rooming-" + patient);
  }

  @ParameterizedTest
  @CsvSource({"Patient/noah,noah", "RelatedPerson/noah-ingrid,noah", "Patient/amina,amina"})
  void showsHostileChartInThePortal(String user, String patient) {
    Page staff = person(1280); // so that somebody has opened it, which the person is shown
    staff.navigate(launch(hostile, Launch.of("Practitioner/dr-osei", patient)));
    assertThat(staff.locator(".fv-name")).isVisible();
    Page phone = person(375);
    phone.navigate(launch(hostile, Launch.of(user, patient)));
    assertThat(phone.locator("#question").or(phone.locator(".fv-sent h1")).first()).isVisible();
    assertThat(phone.locator(".fv-opened li").first()).isVisible();
    showGoalsAndNotes(phone);
    look(phone, "hostile-portal-" + user.replace('/', '-'));
  }

  /** On demand while the answers are not sent. */
  private static void showGoalsAndNotes(Page phone) {
    Locator onDemand = phone.getByTestId("beside").locator("vaadin-details-summary");
    if (onDemand.isVisible()) {
      onDemand.click();
    }
    assertThat(phone.getByTestId("goals").locator("li").first()).isVisible();
    Locator titles = phone.getByTestId("notes").locator("summary");
    assertThat(titles.first()).isVisible();
    titles.all().forEach(Locator::click);
    assertThat(phone.getByTestId("notes").locator("blockquote").first()).isVisible();
  }

  @Test
  void keepsDraftOfEveryTextAsItIsTyped() {
    Page desk = person(1280);
    desk.navigate(
        launch(ehr, Launch.of("Practitioner/lena-ortiz", "sam", "e1").withIntent("rooming")));
    Locator field = desk.getByTestId("ask-concern").locator("textarea");
    Drafts drafts = app.getBean(Drafts.class);
    var key =
        new Drafts.DraftKey(
            new PatientKey("plain", "", "sam"), "e1", "Practitioner/lena-ortiz", "previsit");
    for (HostileText text : HostileTexts.all()) {
      String typed = type(field, text);
      Awaitility.await(text.name())
          .untilAsserted(
              () ->
                  assertThat(drafts.find(key, AskedWords.class))
                      .hasValueSatisfying(
                          draft -> assertThat(draft.value().concern()).isEqualTo(typed)));
    }
    desk.reload();
    assertThat(desk.getByTestId("ask-concern").locator("textarea")).isVisible();
  }

  @Test
  void sendsEveryAnswerAsItWasTyped() {
    List<HostileText> texts = HostileTexts.all();
    Page phone = person(375);
    for (int first = 0; first < texts.size(); first += 4) {
      phone.navigate(launch(ehr, Launch.of("Patient/noah", "noah")));
      List<String> typed = answer(phone, chosen(first, 4));

      PreVisitAnswers kept =
          app.getBean(RecordedEntries.class)
              .all(
                  new PatientKey("plain", "", "noah"),
                  RecordedEntries.Kind.PREVISIT,
                  PreVisitResponse.class)
              .getFirst()
              .value()
              .answers();
      List<String> held = typed.stream().map(FhirText::of).toList();
      assertThat(
              List.of(
                  kept.concern(),
                  kept.lifeEvents().getFirst().what(),
                  kept.worthwhile(),
                  kept.brings()))
          .isEqualTo(held);
      JsonNode response = ehr.stored("QuestionnaireResponse").getLast();
      assertThat(response.findValuesAsText("valueString")).isEqualTo(held);
      phone.reload();
      assertThat(phone.locator(".fv-sent h1")).hasText("Sent to your care team");
      assertThat(words(phone, ".fv-sent .fv-their-words"))
          .containsSubsequence(typed.stream().map(HostileTextIT::inUtf8).toList());
      Chromium.assertFits(phone, "sent " + first);
    }
  }

  /** As a page is told it: half a surrogate pair does not cross the network. */
  private static String inUtf8(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  private List<String> answer(Page phone, List<HostileText> texts) {
    phone.getByText("Change or add something").or(phone.locator("#question")).first().waitFor();
    if (phone.getByText("Change or add something").isVisible()) {
      phone.getByText("Change or add something").click();
    }
    var typed = new ArrayList<String>();
    typed.add(type(phone.getByTestId("concern").locator("textarea"), texts.get(0)));
    PreVisitSteps.next(phone, 2);
    typed.add(type(phone.getByLabel("What is it?").first(), texts.get(1)));
    PreVisitSteps.next(phone, 3);
    typed.add(type(phone.getByTestId("worthwhile").locator("textarea"), texts.get(2)));
    PreVisitSteps.next(phone, 4);
    typed.add(type(phone.getByTestId("brings").locator("textarea"), texts.get(3)));
    PreVisitSteps.toTheEnd(phone);
    phone.getByTestId("portal-send").click();
    assertThat(phone.locator(".fv-sent h1")).hasText("Sent to your care team");
    return typed;
  }

  @Test
  void savesEveryPreferenceAsItWasTyped() {
    List<HostileText> texts = HostileTexts.all();
    for (int first = 0; first < texts.size(); first += PREFERENCE_FIELDS) {
      Page desk = person(1280);
      desk.navigate(
          launch(ehr, Launch.of("Practitioner/lena-ortiz", "rosa").withIntent("rooming")));
      assertThat(Chromium.preferenceWords(desk.locator("body"))).isVisible();
      desk.locator(".fv-preference-form vaadin-details-summary").click();
      Locator fields = desk.locator(".fv-preference-form textarea");
      assertThat(fields).hasCount(PREFERENCE_FIELDS);
      List<HostileText> chosen = chosen(first, PREFERENCE_FIELDS);
      List<String> typed =
          IntStream.range(0, PREFERENCE_FIELDS)
              .mapToObj(one -> type(fields.nth(one), chosen.get(one)))
              .toList();
      desk.getByTestId("preference-read-back").click();
      assertThat(desk.getByTestId("preference-save")).isVisible();
      Chromium.assertFits(desk, "read back " + first);
      desk.getByTestId("preference-save").click();
      for (String kind : List.of("NOTE", "CODED")) {
        assertThat(desk.locator("main > div [data-kind=PREFERENCE_" + kind + "]").first())
            .hasAttribute("data-state", "CONFIRMED");
      }

      String kept =
          app.getBean(RecordedEntries.class)
              .all(
                  new PatientKey("plain", "", "rosa"),
                  RecordedEntries.Kind.PREFERENCE,
                  PreferenceOnFile.class)
              .getFirst()
              .value()
              .line();
      String coded = ehr.stored("Observation").getLast().path("valueString").asText();
      String note = textOf(ehr.stored("DocumentReference").getLast());
      for (String one : typed) {
        assertThat(kept).contains(one);
        assertThat(coded).contains(FhirText.of(one));
        assertThat(note).contains(FhirText.of(one));
      }
      desk.reload();
      assertThat(desk.locator(".fv-partner blockquote")).isVisible();
      assertThat(words(desk, ".fv-partner blockquote")).containsExactly(FhirText.of(kept));
      Chromium.assertFits(desk, "saved " + first);
    }
  }

  @Test
  void keepsEveryWordOfTheAgendaAndPutsItIntoTheNote() {
    Page desk = person(1280);
    desk.navigate(launch(ehr, Launch.of("Practitioner/dr-osei", "sam")));
    Locator items = desk.locator(".fv-item");
    assertThat(desk.getByTestId("agenda-add")).isVisible();
    var typed = new ArrayList<String>();
    for (HostileText text : HostileTexts.all()) {
      typed.add(type(desk.getByTestId("agenda-add-words").locator("input"), text));
      desk.getByTestId("agenda-add").click();
      assertThat(items).hasCount(typed.size());
    }
    desk.reload();
    assertThat(items).hasCount(typed.size());
    List<String> shown = words(desk, ".fv-item h3");
    assertThat(shown.subList(0, typed.size() - 1)).isEqualTo(typed.subList(0, typed.size() - 1));

    typed.addAll(decideEverything(desk));
    desk.getByTestId("close-visit").click();
    desk.getByLabel("Not asked").check();
    typed.add(
        type(
            desk.getByLabel("Anything the patient wants to add, in their words"),
            byName("many-lines")));
    desk.getByTestId("close-publish").click();
    assertThat(desk.locator("[data-kind=VISIT_NOTE][data-state=CONFIRMED]")).isVisible();

    String note = textOf(ehr.stored("DocumentReference").getLast());
    typed.forEach(one -> assertThat(note).contains(FhirText.of(one)));
    desk.getByText("Copy as text").click();
    assertThat(desk.getByText("Copied")).isVisible();
    String copied = (String) desk.evaluate("navigator.clipboard.readText()");
    assertThat(copied).isEqualTo(note);
    look(desk, "hostile-closed");
  }

  /** Every kind of fate with texts in all its fields, then "discussed" for the rest. */
  private List<String> decideEverything(Page desk) {
    var typed = new ArrayList<String>();
    List<HostileText> texts = HostileTexts.all();
    int next = 0;
    for (String choice : List.of("Decided together", "Later", "Not now", "Safety net")) {
      for (int round = 0; round < 6; round++) {
        Locator item = desk.locator("[data-open=true]").first();
        int open = desk.locator("[data-open=true]").count();
        if (choice.startsWith("N") || choice.startsWith("S")) {
          item.locator(".fv-fate vaadin-button").nth(3).click();
        }
        item.locator(".fv-fate").getByText(Pattern.compile("^" + choice)).first().click();
        Locator fields =
            item.locator(
                ".fv-fate-form vaadin-text-area textarea, .fv-fate-form vaadin-text-field input");
        assertThat(item.getByTestId("fate-keep")).isVisible();
        for (int one = 0; one < fields.count(); one++) {
          typed.add(type(fields.nth(one), texts.get(next++ % texts.size())));
        }
        item.getByTestId("fate-keep").click();
        assertThat(desk.locator("[data-open=true]")).hasCount(open - 1);
      }
    }
    Locator open = desk.locator("[data-open=true]");
    for (int left = open.count(); left > 0; left--) {
      open.first().locator(".fv-fate vaadin-button").first().click();
      assertThat(open).hasCount(left - 1);
    }
    return typed;
  }

  @Test
  void takesNoMoreThanItCanKeepAndSaysSo() {
    Page desk = person(1280);
    desk.navigate(launch(ehr, Launch.of("Practitioner/lena-ortiz", "dale").withIntent("rooming")));
    Locator field = Chromium.preferenceWords(desk.locator("body"));
    field.fill("Ask me first.");
    field.press("End");
    desk.keyboard().insertText("x".repeat(1024 * 1024));
    assertThat(desk.getByText("which takes 30,000 characters")).isVisible();
    assertThat(field).hasValue("Ask me first.");

    field.fill("y".repeat(30_000));
    assertThat(desk.getByText("which takes 30,000 characters")).not().isVisible();
    desk.getByTestId("preference-read-back").click();
    desk.getByTestId("preference-save").click();
    assertThat(desk.locator("main > div [data-kind=PREFERENCE_CODED]").first())
        .hasAttribute("data-state", "CONFIRMED");
    assertThat(ehr.stored("Observation").getLast().path("valueString").asText())
        .isEqualTo("y".repeat(30_000));
  }

  private Page person(int width) {
    Page page = chromium.person(width, 800, "en-US");
    page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
    page.onDialog(
        dialog -> {
          wrong.add("dialog: " + dialog.message());
          dialog.dismiss();
        });
    page.onPageError(error -> wrong.add("error: " + error));
    page.onConsoleMessage((ConsoleMessage message) -> listen(message));
    page.onPopup(popup -> wrong.add("popup: " + popup.url()));
    pages.add(page);
    return page;
  }

  private void listen(ConsoleMessage message) {
    if (message.text().contains("Content Security Policy")) {
      wrong.add("policy: " + message.text());
    }
  }

  private static String launch(FakeEhr from, Launch context) {
    return url
        + "/launch?iss="
        + URLEncoder.encode(from.issuer(), StandardCharsets.UTF_8)
        + "&launch="
        + from.launch(context);
  }

  /** Types as a clipboard would, and gives back what the browser's field made of it. */
  private static String type(Locator field, HostileText text) {
    if (text.name().equals("lone-surrogate")) {
      // Playwright speaks UTF-8 with the browser.
      field.evaluate(
          """
          (field, units) => {
            field.value = String.fromCharCode(...units);
            field.dispatchEvent(new InputEvent('input', {bubbles: true, composed: true}));
            field.dispatchEvent(new Event('change', {bubbles: true}));
          }
          """,
          text.text().chars().boxed().toList());
      return text.text();
    }
    if (text.text().lines().count() > 100) {
      paste(field, text.text());
    } else {
      field.fill(text.text());
    }
    String there = field.inputValue();
    String lines = text.text().replace("\r\n", "\n").replace('\r', '\n');
    if (field.evaluate("field => field.tagName").equals("TEXTAREA") || !lines.contains("\n")) {
      assertThat(there).as(text.name()).isEqualTo(lines);
    }
    return there;
  }

  /** One event however many lines; Playwright's {@code fill} would make one for each. */
  private static void paste(Locator field, String text) {
    field.page().evaluate("text => navigator.clipboard.writeText(text)", text);
    field.fill("");
    field.press("Control+V");
  }

  private static List<HostileText> chosen(int first, int count) {
    List<HostileText> all = HostileTexts.all();
    return IntStream.range(first, first + count)
        .mapToObj(one -> all.get(one % all.size()))
        .toList();
  }

  private static HostileText byName(String name) {
    return HostileTexts.all().stream()
        .filter(text -> text.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** The texts of elements, of a folded one without its button. */
  @SuppressWarnings("unchecked") // Playwright gives an Object
  private static List<String> words(Page page, String selector) {
    return (List<String>)
        page.locator(selector)
            .evaluateAll(
                "all => all.map(one => (one.querySelector('.fv-folded') ?? one).textContent)");
  }

  private static String textOf(JsonNode note) {
    return new String(
        Base64.getDecoder().decode(note.at("/content/0/attachment/data").asText()),
        StandardCharsets.UTF_8);
  }

  /**
   * At a phone's, a side panel's and a desk's width: nothing too wide, the name there, buttons too.
   */
  private static void look(Page page, String name) {
    for (int width : new int[] {375, 400, 1280}) {
      page.setViewportSize(width, 800);
      page.screenshot(
          new Page.ScreenshotOptions()
              .setFullPage(true)
              .setPath(Path.of("target", "e2e", name + "-" + width + ".png")));
      assertThat((List<?>) page.evaluate(WIDER)).as(name + " at " + width).isEmpty();
      Chromium.assertFits(page, name + " at " + width);
      assertThat((List<?>) page.evaluate(COVERED)).as(name + " at " + width).isEmpty();
    }
  }
}
