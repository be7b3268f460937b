package org.flippedvisit.app.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every page at every width: nothing to be moved sideways, nothing that axe calls a violation of
 * WCAG 2.2 AA. With {@code -Dscreenshots} the pictures of the README are taken on the way.
 */
final class LooksIT {
  @RegisterExtension private static final Chromium chromium = new Chromium();
  @RegisterExtension private static final InspectedEhr ehr = new InspectedEhr();

  @ParameterizedTest
  @ValueSource(ints = {320, 375, 400, 1280})
  void visitPageFitsAndIsAccessible(int width) {
    Page page = chromium.person(width, 900, "en-US");
    page.navigate(ehr.launch("Practitioner/dr-osei", "amina", ""));
    assertThat(page.locator(".fv-item").first()).isVisible();
    assertThat(page.locator(".fv-partner blockquote")).isVisible();
    look(page, "visit", width);
  }

  @ParameterizedTest
  @ValueSource(ints = {320, 375, 400, 1280})
  void roomingPageFitsAndIsAccessible(int width) {
    Page page = chromium.person(width, 900, "en-US");
    page.navigate(ehr.launch("Practitioner/lena-ortiz", "amina", "&intent=rooming"));
    assertThat(page.getByTestId("still-right")).isVisible();
    assertThat(page.locator(".fv-known")).isVisible();
    look(page, "rooming", width);
  }

  @ParameterizedTest
  @ValueSource(ints = {320, 375, 400, 1280})
  void portalPageFitsAndIsAccessible(int width) {
    Page page = chromium.person(width, 740, "en-US");
    page.navigate(Servers.running().ehrUrl() + "/portal");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^Ingrid")))
        .click();
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Before your visit")).click();
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Allow")).click();
    page.getByText("Change or add something").or(page.locator("#question")).first().waitFor();
    if (page.getByText("Change or add something").isVisible()) {
      page.getByText("Change or add something").click();
    }
    assertThat(page.locator("#question")).isVisible();
    look(page, "portal", width);
    for (int step = 2; step <= PreVisitSteps.count(page); step++) {
      PreVisitSteps.next(page, step);
      Chromium.assertFits(page, "portal step " + step + " at " + width);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {320, 375, 400, 1280})
  void refusedLaunchFitsAndIsAccessible(int width) {
    Page page = chromium.person(width, 740, "en-US");
    page.navigate(Servers.running().appUrl() + "/launch?iss=https://evil.example/fhir&launch=x");
    assertThat(page.getByText("This clinic is not set up here")).isVisible();
    look(page, "launch-refused", width);
  }

  private static void look(Page page, String name, int width) {
    Chromium.assertFits(page, name + " at " + width);
    Chromium.assertAccessible(page, name + " at " + width);
    if (Boolean.getBoolean("screenshots") && width != 320) {
      page.screenshot(
          new Page.ScreenshotOptions()
              .setFullPage(true)
              .setPath(Path.of("..", "docs", "screenshots", name + "-" + width + ".png")));
    }
  }
}
