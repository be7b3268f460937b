package org.flippedvisit.app.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * A goal is added and marked at rooming, in the visit and in the portal; a person reads their
 * notes, says that one is not right, and hears what became of it.
 */
final class GoalsAndNotesIT {
  private static final String AT_ROOMING = "Walk to the bakery\nand back <i>alone</i> 🥐";
  private static final String IN_PORTAL = "Sleep through the night";
  private static final String NOT_RIGHT = "I never said that.\nI said: <b>ask my son</b>.";

  @RegisterExtension private static final Chromium chromium = new Chromium();
  @RegisterExtension private static final InspectedEhr ehr = new InspectedEhr();

  @Test
  void goalIsAddedAndMarkedByKeyboardAtRoomingAndSeenInTheVisit() {
    Page desk = rooming("dale");
    Locator goals = desk.getByTestId("goals");
    Locator add = goals.getByTestId("goal-add");
    assertThat(add).isVisible();
    assertThat(goals.locator("textarea")).hasCount(0);

    add.press("Enter");
    Locator words = goals.getByLabel("A goal, in their words");
    assertThat(words).isFocused();
    words.fill(AT_ROOMING);
    goals.getByTestId("goal-save").press("Enter");
    assertThat(goals.locator("[data-kind=GOAL][data-state=CONFIRMED]")).isVisible();
    Locator line = line(goals, "Walk to the bakery");
    assertThat(line.locator(".fv-their-words")).hasText(AT_ROOMING);
    assertThat(goals.locator("textarea")).hasCount(0);

    List<JsonNode> written = goalsOf("dale", "Walk to the bakery");
    assertThat(written).hasSize(1);
    assertThat(written.getFirst().at("/description/text").asString()).isEqualTo(AT_ROOMING);
    assertThat(written.getFirst().at("/expressedBy/reference").asString())
        .isEqualTo("Patient/dale");

    line.getByRole(AriaRole.BUTTON, named(Pattern.compile("How is it going: Walk"))).press("Enter");
    assertThat(line.getByTestId("goal-mark-under-way")).isFocused();
    line.getByTestId("goal-mark-reached").press("Enter");
    assertThat(line).containsText("Reached · ");
    assertThat(line).containsText("said to Lena Ortiz");
    assertThat(line).not().containsText("the chart does not say so");
    assertThat(
            goalsOf("dale", "Walk to the bakery")
                .getFirst()
                .at("/achievementStatus/coding/0/code")
                .asString())
        .isEqualTo("achieved");

    Page doctor = chromium.atDesk();
    doctor.navigate(ehr.launch("Practitioner/dr-osei", "dale", ""));
    assertThat(line(doctor.locator(".fv-matters"), "Walk to the bakery"))
        .containsText("Reached · ");
  }

  @Test
  void wordsOfGoalAreKeptWhileTypedAndNeverCalledSavedBeforeTheyAre() {
    Page desk = rooming("ruth");
    desk.getByTestId("goal-add").click();
    desk.getByLabel("A goal, in their words").fill("Typed and left");
    assertThat(desk.getByLabel("A goal, in their words")).hasValue("Typed and left");
    Page again = rooming("ruth");
    assertThat(again.getByLabel("A goal, in their words")).hasValue("Typed and left");

    ehr.fail("POST", "^/Goal", "status:404");
    again.getByTestId("goal-save").click();
    Locator line = line(again.getByTestId("goals"), "Typed and left");
    assertThat(line.locator("[data-kind=GOAL]")).hasAttribute("data-state", "REJECTED");
    assertThat(line).containsText("kept here, not in the chart");
    assertThat(again.locator("[data-kind=GOAL][data-state=CONFIRMED]")).hasCount(0);

    ehr.heal();
    assertThat(line(rooming("ruth").getByTestId("goals"), "Typed and left"))
        .containsText("kept here, not in the chart");
    assertThat(goalsOf("ruth", "Typed and left")).isEmpty();
  }

  @Test
  void goalIsAddedInPortal() {
    Page phone = portal("rosa", 375, "en-US");
    Locator goals = phone.getByTestId("goals");
    goals.getByTestId("goal-add").click();
    goals.getByLabel("A goal, in your own words").fill(IN_PORTAL);
    goals.getByTestId("goal-save").click();
    assertThat(goals.locator("[data-kind=GOAL][data-state=CONFIRMED]")).isVisible();
    assertThat(line(goals, IN_PORTAL)).isVisible();
    assertThat(goalsOf("rosa", IN_PORTAL))
        .singleElement()
        .satisfies(
            goal ->
                assertThat(goal.at("/expressedBy/reference").asString()).isEqualTo("Patient/rosa"));
    String id = goalsOf("rosa", IN_PORTAL).getFirst().get("id").asString();
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(ehr.search("Provenance?target=Goal/" + id)).hasSize(1));
  }

  @Test
  void whatIsNotRightReachesTheNextRoomingAndItsAnswerThePerson() {
    Page phone = portal("amina", 375, "en-US");
    Locator notes = phone.getByTestId("notes");
    assertThat(notes.locator("summary").first()).isVisible();
    assertThat(notes.locator("blockquote").first()).isHidden();
    Locator note =
        notes.locator("details").filter(new Locator.FilterOptions().setHasText("partner")).first();
    note.locator("summary").press("Enter");
    assertThat(note.locator("blockquote").first()).isVisible();
    note.getByTestId("not-right-say").click();
    note.getByLabel("What is not right?").fill(NOT_RIGHT);
    assertThat(note).containsText("It is not read right away");

    Page later = portal("amina", 375, "en-US");
    assertThat(later.getByLabel("What is not right?")).hasValue(NOT_RIGHT);
    later.getByTestId("not-right-send").click();
    assertThat(later.getByTestId("notes")).containsText("Kept for your care team");
    assertThat(later.locator(".fv-remark blockquote")).hasText(NOT_RIGHT);
    assertThat(later.locator(".fv-remark")).containsText("sees this at your next visit");

    Page doctor = chromium.atDesk();
    doctor.navigate(ehr.launch("Practitioner/dr-osei", "amina", ""));
    assertThat(doctor.getByTestId("not-right").locator("blockquote")).hasText(NOT_RIGHT);
    assertThat(doctor.locator("main blockquote").first()).containsText("wedding");
    Page desk = rooming("amina");
    Locator remark = desk.getByTestId("not-right");
    assertThat(remark).containsText("Somebody says this is not right");
    assertThat(remark.locator("blockquote")).hasText(NOT_RIGHT);
    assertThat(remark).containsText("Amina");
    Chromium.assertAccessible(desk, "rooming with something not right");
    remark.getByTestId("not-right-talked-about").press("Enter");
    assertThat(remark).isHidden();
    desk.reload();
    assertThat(desk.getByTestId("goal-add")).isVisible();
    assertThat(remark).isHidden();

    Page heard = portal("amina", 375, "en-US");
    assertThat(heard.locator(".fv-remark")).containsText("Talked about it · Lena Ortiz");
    assertThat(heard.locator(".fv-remark blockquote")).hasText(NOT_RIGHT);
    look(heard, "goals-heard", 375);
    assertThat(portal("amina", 375, "es").locator(".fv-remark")).containsText("Lo hablamos");
  }

  @Test
  void notesThatCannotBeReadAreSaidAndReadAgain() {
    ehr.fail("GET", "^/DocumentReference", "status:500");
    Page phone = portal("dale", 375, "en-US");
    Locator notes = phone.getByTestId("notes");
    assertThat(notes).containsText("Could not read the notes");
    ehr.heal();
    notes.getByText("Try again").click();
    assertThat(notes.locator("summary").first()).isVisible();
    assertThat(notes).not().containsText("Could not read");
  }

  @ParameterizedTest
  @ValueSource(ints = {320, 375, 400, 1280})
  void looksWellAtEveryWidth(int width) {
    Page phone = portal("noah", width, "en-US");
    Locator note = phone.getByTestId("notes").locator("details").first();
    assertThat(note).isVisible();
    note.locator("summary").click();
    note.getByTestId("not-right-say").click();
    note.getByLabel("What is not right?").fill("It was Tuesday.");
    phone.getByTestId("goal-add").click();
    phone.getByTestId("goal-mark").first().click();
    look(phone, "goals-portal", width);

    portalNote(width);
    Page desk = chromium.person(width, 900, "en-US");
    desk.navigate(ehr.launch("Practitioner/lena-ortiz", "noah", "&intent=rooming"));
    assertThat(desk.getByTestId("not-right")).isVisible();
    desk.getByTestId("goal-mark").first().click();
    desk.getByTestId("goal-add").click();
    assertThat(desk.getByLabel("A goal, in their words")).isVisible();
    look(desk, "goals-rooming", width);

    Page doctor = chromium.person(width, 900, "en-US");
    doctor.navigate(ehr.launch("Practitioner/dr-ahlgren", "noah", ""));
    assertThat(doctor.getByTestId("goal-add")).isVisible();
    assertThat(doctor.locator(".fv-item").first()).isVisible();
    look(doctor, "goals-visit", width);
  }

  /** Somebody has said something, so that its place is looked at too. */
  private static void portalNote(int width) {
    Page phone = portal("noah", 375, "en-US");
    Locator note = phone.getByTestId("notes").locator("details").first();
    assertThat(phone.getByLabel("What is not right?")).hasValue("It was Tuesday.");
    note.getByTestId("not-right-send").click();
    assertThat(phone.locator(".fv-remark").first()).isVisible();
    look(phone, "goals-said-" + width, 375);
  }

  private static Page rooming(String patient) {
    Page desk = chromium.atDesk();
    desk.navigate(ehr.launch("Practitioner/lena-ortiz", patient, "&intent=rooming"));
    assertThat(desk.getByTestId("goal-add").or(desk.getByTestId("goal-words")).first()).isVisible();
    return desk;
  }

  /** With goals and notes in sight. */
  private static Page portal(String patient, int width, String language) {
    Page page = chromium.person(width, 740, language);
    page.navigate(ehr.launch("Patient/" + patient, patient, ""));
    Locator beside = page.getByTestId("beside").locator("vaadin-details-summary");
    page.getByTestId("goals").or(beside).first().waitFor();
    if (beside.isVisible() && !page.getByTestId("goals").isVisible()) {
      beside.click();
    }
    assertThat(page.getByTestId("goals")).isVisible();
    assertThat(page.getByTestId("notes")).not().hasAttribute("aria-busy", "true");
    return page;
  }

  private static Locator line(Locator goals, String words) {
    return goals.locator("li", new Locator.LocatorOptions().setHasText(words));
  }

  private static Locator.GetByRoleOptions named(Pattern name) {
    return new Locator.GetByRoleOptions().setName(name);
  }

  private static List<JsonNode> goalsOf(String patient, String words) {
    return ehr.search("Goal?patient=" + patient).stream()
        .filter(goal -> goal.at("/description/text").asString().contains(words))
        .toList();
  }

  private static void look(Page page, String name, int width) {
    Chromium.assertFits(page, name + " at " + width);
    Chromium.assertAccessible(page, name + " at " + width);
    if (Boolean.getBoolean("screenshots") && width != 320) {
      page.screenshot(
          new Page.ScreenshotOptions()
              .setFullPage(true)
              .setPath(Path.of("target", name + "-" + width + ".png")));
    }
  }
}
