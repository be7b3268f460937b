package org.flippedvisit.app.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * What people see when the EHR or the app fails under them: plain words, their own words kept, no
 * save claimed.
 */
final class OutagesIT {
  private static Chromium chromium;
  private static InspectedEhr ehr;

  @BeforeAll
  static void open() {
    chromium = new Chromium();
    ehr = new InspectedEhr(Servers.running().ehrUrl());
  }

  @AfterEach
  void heal() {
    ehr.heal();
  }

  @AfterAll
  static void close() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "status:401, the sign-in has ended",
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
    desk.getByLabel("How do you like to partner in your care?").fill(preference);
    desk.getByTestId("preference-read-back").click();
    ehr.fail("POST", "^/DocumentReference", fault);
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
    for (int step = 1; step < 6; step++) {
      phone.getByTestId("portal-next").click();
      assertThat(phone.locator(".fv-progress")).containsText((step + 1) + " of 6");
    }
    phone.getByTestId("portal-send").click();
    assertThat(
            phone.getByRole(
                AriaRole.HEADING, new Page.GetByRoleOptions().setName("Kept, but not sent yet")))
        .isVisible();
    assertThat(phone.locator("blockquote").first()).hasText("Me preocupa la tos");
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
