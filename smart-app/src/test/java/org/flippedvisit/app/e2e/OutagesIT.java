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
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * What people see when the EHR or the app fails under them: plain words, their own words kept, no
 * save claimed.
 */
final class OutagesIT {
  @RegisterExtension private static final Chromium chromium = new Chromium();
  @RegisterExtension private static final InspectedEhr ehr = new InspectedEhr();

  @ParameterizedTest
  @CsvSource({
    "status:401, Could not read the answers",
    "status:403, not permitted to see the answers",
    "status:404, had an error",
    "status:429, too busy",
    "status:500, had an error",
    "timeout, took too long",
    "html, not readable",
    "reset, cannot be reached"
  })
  void readThatFailsIsSaidAndTheRestIsShown(String fault, String words) {
    ehr.fail("GET", "^/QuestionnaireResponse", fault);
    Page desk = chromium.atDesk();
    desk.navigate(ehr.launch("Practitioner/dr-osei", "ruth", ""));
    assertThat(desk.locator(".fv-matters").getByText(words)).isVisible();
    assertThat(desk.locator(".fv-partner blockquote")).isVisible();
    assertThat(desk.locator(".fv-name")).hasText("Ruth");
  }

  @ParameterizedTest
  @CsvSource({
    "status:401, REJECTED, The sign-in has ended",
    "status:403, REJECTED, does not permit",
    "status:404, REJECTED, does not take it",
    "status:429, REJECTED, too busy",
    "status:500, UNKNOWN, do not know whether",
    "timeout, UNKNOWN, do not know whether",
    "html, UNKNOWN, do not know whether",
    "reset, UNKNOWN, do not know whether"
  })
  void writeThatFailsIsNeverCalledSaved(String fault, String state, String words) {
    Page desk = chromium.atDesk();
    desk.navigate(ehr.launch("Practitioner/lena-ortiz", "dale", "&intent=rooming"));
    String preference = "Keep it short, " + fault;
    Chromium.preferenceWords(desk.locator("body")).fill(preference);
    desk.getByTestId("preference-read-back").click();
    // In every form that the note may take: what is refused in one goes out in the next.
    ehr.fail("POST", "^/(DocumentReference|QuestionnaireResponse|Communication)", fault);
    desk.getByTestId("preference-save").click();
    Locator note = desk.locator("main > div [data-kind=PREFERENCE_NOTE]").first();
    assertThat(note).hasAttribute("data-state", state);
    assertThat(note).containsText(words);
    assertThat(note).not().containsText("saved in the chart");
    assertThat(desk.getByText("Copy as text")).isVisible();
    assertThat(desk.locator(".fv-partner")).containsText(preference);
  }

  @Test
  void answersSentDuringOutageAreKeptAndArriveLaterOnce() {
    ehr.fail("POST", "^/QuestionnaireResponse", "reset");
    Page phone = portal("Rosa");
    phone.getByText("Change or add something").or(phone.locator("#question")).first().waitFor();
    if (phone.getByText("Change or add something").isVisible()) {
      phone.getByText("Change or add something").click();
    }
    phone.getByTestId("concern").locator("textarea").fill("Me preocupa la tos");
    PreVisitSteps.toTheEnd(phone);
    phone.getByTestId("portal-send").click();
    assertThat(
            phone.getByRole(
                AriaRole.HEADING, new Page.GetByRoleOptions().setName("Kept, but not sent yet")))
        .isVisible();
    assertThat(phone.locator(".fv-sent .fv-their-words").first()).hasText("Me preocupa la tos");
    assertThat(sentByRosa()).isEmpty();

    ehr.heal();
    phone.getByText("Look whether it is there").click();
    assertThat(
            phone.getByRole(
                AriaRole.HEADING, new Page.GetByRoleOptions().setName("Sent to your care team")))
        .isVisible();
    assertThat(sentByRosa()).hasSize(1);
  }

  @Test
  void draftOutlivesTheAppAndTheBrowser() {
    Servers servers = Servers.running();
    Assumptions.assumeTrue(servers.ownsApp(), "the app is not this test's to kill");
    Page phone = portal("Dale");
    phone.getByText("Change or add something").or(phone.locator("#question")).first().waitFor();
    if (phone.getByText("Change or add something").isVisible()) {
      phone.getByText("Change or add something").click();
    }
    phone.getByTestId("concern").locator("textarea").fill("The insurance ends\non the 30th");
    assertThat(phone.locator(".fv-saved")).containsText("Saved");

    servers.killAndRestartApp();

    Page otherPhone = portal("Dale");
    assertThat(otherPhone.getByTestId("concern").locator("textarea"))
        .hasValue("The insurance ends\non the 30th");
  }

  @Test
  void fieldsOfTheAgendaOutliveTheAppAndTheBrowser() {
    Servers servers = Servers.running();
    Assumptions.assumeTrue(servers.ownsApp(), "the app is not this test's to kill");
    String patient = ehr.bulkPatient(1);
    Page desk = chromium.atDesk();
    desk.navigate(ehr.launch("Practitioner/dr-osei", patient, "&encounter=drafts-1"));
    add(desk, "Sleep");
    add(desk, "Inhaler");
    Locator first = item(desk, "Sleep");
    first.getByText("Decided together").click();
    first.getByLabel("What was decided").fill("Lights out\nat ten");
    item(desk, "Inhaler").getByText("Later").click();
    item(desk, "Inhaler").getByLabel("Who sees to it").fill("Lena");
    assertThat(first.getByLabel("What was decided")).hasValue("Lights out\nat ten");
    item(desk, "Inhaler").getByTestId("fate-keep").click();
    assertThat(item(desk, "Inhaler")).containsText("at the next visit");
    assertThat(first.getByLabel("What was decided")).hasValue("Lights out\nat ten");
    first.getByLabel("Who does it").fill("Noah");
    desk.getByTestId("agenda-add-words").locator("input").fill("The gym at sch");

    Page otherTab = desk.context().newPage();
    otherTab.navigate(desk.url());
    assertThat(item(otherTab, "Sleep").getByLabel("Who does it")).hasValue("Noah");
    assertThat(otherTab.getByTestId("agenda-add-words").locator("input"))
        .hasValue("The gym at sch");

    servers.killAndRestartApp();

    Page again = chromium.atDesk();
    again.navigate(ehr.launch("Practitioner/dr-osei", patient, "&encounter=drafts-1"));
    assertThat(item(again, "Sleep").getByLabel("What was decided")).hasValue("Lights out\nat ten");
    assertThat(item(again, "Sleep").getByLabel("Who does it")).hasValue("Noah");
    assertThat(again.getByTestId("agenda-add-words").locator("input")).hasValue("The gym at sch");
    assertThat(item(again, "Inhaler").getByLabel("Who sees to it")).hasCount(0);

    Page nextVisit = chromium.atDesk();
    nextVisit.navigate(ehr.launch("Practitioner/dr-osei", patient, "&encounter=drafts-2"));
    assertThat(nextVisit.getByTestId("begun-earlier")).hasCount(2);
    assertThat(item(nextVisit, "Sleep").getByLabel("What was decided")).hasCount(0);
    item(nextVisit, "Sleep").getByTestId("begun-use").click();
    assertThat(item(nextVisit, "Sleep").getByLabel("What was decided"))
        .hasValue("Lights out\nat ten");
    nextVisit.getByTestId("begun-discard").click();
    assertThat(nextVisit.getByTestId("begun-earlier")).hasCount(0);

    Page colleague = chromium.atDesk();
    colleague.navigate(ehr.launch("Practitioner/dr-ahlgren", patient, "&encounter=drafts-1"));
    assertThat(item(colleague, "Sleep")).isVisible();
    assertThat(colleague.getByTestId("begun-earlier")).hasCount(0);
    assertThat(colleague.getByLabel("What was decided")).hasCount(0);
  }

  @Test
  void signInThatEndsIsSaidOnceAndTheWordsStay() {
    String patient = ehr.bulkPatient(2);
    Page desk = chromium.person(400, 900, "en-US");
    String earlier =
        "&encounter="
            + ehr.search("Encounter?_sort=date&patient=" + patient).getFirst().get("id").asString();
    desk.navigate(ehr.launch("Practitioner/dr-osei", patient, earlier));
    desk.getByLabel("Ask: what matters most today?").fill("The stairs\nat home");
    ehr.fail("*", "^/", "status:401");
    desk.getByTestId("ask-save").click();
    Locator notice = desk.getByText("Your sign-in to the chart has ended.");
    assertThat(notice).hasCount(1);
    assertThat(notice).isVisible();
    assertThat(desk.locator("main blockquote").first()).hasText("The stairs\nat home");
    assertThat(desk.locator(".fv-open-writes").getByText("Try again").first()).isDisabled();
    desk.getByTestId("agenda-add-words").locator("input").fill("Typed after the end");
    if (System.getProperty("looks") != null) {
      desk.screenshot(
          new Page.ScreenshotOptions()
              .setFullPage(true)
              .setPath(Path.of(System.getProperty("looks"), "signed-out-400.png")));
    }

    ehr.heal();
    Page again = chromium.atDesk();
    again.navigate(ehr.launch("Practitioner/dr-osei", patient, earlier));
    assertThat(again.getByTestId("agenda-add-words").locator("input"))
        .hasValue("Typed after the end");
    again.locator(".fv-open-writes").getByText("Try again").first().click();
    assertThat(again.locator(".fv-open-writes")).isHidden();
    assertThat(ehr.search("QuestionnaireResponse?patient=" + patient))
        .filteredOn(one -> one.toString().contains("The stairs"))
        .hasSize(1);
  }

  private static void add(Page desk, String words) {
    desk.getByTestId("agenda-add-words").locator("input").fill(words);
    desk.getByTestId("agenda-add").click();
    assertThat(item(desk, words)).isVisible();
    assertThat(desk.getByTestId("agenda-add-words").locator("input")).hasValue("");
  }

  private static Locator item(Page desk, String words) {
    return desk.locator(".fv-item", new Page.LocatorOptions().setHasText(words));
  }

  @Test
  void deniedConsentOpensNothing() {
    Page phone = chromium.onPhone();
    signIn(phone, "Amina");
    phone.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Deny")).click();
    assertThat(phone.getByText("Access was not given")).isVisible();
  }

  @Test
  void twoChartsInOneBrowserStayApart() {
    Page first = chromium.atDesk();
    first.navigate(ehr.launch("Practitioner/dr-osei", "amina", ""));
    assertThat(first.locator(".fv-name")).hasText("Amina");
    Page second = first.context().newPage();
    second.navigate(ehr.launch("Practitioner/lena-ortiz", "ruth", "&intent=rooming"));
    assertThat(second.locator(".fv-name")).hasText("Ruth");
    first.reload();
    assertThat(first.locator(".fv-name")).hasText("Amina");
    assertThat(first.locator("main blockquote").first()).containsText("wedding");
    second.reload();
    assertThat(second.locator(".fv-name")).hasText("Ruth");
  }

  @Test
  void pageOfAnotherBrowsersLaunchDoesNotOpen() {
    Page desk = chromium.atDesk();
    desk.navigate(ehr.launch("Practitioner/dr-osei", "amina", ""));
    assertThat(desk.locator(".fv-name")).hasText("Amina");
    Page stranger = chromium.atDesk();
    stranger.navigate(desk.url());
    assertThat(stranger.getByText("Open this from the chart")).isVisible();
    assertThat(stranger.locator("body")).not().containsText("Amina");
  }

  private static List<JsonNode> sentByRosa() {
    return ehr.search("QuestionnaireResponse?patient=rosa").stream()
        .filter(one -> one.toString().contains("Me preocupa la tos"))
        .toList();
  }

  private static Page portal(String who) {
    Page phone = chromium.onPhone();
    signIn(phone, who);
    phone.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Allow")).click();
    return phone;
  }

  private static void signIn(Page phone, String who) {
    phone.navigate(Servers.running().ehrUrl() + "/portal");
    phone
        .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^" + who)))
        .first()
        .click();
    phone
        .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Before your visit"))
        .click();
  }
}
