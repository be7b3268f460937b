package org.flippedvisit.app.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Media;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * The agenda in the room: by keyboard alone, on two screens at once, alone with the person, on a
 * shared screen and on paper. At visits that no other test uses.
 */
final class AgendaIT {
  private static final String ADDED = "The stairs at my daughter’s house";

  @RegisterExtension private static final Chromium chromium = new Chromium();
  @RegisterExtension private static final InspectedEhr ehr = new InspectedEhr();

  @Test
  void wholeVisitByKeyboardAlone() {
    Page room = visit("rosa", "rosa-visit-2", 1280, "en-US");
    Locator open = room.locator("[data-open=true]");
    int before = room.locator(".fv-item").count();
    typeInto(room, room.getByTestId("agenda-add-words").locator("input"), ADDED);
    press(room, room.getByTestId("agenda-add"));
    Locator added = item(room, ADDED);
    assertThat(added).isFocused();
    assertThat(room.locator(".fv-item")).hasCount(before + 1);

    int place = placeOf(room, ADDED);
    room.keyboard().press("Alt+ArrowUp");
    assertThat(room.getByRole(AriaRole.STATUS).filter(text("is now " + (place - 1) + " of")))
        .hasCount(1);
    assertThat(added).isFocused();
    assertThat(placeOf(room, ADDED)).isEqualTo(place - 1);
    press(room, room.getByTestId("agenda-undo"));
    assertThat(room.getByRole(AriaRole.STATUS).filter(text("Taken back"))).hasCount(1);
    assertThat(placeOf(room, ADDED)).isEqualTo(place);

    press(room, choice(added, "Decided together"));
    assertThat(added.locator("textarea").first()).isFocused();
    room.keyboard().type("Practise with the physiotherapist");
    press(room, added.getByTestId("fate-keep"));
    assertThat(added).containsText("Practise with the physiotherapist");
    for (int left = open.count(); left > 0; left--) {
      press(room, choice(open.first(), "Discussed"));
      assertThat(open).hasCount(left - 1);
    }
    press(room, room.getByTestId("close-visit"));
    to(room, room.getByLabel("Yes", new Page.GetByLabelOptions().setExact(true)));
    room.keyboard().press("Space");
    press(room, room.getByTestId("close-publish"));
    assertThat(room.locator("[data-kind=VISIT_NOTE][data-state=CONFIRMED]")).isVisible();

    List<JsonNode> notes =
        ehr.search("DocumentReference?patient=rosa&type=http://loinc.org%7C11506-3").stream()
            .filter(note -> note.toString().contains("Encounter/rosa-visit-2"))
            .toList();
    assertThat(notes).hasSize(1);
    assertThat(OneVisitIT.textOf(notes.getFirst()))
        .contains(ADDED)
        .contains("Practise with the physiotherapist");
  }

  @Test
  void twoScreensSeeEachOthersChangesWithinTwoSeconds() {
    Page doctor = visit("rosa", "rosa-visit-3", 1280, "en-US");
    Page assistant = chromium.person(400, 900, "en-US");
    assistant.navigate(ehr.launch("Practitioner/lena-ortiz", "rosa", "&encounter=rosa-visit-3"));
    assertThat(assistant.locator(".fv-item").first()).isVisible();
    Locator typing = assistant.getByTestId("agenda-add-words").locator("input");
    typing.fill("half a");

    doctor.getByTestId("agenda-add-words").locator("input").fill("A ride to the clinic");
    doctor.getByTestId("agenda-add").click();

    var soon = new LocatorAssertions.IsVisibleOptions().setTimeout(2_000);
    assertThat(item(doctor, "A ride to the clinic")).isVisible();
    assertThat(item(assistant, "A ride to the clinic")).isVisible(soon);
    assertThat(typing).hasValue("half a");
    choice(item(assistant, "A ride to the clinic"), "Discussed").click();
    assertThat(item(doctor, "A ride to the clinic").locator(".fv-fate-done")).isVisible(soon);
  }

  @Test
  void talksAloneWithoutAWordOnTheOtherScreens() {
    Page room = visit("rosa", "rosa-visit-4", 1280, "en-US");
    room.getByTestId("agenda-add-words").locator("input").fill("Not for my daughter’s ears");
    room.getByTestId("agenda-add").click();
    menu(room, "Not for my daughter’s ears", "For talking alone");

    assertThat(item(room, "Not for my daughter’s ears")).hasCount(0);
    assertThat(room.locator("body")).not().containsText("Not for my daughter’s ears");
    room.getByTestId("mode-alone").click();
    assertThat(item(room, "Not for my daughter’s ears")).isVisible();
    room.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
    assertThat(item(room, "Not for my daughter’s ears")).isHidden();
    room.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
    choice(item(room, "Not for my daughter’s ears"), "Discussed").click();
    assertThat(item(room, "Not for my daughter’s ears").locator(".fv-fate-done")).isVisible();
    room.getByTestId("mode-alone").click();
    assertThat(room.locator("body")).not().containsText("Not for my daughter’s ears");
  }

  @Test
  void sharesAScreenWithNothingTechnicalOnIt() {
    Page room = visit("rosa", "rosa-visit-5", 1280, "en-US");
    assertThat(room.getByText("Rooming")).isVisible();

    room.getByTestId("mode-shared").click();

    assertThat(room.getByText("Rooming")).isHidden();
    assertThat(room.locator(".fv-name")).isVisible();
    Chromium.assertFits(room, "shared");
    Chromium.assertAccessible(room, "shared");
    room.getByTestId("mode-shared").click();
    assertThat(room.getByText("Rooming")).isVisible();
  }

  @Test
  void dragsAnItemToAnotherPlace() {
    Page room = visit("rosa", "rosa-visit-7", 1280, "en-US");
    // Playwright scrolls to the target before it moves the mouse, and then nothing is dragged.
    room.setViewportSize(1280, 2_400);
    room.getByTestId("agenda-add-words").locator("input").fill("Sleep");
    room.getByTestId("agenda-add").click();
    assertThat(item(room, "Sleep")).isVisible();
    assertThat(placeOf(room, "Sleep")).isGreaterThan(1);

    item(room, "Sleep").locator(".fv-drag").dragTo(room.locator(".fv-item").first());

    assertThat(room.locator(".fv-item").first()).containsText("Sleep");
    room.getByTestId("agenda-undo").click();
    assertThat(room.locator(".fv-item").first()).not().containsText("Sleep");
  }

  @ParameterizedTest
  @CsvSource({"rosa,rosa-visit-6,A4", "rosa,rosa-visit-6,Letter", "dale,dale-visit-2,Letter"})
  void printsTheVisitOnOnePage(String patient, String encounter, String paper) {
    Page room = visit(patient, encounter, 1280, "en-US");

    byte[] printed = room.pdf(new Page.PdfOptions().setFormat(paper));

    assertThat(pages(printed)).isEqualTo(1);
  }

  private static long pages(byte[] pdf) {
    String text = new String(pdf, StandardCharsets.ISO_8859_1);
    return Pattern.compile("/Type\\s*/Page\\b").matcher(text).results().count();
  }

  /** Everything that opens on a row is open when it is looked at. */
  @ParameterizedTest
  @CsvSource({"375,en-US", "400,es", "1280,en-US", "375,es", "400,en-US", "1280,es"})
  void everyStateOfARowFitsAndIsAccessible(int width, String language) {
    Page room = visit("dale", "dale-visit-2", width, language);
    assertThat(room.locator("#safety")).isVisible();
    Locator suggestion = room.locator(".fv-suggestion").first();
    if (suggestion.isVisible()) {
      suggestion.getByTestId("join").click();
      assertThat(room.locator(".fv-both .fv-parts li").first()).isVisible();
    }
    room.locator(".fv-grounds summary").evaluateAll("all => all.forEach(one => one.click())");
    room.locator(".fv-team .fv-fate vaadin-button").nth(1).click();
    assertThat(room.getByTestId("fate-keep")).isVisible();

    Chromium.assertFits(room, "agenda " + width + " " + language);
    Chromium.assertAccessible(room, "agenda " + width + " " + language);
  }

  private static Page visit(String patient, String encounter, int width, String language) {
    Page room = chromium.person(width, 900, language);
    room.navigate(ehr.launch("Practitioner/dr-osei", patient, "&encounter=" + encounter));
    assertThat(room.locator(".fv-item").first()).isVisible();
    return room;
  }

  private static Locator item(Page room, String words) {
    return room.locator(".fv-item").filter(text(words));
  }

  private static Locator.FilterOptions text(String words) {
    return new Locator.FilterOptions().setHasText(words);
  }

  private static Locator choice(Locator row, String text) {
    return row.locator(".fv-fate vaadin-button", new Locator.LocatorOptions().setHasText(text));
  }

  private static int placeOf(Page room, String words) {
    List<String> rows = room.locator(".fv-item").allInnerTexts();
    return rows.indexOf(rows.stream().filter(row -> row.contains(words)).findFirst().orElseThrow())
        + 1;
  }

  private static void menu(Page room, String words, String entry) {
    item(room, words).locator(".fv-item-menu vaadin-menu-bar-button").first().click();
    room.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(entry))
        .or(room.getByRole(AriaRole.MENUITEMCHECKBOX, new Page.GetByRoleOptions().setName(entry)))
        .first()
        .click();
  }

  private static void typeInto(Page room, Locator field, String words) {
    to(room, field);
    room.keyboard().type(words);
  }

  private static void press(Page room, Locator button) {
    to(room, button);
    room.keyboard().press("Enter");
  }

  /** Tabs until the focus is there, as somebody without a mouse does. */
  private static void to(Page room, Locator wanted) {
    for (int tabs = 0; tabs < 400; tabs++) {
      if ((boolean)
          wanted.evaluate(
              "one => one === document.activeElement || one.contains(document.activeElement)")) {
        return;
      }
      room.keyboard().press("Tab");
    }
    throw new AssertionError("no way there by keyboard: " + wanted);
  }
}
