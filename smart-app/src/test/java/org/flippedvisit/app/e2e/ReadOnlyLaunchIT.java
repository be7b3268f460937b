package org.flippedvisit.app.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * A sign-in that may read and not write, or not even read: nothing is hidden, the reason stands
 * there before anybody begins, the words are kept here and can be copied.
 */
final class ReadOnlyLaunchIT {
  private static final String READ_V2 =
      "launch openid fhirUser online_access patient/*.rs user/Practitioner.rs";
  private static final String READ_V1 =
      "launch openid fhirUser online_access patient/*.read user/Practitioner.read";
  private static final String NO_PERMIT = "This sign-in does not permit it.";

  @RegisterExtension private static final Chromium chromium = new Chromium();
  @RegisterExtension private static final InspectedEhr ehr = new InspectedEhr();

  private static String patient;

  @BeforeAll
  static void choose() {
    patient = ehr.bulkPatient(0);
  }

  @Test
  void clinicianSeesTheReasonFirstAndKeepsConcernAndNoteHere() {
    int notes = ehr.search("DocumentReference?patient=" + patient).size();
    int answers = answers().size();
    Page desk = chromium.atDesk();
    desk.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
    desk.navigate(launch("Practitioner/dr-osei", "read-only-1", "", READ_V2));
    assertThat(desk.locator(".fv-closing > .fv-state"))
        .hasText("The visit note cannot go into the chart. " + NO_PERMIT);
    assertThat(desk.locator(".fv-ask .fv-save"))
        .containsText("The answers cannot go into the chart. " + NO_PERMIT);
    assertThat(desk.getByTestId("ask-save")).isDisabled();

    desk.getByLabel("Ask: what matters most today?").fill("My knee.\nAnd the dog.");
    desk.locator(".fv-ask").getByTestId("copy-text").click();
    assertThat(desk.locator(".fv-ask .fv-copy")).containsText("Copied");
    assertThat(clipboard(desk)).contains("My knee.\nAnd the dog.");
    desk.getByTestId("ask-save-here").click();
    assertThat(desk.locator("main blockquote").first()).hasText("My knee.\nAnd the dog.");
    Locator open = desk.locator(".fv-open-writes");
    open.locator("vaadin-details-summary").click();
    assertThat(open).containsText("The answers: kept here, not in the chart. " + NO_PERMIT);
    assertThat(open.getByText("Try again").first()).isDisabled();

    decideEverything(desk);
    desk.getByTestId("close-visit").click();
    desk.getByLabel("Not asked").check();
    assertThat(desk.getByTestId("close-publish")).isDisabled();
    desk.locator(".fv-closing").getByTestId("copy-text").click();
    assertThat(desk.locator(".fv-closing .fv-copy")).containsText("Copied");
    String copiedBefore = clipboard(desk);
    desk.getByTestId("close-publish-here").click();
    Locator note = desk.locator(".fv-closing [data-kind=VISIT_NOTE]");
    assertThat(note).hasAttribute("data-state", "REJECTED");
    assertThat(note).containsText("kept here, not in the chart. " + NO_PERMIT);
    assertThat(desk.locator(".fv-note-text")).containsText("My knee.");
    assertThat(copiedBefore).contains("My knee.");
    assertThat(reference(copiedBefore)).isEqualTo(reference(desk.locator(".fv-note-text")));
    assertThat(ehr.search("DocumentReference?patient=" + patient)).hasSize(notes);
    assertThat(answers()).hasSize(answers);
  }

  @Test
  void assistantReadsBackKeepsHereAndCopiesTheNote() {
    int before = ehr.search("Observation?patient=" + patient + "&code=95541-9").size();
    Page desk = chromium.atDesk();
    desk.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
    desk.navigate(launch("Practitioner/lena-ortiz", "read-only-2", "&intent=rooming", READ_V1));
    assertThat(desk.getByText("This cannot go into the chart. " + NO_PERMIT).first()).isVisible();

    Chromium.preferenceWords(desk.locator("body")).fill("Ask me first.");
    desk.getByTestId("preference-read-back").click();
    assertThat(desk.getByTestId("preference-save")).isDisabled();
    Locator reading = desk.locator(".fv-ask").last();
    reading.getByTestId("copy-text").click();
    assertThat(reading.locator(".fv-copy")).containsText("Copied");
    String copied = clipboard(desk);
    assertThat(copied).contains("Ask me first.").contains("Lena Ortiz");
    desk.getByTestId("preference-save-here").click();

    Locator note = desk.locator("main > div [data-kind=PREFERENCE_NOTE]").first();
    assertThat(note).hasAttribute("data-state", "REJECTED");
    assertThat(note).not().containsText("saved in the chart");
    assertThat(note.getByText("Try again")).isDisabled();
    assertThat(desk.locator(".fv-partner")).containsText("Ask me first.");
    assertThat(desk.locator(".fv-partner")).containsText("the chart does not hold it");
    assertThat(ehr.search("Observation?patient=" + patient + "&code=95541-9")).hasSize(before);

    Page next = chromium.atDesk();
    next.navigate(launch("Practitioner/dr-osei", "read-only-2", "", READ_V2));
    assertThat(next.locator(".fv-partner")).containsText("Ask me first.");
  }

  @Test
  void patientIsToldBeforeTheFirstAnswer() {
    int answers = answers().size();
    Page phone = chromium.onPhone();
    phone.navigate(launch("Patient/" + patient, "read-only-3", "", READ_V2));
    assertThat(phone.getByText("Your answers cannot go into your chart.")).isVisible();
    phone.getByTestId("concern").locator("textarea").fill("My knee");
    PreVisitSteps.toTheEnd(phone);
    assertThat(phone.getByTestId("portal-send")).isDisabled();
    Chromium.assertFits(phone, "last step of a read-only launch");
    phone.getByTestId("portal-send-here").click();
    assertThat(phone.getByText("Kept, but not sent yet")).isVisible();
    assertThat(phone.locator(".fv-sent .fv-their-words").first()).hasText("My knee");
    assertThat(phone.getByTestId("copy-text")).isVisible();
    assertThat(answers()).hasSize(answers);
  }

  @Test
  void everyPartOfTheVisitThatMayNotBeReadSaysSo() {
    Page desk = chromium.atDesk();
    desk.navigate(
        launch(
            "Practitioner/dr-osei",
            "read-only-4",
            "",
            "launch openid fhirUser patient/Encounter.rs"));
    for (String part :
        List.of(
            "the patient’s name and birth date",
            "the answers from before the visit",
            "how this person likes to partner",
            "the goals")) {
      assertThat(desk.getByText("You are not permitted to see " + part + " here.")).isVisible();
    }
    // Of what the care team has planned one part may be read: the others are named.
    assertThat(
            desk.getByText(
                    Pattern.compile("You are not permitted to see .*orders and referrals.* here"))
                .first())
        .isVisible();
    assertThat(desk.getByText("Could not read")).hasCount(0);
    assertThat(desk.getByText("none in the person’s own words")).hasCount(0);
    assertThat(desk.getByText("Not asked yet")).hasCount(0);
  }

  @Test
  void everyPartOfRoomingThatMayNotBeReadSaysSo() {
    Page desk = chromium.atDesk();
    desk.navigate(
        launch(
            "Practitioner/lena-ortiz",
            "read-only-5",
            "&intent=rooming",
            "launch openid fhirUser patient/Patient.rs"));
    for (String part :
        List.of("the answers from before the visit", "how this person likes to partner")) {
      assertThat(desk.getByText("You are not permitted to see " + part + " here.")).isVisible();
    }
    assertThat(Chromium.preferenceWords(desk.locator("body"))).isVisible();
  }

  @ParameterizedTest
  @ValueSource(ints = {375, 400, 1280})
  void readOnlyPagesFitAndAreAccessible(int width) {
    Page visit = chromium.person(width, 900, "en-US");
    visit.navigate(launch("Practitioner/dr-osei", "read-only-6", "", READ_V2));
    assertThat(visit.getByTestId("ask-save-here")).isVisible();
    assertThat(visit.locator(".fv-closing > .fv-state")).isVisible();
    look(visit, "read-only-visit", width);
    Page rooming = chromium.person(width, 900, "en-US");
    rooming.navigate(launch("Practitioner/lena-ortiz", "read-only-6", "&intent=rooming", READ_V1));
    Chromium.preferenceWords(rooming.locator("body")).fill("Straight, please.");
    rooming.getByTestId("preference-read-back").click();
    assertThat(rooming.getByTestId("preference-save-here")).isVisible();
    look(rooming, "read-only-rooming", width);
  }

  private static void look(Page page, String name, int width) {
    if (System.getProperty("looks") != null) {
      page.screenshot(
          new Page.ScreenshotOptions()
              .setFullPage(true)
              .setPath(Path.of(System.getProperty("looks"), name + "-" + width + ".png")));
    }
    Chromium.assertFits(page, name + " at " + width);
    Chromium.assertAccessible(page, name + " at " + width);
  }

  private static void decideEverything(Page desk) {
    Locator open = desk.locator("[data-open=true]");
    for (int left = open.count(); left > 0; left--) {
      open.first().getByText("Discussed").click();
      assertThat(open).hasCount(left - 1);
    }
  }

  private static String launch(String user, String encounter, String more, String granted) {
    return ehr.launch(
        user,
        patient,
        more
            + "&encounter="
            + encounter
            + "&granted_scope="
            + URLEncoder.encode(granted, StandardCharsets.UTF_8));
  }

  private static List<JsonNode> answers() {
    return ehr.search("QuestionnaireResponse?patient=" + patient);
  }

  private static String clipboard(Page page) {
    return ((String) page.evaluate("navigator.clipboard.readText()")).replace("\r\n", "\n");
  }

  /** The last line of a note names it. */
  private static String reference(String note) {
    return note.strip().lines().reduce((earlier, later) -> later).orElseThrow();
  }

  private static String reference(Locator note) {
    return reference(note.textContent());
  }
}
