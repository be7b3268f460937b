package org.flippedvisit.app.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An answer that must never be left, in a site's own form: whom to call is shown at once to the
 * person, and the answer stands in the safety row of the visit page. At a site with lines of its
 * own for this EHR.
 */
final class HelpLinesIT {
  @RegisterExtension private static final Chromium chromium = new Chromium();
  @RegisterExtension private static final InspectedEhr ehr = new InspectedEhr();

  @RegisterExtension
  private static final AppRestarted app =
      AppRestarted.with(
          () ->
              Stream.of(
                  "--flipped-visit.questionnaires.pre-visit="
                      + HelpLinesIT.class.getResource("mood-pre-visit.json"),
                  "--flipped-visit.concepts=" + HelpLinesIT.class.getResource("mood-concepts.json"),
                  "--flipped-visit.ehrs[0].id=sandbox",
                  "--flipped-visit.ehrs[0].issuer=" + Servers.running().ehrUrl() + "/fhir",
                  "--flipped-visit.ehrs[0].client-id=flipped-visit",
                  "--flipped-visit.ehrs[0].help-lines[0].name.en=Night line",
                  "--flipped-visit.ehrs[0].help-lines[0].name.es=Línea nocturna",
                  "--flipped-visit.ehrs[0].help-lines[0].phone=+1 (555) 0199"));

  private static String patient;

  @BeforeAll
  static void choose() {
    patient = ehr.bulkPatient(2);
  }

  @Test
  void showsWhomToCallWhileTheAnswerStandsAndTheAnswerInTheSafetyRow() {
    Page phone = portal(0, 375);
    show(phone, false);
    Locator help = phone.getByTestId("help-lines");
    for (int step = 2; step <= 4; step++) {
      next(phone, step);
    }
    assertThat(phone.getByLabel("Not at all")).isVisible();
    phone.getByLabel("Not at all").check();
    assertThat(phone.locator(".fv-saved")).containsText("Saved");
    assertThat(help).isHidden();

    phone.getByLabel("Several days").check();
    assertThat(help).isVisible();
    assertThat(help).isInViewport();
    assertThat(phone.getByRole(AriaRole.ALERT).filter(text("you may be in danger"))).isVisible();
    Locator call = help.getByRole(AriaRole.LINK);
    assertThat(call).hasCount(1);
    assertThat(call).hasText("Night line: +1 (555) 0199");
    assertThat(call).hasAttribute("href", "tel:+15550199");
    Chromium.assertFits(phone, "help lines");
    Chromium.assertAccessible(phone, "help lines");

    phone.getByText("Take my answer away").click();
    assertThat(help).isHidden();
    phone.getByLabel("Nearly every day").check();
    assertThat(help).isVisible();
    phone.getByText("Español").click();
    assertThat(help.getByRole(AriaRole.LINK)).hasText("Línea nocturna: +1 (555) 0199");
    phone.getByText("English").click();
    assertThat(call).hasText("Night line: +1 (555) 0199");
    phone.getByTestId("portal-next").click();
    assertThat(phone.locator("#question")).hasText("Look over your answers");
    assertThat(help).isVisible();

    phone.getByTestId("portal-send").click();
    assertThat(phone.getByText("Sent to your care team")).isVisible();
    assertThat(help.getByRole(AriaRole.LINK)).hasAttribute("href", "tel:+15550199");
    Chromium.assertAccessible(phone, "help lines beside what was sent");

    Page desk = chromium.atDesk();
    desk.navigate(
        ehr.launch("Practitioner/dr-osei", patient, "&encounter=" + ehr.visit(patient, 0)));
    Locator row = desk.locator(".fv-item.fv-safety");
    assertThat(row).hasCount(1);
    assertThat(desk.getByTestId("safety-mark")).isVisible();
    assertThat(row).not().containsText("Nearly every day");
  }

  @Test
  void showsThemWhereTheAnswerIsFarDownOnOnePage() {
    Page phone = portal(1, 320);
    show(phone, true);
    Locator answer = phone.getByLabel("Several days");
    answer.scrollIntoViewIfNeeded();
    answer.check();
    assertThat(phone.getByTestId("help-lines")).isInViewport();
    assertThat(answer).isInViewport();
    answer.focus();
    phone.keyboard().press("Shift+Tab");
    assertThat((Boolean) phone.evaluate(FOCUS_IS_SEEN)).isTrue();
    Chromium.assertFits(phone, "help lines on one page");
  }

  /** Nothing stands in front of what has the focus (WCAG 2.2, 2.4.11). */
  private static final String FOCUS_IS_SEEN =
      """
      () => {
        const box = document.activeElement.getBoundingClientRect();
        const over = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
        return document.activeElement.contains(over) || over.contains(document.activeElement)
            || !over.closest('.fv-help-lines');
      }
      """;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void saysBesideTheFirstFieldForFreeWordsThatNobodyReadsItRightAway(boolean isOnePage) {
    Page phone = portal(isOnePage ? 2 : 3, 375);
    Locator note = phone.getByText("not right away");
    show(phone, isOnePage);
    if (isOnePage) {
      assertThat(note.filter(visible())).hasCount(1);
      assertThat(beside(phone, "concern")).containsText("not right away");
      phone.getByLabel("Yes", new Page.GetByLabelOptions().setExact(true)).check();
      assertThat(beside(phone, "sleep-words")).containsText("not right away");
      assertThat(note.filter(visible())).hasCount(1);
    } else {
      assertThat(note.filter(visible())).hasCount(0);
      for (String linkId : List.of("concern", "brings")) {
        phone.getByTestId("portal-next").click();
        assertThat(phone.getByTestId(linkId)).isVisible();
        assertThat(note.filter(visible())).hasCount(1);
      }
    }
  }

  /** As the person likes it: what they chose before stays chosen. */
  private static void show(Page phone, boolean onePage) {
    Locator brings = phone.getByTestId("brings");
    if (brings.isVisible() != onePage) {
      phone.getByTestId("portal-flow").click();
    }
    assertThat(brings).isVisible(new IsVisibleOptions().setVisible(onePage));
  }

  private static Locator beside(Page phone, String linkId) {
    return phone
        .locator(".fv-form-answer", new Page.LocatorOptions().setHas(phone.getByTestId(linkId)))
        .locator(".fv-form-notes .fv-note")
        .filter(visible());
  }

  private static Page portal(int visit, int width) {
    Page phone = chromium.person(width, 740, "en-US");
    phone.navigate(
        ehr.launch("Patient/" + patient, patient, "&encounter=" + ehr.visit(patient, visit)));
    assertThat(phone.locator("#question")).isVisible();
    return phone;
  }

  private static void next(Page phone, int step) {
    phone.getByTestId("portal-next").click();
    assertThat(phone.locator(".fv-progress")).containsText(step + " of 5");
  }

  private static Locator.FilterOptions visible() {
    return new Locator.FilterOptions().setVisible(true);
  }

  private static Locator.FilterOptions text(String words) {
    return new Locator.FilterOptions().setHasText(words);
  }
}
