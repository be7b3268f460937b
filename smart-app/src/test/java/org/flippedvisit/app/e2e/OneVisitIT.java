package org.flippedvisit.app.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Frame;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/**
 * One visit of Noah's, end to end: his mother and he answer at home, the medical assistant records
 * how he likes to partner, the clinician sees his sentence first, runs and closes the agenda, and
 * the next clinician starts from there.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class OneVisitIT {
  private static final String INGRIDS_WORDS =
      "School says he sits out more and more.\nWe’d like a plan that works there <b>too</b> 💙";
  private static final String NOAHS_WORDS =
      "I’m so tired by fourth period that I can’t skate any more.";
  private static final String PREFERENCE = "Ask me first, then mum. Tell me straight.";

  @RegisterExtension private static final Chromium chromium = new Chromium();
  @RegisterExtension private static final InspectedEhr ehr = new InspectedEhr();

  private static String ehrUrl;

  @BeforeAll
  static void open() {
    ehrUrl = Servers.running().ehrUrl();
  }

  @Test
  @Order(1)
  void proxyAnswersInPortal() {
    Page phone = signIn("Ingrid");
    answer(phone, INGRIDS_WORDS, true);
    assertThat(heading(phone, "Sent to your care team")).isVisible();
    assertThat(phone.getByText("saved in the chart").or(phone.getByText("It arrived on")))
        .isVisible();
    assertThat(phone.locator(".fv-sent .fv-their-words").first()).hasText(INGRIDS_WORDS);

    JsonNode response = onlyResponseOf("RelatedPerson/noah-ingrid");
    assertThat(response.at("/author/reference").asString()).isEqualTo("RelatedPerson/noah-ingrid");
    assertThat(response.at("/encounter/reference").asString()).isEqualTo("Encounter/noah-today");
    assertThat(response.get("status").asString()).isEqualTo("completed");
  }

  @Test
  @Order(2)
  void patientAnswersHimselfAndStaysApartFromHisMother() {
    Page phone = signIn("Noah Lindqvist");
    assertThat(phone.locator("#question")).isVisible();
    assertThat(phone.locator("body")).not().containsText("School says");
    answer(phone, NOAHS_WORDS, false);
    assertThat(heading(phone, "Sent to your care team")).isVisible();

    assertThat(onlyResponseOf("Patient/noah").at("/author/reference").asString())
        .isEqualTo("Patient/noah");
    onlyResponseOf("RelatedPerson/noah-ingrid");
  }

  @Test
  @Order(3)
  void assistantRecordsPreferenceByKeyboard() {
    Page desk = chromium.atDesk();
    FrameLocator app = launchInFrame(desk, "Lena Ortiz, MA");
    assertThat(app.getByText("Already answered")).isVisible();
    assertThat(app.locator(".fv-known-words").getByText(NOAHS_WORDS)).isVisible();

    Chromium.preferenceWords(app.locator("body")).fill(PREFERENCE);
    app.getByLabel("We decide together").check();
    app.getByLabel("Talk it through").check();
    app.getByLabel("How do you like to partner in your care?").press("Control+Enter");
    assertThat(app.getByText("Did I get this right?")).isVisible();
    app.getByRole(AriaRole.BUTTON, button("Yes, save it")).press("Enter");
    assertThat(app.locator("[data-kind=PREFERENCE_NOTE][data-state=CONFIRMED]")).isVisible();
    assertThat(app.locator("[data-kind=PREFERENCE_CODED][data-state=CONFIRMED]")).isVisible();

    JsonNode note = onlyNoteOfType("81338-6");
    assertThat(note.at("/author/0/reference").asString()).isEqualTo("Practitioner/lena-ortiz");
    assertThat(note.at("/context/encounter/0/reference").asString())
        .isEqualTo("Encounter/noah-today");
    assertThat(textOf(note)).contains(PREFERENCE).contains("Lena Ortiz");
    List<JsonNode> coded = ehr.search("Observation?patient=noah&code=http://loinc.org%7C95541-9");
    assertThat(coded).hasSize(1);
    assertThat(coded.getFirst().at("/performer/0/reference").asString()).isEqualTo("Patient/noah");
    assertThat(coded.getFirst().at("/encounter/reference").asString())
        .isEqualTo("Encounter/noah-today");
    assertThat(coded.getFirst().get("valueString").asString()).contains(PREFERENCE);
    assertProvenance("DocumentReference/" + note.get("id").asString());
    assertProvenance("Observation/" + coded.getFirst().get("id").asString());
  }

  @Test
  @Order(4)
  void clinicianSeesHisSentenceFirstAndClosesTheVisit() {
    Page desk = chromium.atDesk();
    FrameLocator app = launchInFrame(desk, "Dr. Karin Ahlgren");
    assertThat(app.locator("main blockquote").first()).hasText(NOAHS_WORDS);
    Frame frame = desk.frames().get(1);
    assertThat(Chromium.firstTextInMain(frame)).isEqualTo(NOAHS_WORDS);
    assertThat(app.locator("main blockquote").nth(1)).hasText(INGRIDS_WORDS);
    assertThat(app.locator(".fv-partner")).containsText(PREFERENCE);
    assertThat(app.locator(".fv-partner")).containsText("Lena Ortiz");
    assertThat(app.locator(".fv-item").first()).containsText(NOAHS_WORDS);

    decideEverything(app);
    app.getByRole(AriaRole.BUTTON, button("Close the visit")).click();
    app.getByLabel("Yes", new FrameLocator.GetByLabelOptions().setExact(true)).check();
    app.getByTestId("close-publish").click();
    assertThat(app.locator("[data-kind=VISIT_NOTE][data-state=CONFIRMED]")).isVisible();

    JsonNode note = onlyNoteOfType("11506-3");
    assertThat(note.at("/author/0/reference").asString()).isEqualTo("Practitioner/dr-ahlgren");
    assertThat(note.at("/context/encounter/0/reference").asString())
        .isEqualTo("Encounter/noah-today");
    assertThat(textOf(note)).contains(NOAHS_WORDS).contains("Dr Ahlgren’s nurse");
    assertProvenance("DocumentReference/" + note.get("id").asString());
  }

  @Test
  @Order(5)
  void nextClinicianSeesPreferenceAndWhatWaits() {
    Page desk = chromium.atDesk();
    desk.navigate(ehr.launch("Practitioner/dr-osei", "noah", "&encounter="));
    assertThat(desk.locator(".fv-partner")).containsText(PREFERENCE);
    Locator waiting = desk.locator(".fv-carried-over");
    assertThat(waiting).hasCount(1);
    assertThat(waiting).containsText("waiting since");
  }

  @Test
  @Order(6)
  void nothingWasWrittenTwice() {
    onlyResponseOf("RelatedPerson/noah-ingrid");
    onlyResponseOf("Patient/noah");
    onlyNoteOfType("81338-6");
    onlyNoteOfType("11506-3");
    assertThat(ehr.search("Observation?patient=noah&code=http://loinc.org%7C95541-9")).hasSize(1);
  }

  private static Page signIn(String who) {
    Page phone = chromium.onPhone();
    phone.navigate(ehrUrl + "/portal");
    phone
        .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^" + who)))
        .click();
    phone
        .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Before your visit"))
        .click();
    phone.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Allow")).click();
    assertThat(phone.locator("#question")).isVisible();
    return phone;
  }

  private static void answer(Page phone, String words, boolean isProxy) {
    phone.getByLabel("What is on your mind most right now?").fill(words);
    phone.getByLabel("a worry").check();
    next(phone);
    phone.getByLabel("What is it?").fill("the tournament");
    next(phone);
    phone.getByTestId("worthwhile").locator("textarea").fill("we find a way to do it at school");
    next(phone);
    next(phone);
    phone.getByLabel("worse", new Page.GetByLabelOptions().setExact(true)).check();
    next(phone);
    assertThat(phone.locator("#question")).hasText("Your lungs");
    next(phone);
    next(phone);
    next(phone);
    next(phone);
    if (isProxy) {
      phone.getByLabel("a parent").check();
    }
    next(phone);
    assertThat(phone.getByText(words)).isVisible();
    phone.getByTestId("portal-send").click();
  }

  private static void next(Page phone) {
    String before = phone.locator("#question").innerText();
    phone.getByTestId("portal-next").click();
    assertThat(phone.locator("#question")).not().hasText(before);
  }

  private static FrameLocator launchInFrame(Page desk, String who) {
    desk.navigate(ehrUrl + "/chart");
    desk.getByText(who, new Page.GetByTextOptions().setExact(true)).click();
    desk.getByText("Noah Lindqvist", new Page.GetByTextOptions().setExact(true)).click();
    desk.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Open in a frame")).click();
    return desk.frameLocator("iframe[title='Flipped Visit']");
  }

  private static void decideEverything(FrameLocator app) {
    Locator first = app.locator(".fv-item").first();
    first.getByText("Later").click();
    first.getByLabel("Who sees to it").fill("Dr Ahlgren’s nurse");
    first.getByTestId("fate-keep").click();
    assertThat(first.locator(".fv-fate-done")).containsText("at the next visit");
    Locator open = app.locator("[data-open=true]");
    for (int left = open.count(); left > 0; left--) {
      open.first().getByText("Discussed").click();
      assertThat(open).hasCount(left - 1);
    }
  }

  private static JsonNode onlyResponseOf(String source) {
    List<JsonNode> own =
        ehr.search("QuestionnaireResponse?patient=noah").stream()
            .filter(one -> one.at("/source/reference").asString("").equals(source))
            .filter(
                one -> one.at("/encounter/reference").asString("").equals("Encounter/noah-today"))
            .toList();
    assertThat(own).hasSize(1);
    return own.getFirst();
  }

  private static JsonNode onlyNoteOfType(String loinc) {
    List<JsonNode> notes =
        ehr.search("DocumentReference?patient=noah&type=http://loinc.org%7C" + loinc).stream()
            .filter(
                one ->
                    one.at("/context/encounter/0/reference")
                        .asString("")
                        .equals("Encounter/noah-today"))
            .toList();
    assertThat(notes).hasSize(1);
    return notes.getFirst();
  }

  private static void assertProvenance(String target) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(ehr.search("Provenance?target=" + target)).hasSize(1));
  }

  static String textOf(JsonNode note) {
    return new String(
        Base64.getDecoder().decode(note.at("/content/0/attachment/data").asString()),
        StandardCharsets.UTF_8);
  }

  private static FrameLocator.GetByRoleOptions button(String name) {
    return new FrameLocator.GetByRoleOptions().setName(name);
  }

  private static Locator heading(Page page, String text) {
    return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(text));
  }
}
