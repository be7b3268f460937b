package org.flippedvisit.app.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Staff open a chart, and the person whose chart it is sees who did. */
final class WhoOpenedIT {
  @RegisterExtension private static final Chromium chromium = new Chromium();
  @RegisterExtension private static final InspectedEhr ehr = new InspectedEhr();

  @Test
  void showsThePersonWhoOpenedTheirRecord() {
    Page desk = chromium.atDesk();
    desk.navigate(ehr.launch("Practitioner/dr-osei", "sam", ""));
    assertThat(desk.locator(".fv-partner")).containsText("Not asked yet");
    desk.navigate(ehr.launch("Practitioner/lena-ortiz", "sam", "&intent=rooming"));
    assertThat(desk.getByLabel("How do you like to partner in your care?")).isVisible();

    for (int width : new int[] {320, 375, 1280}) {
      Page page = portal(width, "en-US");
      Locator opened = page.locator(".fv-opened");
      assertThat(opened).containsText("Who opened this");
      assertThat(opened).containsText("Lena Ortiz");
      assertThat(opened).containsText("medical assistant · ");
      assertThat(opened).containsText("clinician · ");
      assertThat(opened.locator("li")).not().hasCount(0);
      org.assertj.core.api.Assertions.assertThat(opened.innerText())
          .as("no id of ours and none of the EHR's")
          .doesNotContain("Practitioner/", "lena-ortiz", "dr-osei");
      Chromium.assertFits(page, "who opened at " + width);
      Chromium.assertAccessible(page, "who opened at " + width);
      picture(page, "who-opened-" + width);
    }
    assertThat(portal(375, "es").locator(".fv-opened")).containsText("asistente médico");
  }

  private static Page portal(int width, String language) {
    Page page = chromium.person(width, 740, language);
    page.navigate(ehr.launch("Patient/sam", "sam", ""));
    assertThat(page.locator(".fv-opened li").first()).isVisible();
    return page;
  }

  private static void picture(Page page, String name) {
    if (Boolean.getBoolean("screenshots")) {
      page.screenshot(
          new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of("target", name + ".png")));
    }
  }
}
