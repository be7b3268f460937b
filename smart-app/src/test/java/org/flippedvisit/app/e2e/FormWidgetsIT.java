package org.flippedvisit.app.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FileChooser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.IsInViewportOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/**
 * A site's own form with every kind of field, by keyboard alone on the narrowest screen, taken up
 * again in another browser, and sent: what arrives is what was entered. And the same form read at
 * 400 %.
 */
final class FormWidgetsIT {
  private static final int STEPS = 16;

  @RegisterExtension private static final Chromium chromium = new Chromium();
  @RegisterExtension private static final InspectedEhr ehr = new InspectedEhr();

  @RegisterExtension
  private static final AppRestarted app =
      AppRestarted.with(
          () ->
              Stream.of(
                  "--flipped-visit.questionnaires.pre-visit="
                      + FormWidgetsIT.class.getResource("widgets-pre-visit.json")));

  private static String patient;

  @BeforeAll
  static void choose() {
    patient = ehr.bulkPatient(2);
  }

  @Test
  void everyKindOfFieldIsFilledInByKeyboardTakenUpAgainAndSent() {
    Page phone = portal(chromium.person(320, 740, "en-US"), 6);
    show(phone, false);
    type(phone, phone.getByTestId("concern").locator("textarea"), "My knee\non the stairs");
    assertThat(phone.getByTestId("concern")).containsText("One thing is enough.");
    assertThat(phone.getByRole(AriaRole.LINK, named("Read more")))
        .hasAttribute("href", "https://north.example/what-to-bring");
    next(phone, 2);
    search(phone, "town", "Lu");
    assertThat(phone.getByTestId("town").locator("input")).hasValue("Lund");
    next(phone, 3);
    search(phone, "pharmacy", "Mark");
    assertThat(phone.getByTestId("pharmacy").locator("input")).hasValue("Market pharmacy");
    next(phone, 4);
    to(phone, phone.getByLabel("good"));
    phone.keyboard().press("Space");
    phone.keyboard().press("ArrowRight");
    assertThat(phone.getByLabel("fair")).isChecked();
    next(phone, 5);
    to(phone, phone.getByTestId("tired").locator("input[type=range]"));
    phone.keyboard().press("Home");
    phone.keyboard().press("ArrowRight");
    phone.keyboard().press("ArrowRight");
    assertThat(phone.getByTestId("tired")).containsText("2 %");
    next(phone, 6);
    to(phone, phone.getByTestId("confidence").locator("input").first());
    phone.keyboard().press("Space");
    phone.keyboard().press("ArrowRight");
    assertThat(phone.getByLabel("1", new Page.GetByLabelOptions().setExact(true))).isChecked();
    next(phone, 7);
    search(phone, "aids", "stick");
    search(phone, "aids", "friend");
    assertThat(phone.getByTestId("aids")).containsText("a friend");
    phone.keyboard().press("Escape"); // leaves the choice that the arrows came to
    phone.keyboard().press("Escape"); // closes the list of choices
    next(phone, 8);
    to(phone, phone.getByTestId("month").locator("vaadin-select-value-button"));
    phone.keyboard().press("Enter");
    phone.getByRole(AriaRole.OPTION, named("March")).waitFor();
    Chromium.assertAccessible(phone, "with an open list");
    phone.keyboard().type("Mar");
    phone.keyboard().press("Enter");
    assertThat(phone.getByTestId("month")).containsText("March");
    next(phone, 9);
    to(phone, phone.getByLabel("You may phone me before the visit"));
    phone.keyboard().press("Space");
    next(phone, 10);
    assertThat(phone.getByRole(AriaRole.BUTTON, named("Choose a file"))).isVisible();
    to(phone, phone.getByTestId("picture").locator("vaadin-button[slot=add-button]"));
    FileChooser chooser = phone.waitForFileChooser(() -> phone.keyboard().press("Enter"));
    chooser.setFiles(
        new FilePayload("knee.txt", "text/plain", "swollen".getBytes(StandardCharsets.UTF_8)));
    assertThat(phone.getByText("knee.txt").first()).isVisible();
    next(phone, 11);
    type(phone, phone.getByTestId("wakes").locator("input"), "07:30");
    next(phone, 12);
    to(phone, phone.getByLabel("a neighbour"));
    phone.keyboard().press("Space");
    phone.keyboard().press("ArrowUp");
    assertThat(phone.getByLabel("Something else").first()).isChecked();
    type(phone, phone.getByTestId("helper").locator("textarea"), "my grandson");
    next(phone, 13);
    type(phone, phone.getByLabel("What is it?").first(), "the harvest");
    String day = chooseDay(phone, phone.locator("vaadin-date-picker").first());
    press(phone, phone.getByRole(AriaRole.BUTTON, named("Add another")));
    assertThat(phone.getByLabel("What is it?")).hasCount(2);
    type(phone, phone.getByLabel("What is it?").nth(1), "a wedding");
    next(phone, 14);
    type(phone, phone.getByTestId("tried").locator("input").first(), "ice");
    press(phone, phone.getByRole(AriaRole.BUTTON, named("Add another")));
    type(phone, phone.getByTestId("tried").locator("input").nth(1), "rest");
    next(phone, 15);
    assertThat(phone.getByTestId("doctor")).containsText("Dr. Kwame Osei");

    Page other = portal(chromium.person(375, 740, "en-US"), 6);
    show(other, true);
    assertThat(other.getByTestId("concern").locator("textarea")).hasValue("My knee\non the stairs");
    assertThat(other.getByTestId("town").locator("input")).hasValue("Lund");
    assertThat(other.getByTestId("pharmacy").locator("input")).hasValue("Market pharmacy");
    assertThat(other.getByLabel("fair")).isChecked();
    assertThat(other.getByTestId("tired")).containsText("2 %");
    assertThat(other.getByTestId("tired").locator("input[type=range]")).hasValue("2");
    assertThat(other.getByTestId("month")).containsText("March");
    assertThat(other.getByLabel("You may phone me before the visit")).isChecked();
    assertThat(other.getByTestId("picture")).containsText("knee.txt");
    assertThat(other.getByTestId("wakes").locator("input")).hasValue("07:30");
    assertThat(other.getByTestId("helper").locator("textarea")).hasValue("my grandson");
    assertThat(other.getByLabel("What is it?").nth(1)).hasValue("a wedding");
    assertThat(other.getByTestId("tried").locator("input").nth(1)).hasValue("rest");
    press(other, other.getByTestId("portal-next"));
    assertThat(other.locator("#question")).hasText("Look over your answers");
    look(other, "widgets-review", 375);
    press(other, other.getByTestId("portal-send"));
    assertThat(other.getByRole(AriaRole.HEADING, named("Sent to your care team"))).isVisible();

    JsonNode sent = sent();
    assertThat(values(sent, "concern", "/valueString")).containsExactly("My knee\non the stairs");
    assertThat(values(sent, "town", "/valueCoding/code")).containsExactly("lund");
    assertThat(values(sent, "pharmacy", "/valueCoding/code")).containsExactly("market-pharmacy");
    assertThat(values(sent, "how", "/valueCoding/code")).containsExactly("fair");
    assertThat(values(sent, "tired", "/valueQuantity/value")).containsExactly("2");
    assertThat(values(sent, "tired", "/valueQuantity/code")).containsExactly("%");
    assertThat(values(sent, "confidence", "/valueInteger")).containsExactly("1");
    assertThat(values(sent, "aids", "/valueCoding/code")).containsExactly("a-stick", "a-friend");
    assertThat(values(sent, "month", "/valueCoding/code")).containsExactly("march");
    assertThat(values(sent, "phone-me", "/valueBoolean")).containsExactly("true");
    assertThat(values(sent, "picture", "/valueAttachment/title")).containsExactly("knee.txt");
    assertThat(values(sent, "picture", "/valueAttachment/data")).containsExactly("c3dvbGxlbg==");
    assertThat(values(sent, "wakes", "/valueTime")).containsExactly("07:30:00");
    assertThat(values(sent, "helper", "/valueString")).containsExactly("my grandson");
    assertThat(values(sent, "event-what", "/valueString"))
        .containsExactly("the harvest", "a wedding");
    assertThat(values(sent, "event-when", "/valueDate")).containsExactly(day);
    assertThat(values(sent, "tried", "/valueString")).containsExactly("ice", "rest");
    assertThat(values(sent, "doctor", "/valueReference/reference"))
        .containsExactly("Practitioner/dr-osei");
  }

  /** 320 by 256 CSS pixels is what 1280 by 1024 become at 400 % (WCAG 2.2, 1.4.10). */
  @Test
  void isReadAt400PercentWithWideSpacing() {
    Page phone = portal(chromium.zoomed(), 7);
    show(phone, true);
    phone.addStyleTag(new Page.AddStyleTagOptions().setContent(WIDE_SPACING));
    assertNothingIsCut(phone);
    look(phone, "widgets-400-percent", 320);
    phone.getByTestId("concern").locator("textarea").fill("My knee");
    phone.getByTestId("portal-next").click();
    assertThat(phone.locator("#question")).hasText("Look over your answers");
    assertNothingIsCut(phone);
    phone.getByTestId("portal-send").scrollIntoViewIfNeeded();
    assertThat(phone.getByTestId("portal-send")).isInViewport(IN_FULL);
  }

  private static final IsInViewportOptions IN_FULL = new IsInViewportOptions().setRatio(1);

  /** WCAG 2.2, 1.4.12. */
  private static final String WIDE_SPACING =
      "* { line-height: 1.5 !important; letter-spacing: 0.12em !important;"
          + " word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }";

  /** Words that stand in a box that hides what is too much for it, or beyond the screen. */
  private static final String CUT =
      """
      () => [...document.querySelectorAll('main *, header *')]
        .filter(one => one.checkVisibility() && one.innerText?.trim()
            && !one.closest('.fv-visually-hidden, [slot=sr-label], vaadin-checkbox > label:empty'))
        .filter(one => {
          const style = getComputedStyle(one);
          const box = one.getBoundingClientRect();
          const hides = style.overflowX !== 'visible' && style.overflowX !== 'auto'
              && one.scrollWidth > one.clientWidth + 1;
          return hides || (box.width > 1 && (box.right > innerWidth + 1 || box.left < -1));
        })
        .map(one => one.tagName + '.' + one.className + ': ' + one.innerText.slice(0, 40))
      """;

  private static void assertNothingIsCut(Page page) {
    Chromium.assertFits(page, "at 400 %");
    assertThat((List<?>) page.evaluate(CUT)).as("cut off at 400 %%").isEmpty();
  }

  private static Page portal(Page phone, int visit) {
    phone.navigate(
        ehr.launch("Patient/" + patient, patient, "&encounter=" + ehr.visit(patient, visit)));
    assertThat(phone.locator("#question")).isVisible();
    return phone;
  }

  /** As the person likes it: what they chose before stays chosen. */
  private static void show(Page phone, boolean onePage) {
    Locator doctor = phone.getByTestId("doctor");
    if (doctor.isVisible() != onePage) {
      phone.getByTestId("portal-flow").click();
    }
    assertThat(doctor).isVisible(new IsVisibleOptions().setVisible(onePage));
  }

  private static JsonNode sent() {
    List<JsonNode> sent =
        ehr.search("QuestionnaireResponse?patient=" + patient).stream()
            .filter(
                one ->
                    one.at("/encounter/reference")
                        .asString("")
                        .equals("Encounter/" + ehr.visit(patient, 6)))
            .toList();
    assertThat(sent).hasSize(1);
    assertThat(sent.getFirst().get("questionnaire").asString()).endsWith("|1.1.0-widgets");
    return sent.getFirst();
  }

  /** What every answer to a question says at a place, in the order of the response. */
  private static List<String> values(JsonNode response, String linkId, String place) {
    return response.findParents("linkId").stream()
        .filter(item -> item.get("linkId").asString().equals(linkId))
        .flatMap(item -> item.path("answer").valueStream())
        .map(answer -> answer.at(place))
        .filter(JsonNode::isValueNode)
        .map(JsonNode::asString)
        .toList();
  }

  private static void search(Page phone, String linkId, String begin) {
    type(phone, phone.getByTestId(linkId).locator("input"), begin);
    phone.getByRole(AriaRole.OPTION).filter(text(begin)).first().waitFor();
    phone.keyboard().press("ArrowDown");
    phone.keyboard().press("Enter");
  }

  /**
   * The day that the calendar stands at: on a screen as narrow as this nothing is typed into it.
   */
  private static String chooseDay(Page phone, Locator field) {
    to(phone, field.locator("input"));
    phone.keyboard().press("ArrowDown");
    // The calendar slides in first: a key that comes before the focus does belongs to nobody.
    phone.locator("vaadin-month-calendar [part~=date]:focus").waitFor();
    phone.keyboard().press("Enter");
    assertThat(field.locator("input")).not().hasValue("");
    return (String) field.evaluate("field => field.value");
  }

  private static void type(Page phone, Locator field, String words) {
    to(phone, field);
    phone.keyboard().type(words);
  }

  private static void press(Page phone, Locator button) {
    to(phone, button);
    phone.keyboard().press("Enter");
  }

  private static void next(Page phone, int step) {
    look(phone, "widgets-step-" + (step - 1), 320);
    press(phone, phone.getByTestId("portal-next"));
    assertThat(phone.locator(".fv-progress")).containsText(step + " of " + STEPS);
  }

  /** Tabs until the focus is there, as somebody without a mouse does. */
  private static void to(Page phone, Locator wanted) {
    wanted.waitFor();
    for (int tabs = 0; tabs < 150; tabs++) {
      if ((boolean)
          wanted.evaluate(
              "one => one === document.activeElement || one.contains(document.activeElement)")) {
        return;
      }
      phone.keyboard().press("Tab");
    }
    throw new AssertionError("no way there by keyboard: " + wanted);
  }

  /** What a field opens over the page, and closes only after a moment. */
  private static final String OVER_THE_PAGE =
      Stream.of(
              "vaadin-select-list-box",
              "vaadin-combo-box-scroller",
              "vaadin-multi-select-combo-box-scroller",
              "vaadin-date-picker-overlay-content")
          .map(one -> one + ":visible")
          .collect(Collectors.joining(", "));

  private static void look(Page page, String name, int width) {
    assertThat(page.locator(OVER_THE_PAGE)).hasCount(0);
    Chromium.assertFits(page, name);
    Chromium.assertAccessible(page, name);
    if (System.getProperty("looks") != null) {
      page.screenshot(
          new Page.ScreenshotOptions()
              .setFullPage(true)
              .setPath(Path.of(System.getProperty("looks"), name + "-" + width + ".png")));
    }
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private static Locator.FilterOptions text(String words) {
    return new Locator.FilterOptions().setHasText(words);
  }
}
