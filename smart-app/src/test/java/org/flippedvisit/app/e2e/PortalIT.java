package org.flippedvisit.app.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * The questions before a visit on a phone: with interruptions, in both languages, by keyboard, and
 * with a son and a mother who each keep something to themselves.
 */
final class PortalIT {
  private static final int STEPS = PreVisitSteps.COUNT;

  @RegisterExtension private static final Chromium chromium = new Chromium();
  @RegisterExtension private static final InspectedEhr ehr = new InspectedEhr();

  @Test
  void goesOnAfterACrashInAnotherBrowserSendsDuringAnOutageAndChangesWhatWasSent() {
    Servers servers = Servers.running();
    Assumptions.assumeTrue(servers.ownsApp(), "the app is not this test's to kill");
    String patient = somebody();
    Page phone = portal(patient, 0, 375, "en-US");
    words(phone, "concern").fill("The stairs\nat home");
    assertThat(phone.locator(".fv-saved")).containsText("Saved");
    PreVisitSteps.next(phone, 2);
    phone.getByLabel("What is it?").fill("my sister’s wedding");
    PreVisitSteps.next(phone, 3);

    servers.killAndRestartApp();

    Page other = portal(patient, 0, 320, "en-US");
    assertThat(words(other, "concern")).hasValue("The stairs\nat home");
    PreVisitSteps.toTheEnd(other);
    assertThat(other.locator("#question")).hasText("Look over your answers");
    assertThat(other.getByText("my sister’s wedding")).isVisible();
    ehr.fail("POST", "^/QuestionnaireResponse", "reset");
    other.getByTestId("portal-send").click();
    assertThat(heading(other, "Kept, but not sent yet")).isVisible();
    assertThat(sent(patient, 0)).isEmpty();

    ehr.heal();
    other.getByText("Look whether it is there").click();
    assertThat(heading(other, "Sent to your care team")).isVisible();
    assertThat(sent(patient, 0)).hasSize(1);

    other.getByTestId("portal-change").click();
    assertThat(words(other, "concern")).hasValue("The stairs\nat home");
    words(other, "concern").fill("The stairs at home, and the bus");
    PreVisitSteps.toTheEnd(other);
    other.getByTestId("portal-send").click();
    assertThat(other.locator(".fv-before")).containsText("Changed on");
    assertThat(other.locator(".fv-sent .fv-their-words").first())
        .hasText("The stairs at home, and the bus");
    other.locator(".fv-before summary").click();
    assertThat(other.locator(".fv-before")).containsText("The stairs\nat home");
    assertThat(sent(patient, 0))
        .extracting(one -> one.get("status").asString())
        .containsExactlyInAnyOrder("completed", "amended");
    Chromium.assertFits(other, "changed answers");
    Chromium.assertAccessible(other, "changed answers");
  }

  @Test
  void losesNothingThatIsTypedWhileNotConnected() {
    String patient = somebody();
    Page phone = portal(patient, 1, 375, "en-US");
    words(phone, "concern").fill("Before the tunnel");
    assertThat(phone.locator(".fv-saved")).containsText("Saved");
    assertThat(phone.getByTestId("not-connected")).isHidden();

    phone.context().setOffline(true);
    assertThat(phone.getByTestId("not-connected")).isVisible();
    words(phone, "concern").pressSequentially(", and in it");
    phone.getByTestId("portal-next").click();
    phone.keyboard().type("lost?"); // what is about to go takes no words that would go with it
    assertThat(words(phone, "concern")).hasValue("Before the tunnel, and in it");
    assertThat(words(phone, "concern")).not().isFocused();
    words(phone, "concern").evaluate("field => field.focus()");
    assertThat(words(phone, "concern")).not().isFocused();
    phone.context().setOffline(false);

    assertThat(phone.getByTestId("not-connected")).isHidden();
    assertThat(phone.locator(".fv-progress")).containsText("2 of " + STEPS);
    phone.getByLabel("What is it?").fill("the harvest");
    assertThat(phone.getByLabel("What is it?")).hasValue("the harvest");
    Page other = portal(patient, 1, 375, "en-US");
    assertThat(words(other, "concern")).hasValue("Before the tunnel, and in it");
  }

  @Test
  void keepsTheSonsWordsFromHisMotherAndHersFromHim() {
    Page son = portal("Patient/noah", "noah", otherVisitOfNoah(), 375, "en-US");
    words(son, "concern").fill("I sit out all the time");
    for (int step = 2; step <= 8; step++) { // a pack for what he lives with is one of them
      PreVisitSteps.next(son, step);
    }
    assertThat(son.getByText("your parent’s account does not see it")).isVisible();
    words(son, "talk-alone").fill("I smoke at night");
    PreVisitSteps.toTheEnd(son);
    son.getByTestId("portal-send").click();
    assertThat(heading(son, "Sent to your care team")).isVisible();
    assertThat(son.locator(".fv-sent")).containsText("I smoke at night");

    Page mother = portal("RelatedPerson/noah-ingrid", "noah", otherVisitOfNoah(), 375, "en-US");
    assertNothingOf(mother, "I smoke at night");
    words(mother, "concern").fill("He hardly sleeps");
    for (int step = 2; step <= 8; step++) {
      PreVisitSteps.next(mother, step);
    }
    assertThat(mother.getByText("no other account sees it")).isVisible();
    words(mother, "talk-alone").fill("I found a lighter");
    PreVisitSteps.toTheEnd(mother);
    mother.getByTestId("portal-send").click();
    assertThat(mother.getByText("Please say who is answering.")).isVisible();
    mother.getByLabel("a parent").check();
    PreVisitSteps.toTheEnd(mother);
    mother.getByTestId("portal-send").click();
    assertThat(heading(mother, "Sent to your care team")).isVisible();
    assertNothingOf(mother, "I smoke at night");
    Page sonAgain = portal("Patient/noah", "noah", otherVisitOfNoah(), 375, "en-US");
    assertThat(heading(sonAgain, "Sent to your care team")).isVisible();
    assertNothingOf(sonAgain, "I found a lighter");

    assertThat(ehr.search("QuestionnaireResponse?patient=noah").toString())
        .contains("I sit out all the time", "He hardly sleeps")
        .doesNotContain("I smoke at night", "I found a lighter");
  }

  private static void assertNothingOf(Page page, String words) {
    assertThat(page.getByText("Who opened this")).isVisible();
    Locator beside = page.getByTestId("beside").locator("vaadin-details-summary");
    if (beside.isVisible()) {
      beside.click();
    }
    assertThat(page.getByTestId("notes")).not().hasAttribute("aria-busy", "true");
    assertThat(page.locator("body")).not().containsText(words);
  }

  @Test
  void changesTheLanguageMidWayAndKeepsEveryAnswerAndThePlace() {
    String patient = somebody();
    Page phone = portal(patient, 2, 375, "en-US");
    words(phone, "concern").fill("My knee");
    PreVisitSteps.next(phone, 2);
    PreVisitSteps.next(phone, 3);
    words(phone, "worthwhile").fill("a plan");
    phone.getByText("Español").click();
    assertThat(phone.locator("#question"))
        .hasText("¿Qué haría que esta visita valga la pena para usted?");
    assertThat(words(phone, "worthwhile")).hasValue("a plan");
    assertThat(phone.locator(".fv-progress")).containsText("3 de " + STEPS);
    assertThat(phone.locator("html")).hasAttribute("lang", "es");
    for (int step = 4; step <= STEPS; step++) {
      phone.getByTestId("portal-next").click();
      assertThat(phone.locator(".fv-progress")).containsText(step + " de " + STEPS);
    }
    assertThat(phone.locator("#question")).hasText("Revise sus respuestas");
    Chromium.assertAccessible(phone, "answers looked over in Spanish");
    phone.getByTestId("portal-send").click();
    assertThat(heading(phone, "Enviado a su equipo de salud")).isVisible();
    JsonNode response = sent(patient, 2).getFirst();
    assertThat(response.get("language").asString()).isEqualTo("es");
    assertThat(response.toString())
        .contains("My knee", "What would make this visit worth your time?")
        .contains("¿Qué haría que esta visita valga la pena para usted?");
  }

  @Test
  void isDoneByKeyboardAloneAndSaysEveryName() {
    String patient = somebody();
    Page phone = portal(patient, 3, 375, "en-US");
    Locator concern =
        phone.getByRole(AriaRole.TEXTBOX, named("What is on your mind most right now?"));
    concern.focus();
    phone.keyboard().type("My hands");
    press(phone, phone.getByRole(AriaRole.BUTTON, named("Next")));
    assertThat(phone.locator("#question")).hasText("What is coming up in your life?");
    assertThat(phone.locator("#question")).isFocused();
    for (int step = 3; step <= 5; step++) {
      press(phone, phone.getByTestId("portal-next"));
      assertThat(phone.locator(".fv-progress")).containsText(step + " of " + STEPS);
    }
    Locator how =
        phone.getByRole(
            AriaRole.RADIO, new Page.GetByRoleOptions().setName("worse").setExact(true));
    how.focus();
    phone.keyboard().press("Space");
    assertThat(how).isChecked();
    for (int step = 6; step <= STEPS; step++) {
      press(phone, phone.getByTestId("portal-next"));
      assertThat(phone.locator(".fv-progress")).containsText(step + " of " + STEPS);
    }
    Locator change = phone.locator(".fv-form-review vaadin-button").first();
    assertThat(change).hasAccessibleName(Pattern.compile(".*on your mind most.*"));
    press(phone, phone.getByRole(AriaRole.BUTTON, named("Send to my care team")));
    assertThat(heading(phone, "Sent to your care team")).isVisible();
    assertThat(phone.locator(".fv-sent")).containsText("worse");
  }

  @ParameterizedTest
  @ValueSource(ints = {320, 375})
  void fitsAndIsAccessibleOneThingAtATimeAndOnOnePage(int width) {
    String patient = somebody();
    int visit = width == 320 ? 4 : 5;
    Page phone = portal(patient, visit, width, "en-US");
    for (int step = 1; step < STEPS; step++) {
      look(phone, "portal-step-" + step, width);
      PreVisitSteps.next(phone, step + 1);
    }
    look(phone, "portal-review", width);
    phone.getByTestId("portal-flow").click();
    assertThat(words(phone, "concern")).isVisible();
    assertThat(words(phone, "talk-alone")).isVisible();
    assertThat(phone.getByText("not right away")).hasCount(1);
    look(phone, "portal-one-page", width);
    words(phone, "brings").fill("my diary");
    assertThat(phone.locator(".fv-saved")).containsText("Saved");

    Page later = portal(patient, visit, width, "en-US");
    assertThat(words(later, "brings")).hasValue("my diary");
    assertThat(words(later, "concern")).isVisible();
    later.getByTestId("portal-next").click();
    assertThat(later.locator("#question")).hasText("Look over your answers");
    later.getByTestId("portal-flow").click();
    assertThat(later.locator(".fv-progress")).containsText("of " + STEPS);
  }

  @Test
  void takesOverWhatWasSaidBeforeWithOneTapAndNothingByItself() {
    String patient = somebody();
    Page before = portal(patient, 6, 375, "en-US");
    words(before, "concern").fill("My knee");
    PreVisitSteps.next(before, 2);
    before.getByLabel("What is it?").fill("the harvest");
    before
        .locator("vaadin-date-picker")
        .first()
        .evaluate("day => { day.value = '2030-12-24'; }"); // what a tap in the calendar does
    for (int step = 3; step <= 8; step++) {
      PreVisitSteps.next(before, step);
    }
    assertThat(before.getByTestId("known-language")).containsText("Your chart says:");
    before.getByLabel("Tiếng Việt").check();
    assertThat(before.getByTestId("language-still-right")).hasCount(0);
    PreVisitSteps.toTheEnd(before);
    before.getByTestId("portal-send").click();
    assertThat(heading(before, "Sent to your care team")).isVisible();

    Page now = portal(patient, 7, 375, "en-US");
    PreVisitSteps.next(now, 2);
    assertThat(now.getByLabel("What is it?")).hasValue("");
    assertThat(now.getByTestId("earlier-events")).containsText("the harvest");
    assertThat(now.getByTestId("earlier-events")).containsText("You told us on");
    now.getByTestId("event-still-right").click();
    assertThat(now.getByLabel("What is it?")).hasValue("the harvest");
    assertThat(now.getByTestId("event-still-right")).hasCount(0);
    assertThat(now.locator(".fv-saved")).containsText("Saved");

    for (int step = 3; step <= 8; step++) {
      PreVisitSteps.next(now, step);
    }
    assertThat(now.getByTestId("known-language")).containsText("You told us on");
    assertThat(now.getByLabel("Tiếng Việt")).not().isChecked();
    now.getByTestId("language-still-right").click();
    assertThat(now.getByLabel("Tiếng Việt")).isChecked();
    PreVisitSteps.toTheEnd(now);
    now.getByTestId("portal-send").click();
    assertThat(heading(now, "Sent to your care team")).isVisible();

    Page desk = chromium.person(1280, 800, "en-US");
    desk.navigate(
        ehr.launch("Practitioner/dr-osei", patient, "&encounter=" + ehr.visit(patient, 7)));
    assertThat(desk.getByText("Likes to talk in")).isVisible();
    assertThat(desk.getByText("the chart says")).isVisible();
  }

  /** Goes there by the keyboard, as far as a page lets one. */
  private static void press(Page page, Locator button) {
    button.focus();
    page.keyboard().press("Enter");
  }

  private static Locator words(Page page, String linkId) {
    return page.getByTestId(linkId).locator("textarea");
  }

  /** Each test has a visit of theirs of its own. */
  private static String somebody() {
    return ehr.bulkPatient(1);
  }

  private static Page portal(String patient, int visit, int width, String language) {
    return portal("Patient/" + patient, patient, ehr.visit(patient, visit), width, language);
  }

  private static Page portal(
      String user, String patient, String encounter, int width, String language) {
    Page phone = chromium.person(width, 740, language);
    phone.navigate(ehr.launch(user, patient, "&encounter=" + encounter));
    phone.locator("#question, .fv-sent h1").first().waitFor();
    return phone;
  }

  /** A visit that no other test answers for. */
  private static String otherVisitOfNoah() {
    return ehr.search("Encounter?patient=noah").stream()
        .map(one -> one.get("id").asString())
        .filter(id -> !id.equals("noah-today"))
        .sorted()
        .toList()
        .getFirst();
  }

  private static List<JsonNode> sent(String patient, int visit) {
    String encounter = "Encounter/" + ehr.visit(patient, visit);
    return ehr.search("QuestionnaireResponse?patient=" + patient).stream()
        .filter(one -> one.at("/encounter/reference").asString("").equals(encounter))
        .toList();
  }

  private static Locator heading(Page page, String text) {
    return page.getByRole(AriaRole.HEADING, named(text));
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private static void look(Page page, String name, int width) {
    Chromium.assertFits(page, name + " at " + width);
    Chromium.assertAccessible(page, name + " at " + width);
    if (System.getProperty("looks") != null) {
      page.screenshot(
          new Page.ScreenshotOptions()
              .setFullPage(true)
              .setPath(Path.of(System.getProperty("looks"), name + "-" + width + ".png")));
    }
  }
}
