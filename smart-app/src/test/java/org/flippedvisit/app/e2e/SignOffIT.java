package org.flippedvisit.app.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How a launch ends on the screen: by the person, by nobody being there, by a foreign address. */
final class SignOffIT {
  private static final Pattern ENDED = Pattern.compile(".*/ended\\?why=.*");

  @RegisterExtension private static final Chromium chromium = new Chromium();
  @RegisterExtension private static final InspectedEhr ehr = new InspectedEhr();

  @Test
  void endsOneTabAndLeavesTheOthers() {
    Page first = chromium.atDesk();
    first.navigate(ehr.launch("Practitioner/dr-osei", "amina", ""));
    assertThat(first.locator(".fv-name")).hasText("Amina");
    Page second = first.context().newPage();
    second.navigate(ehr.launch("Practitioner/dr-osei", "ruth", ""));
    assertThat(second.locator(".fv-name")).hasText("Ruth");

    first.getByTestId("sign-off").click();

    assertThat(first).hasURL(ENDED);
    assertThat(first.getByText("You have signed off")).isVisible();
    first.goBack();
    assertThat(first.locator("body")).not().containsText("Amina");
    second.reload();
    assertThat(second.locator(".fv-name")).hasText("Ruth");
  }

  @Test
  void warnsAndThenClosesPageThatNobodyTouches() {
    Servers servers = Servers.running();
    Assumptions.assumeTrue(servers.ownsApp(), "the app is not this test's to restart");
    servers.killAndRestartApp("--flipped-visit.idle.after=14s", "--flipped-visit.idle.warning=8s");
    try {
      Page desk = chromium.atDesk();
      desk.navigate(ehr.launch("Practitioner/lena-ortiz", "sam", "&intent=rooming"));
      desk.getByLabel("How do you like to partner in your care?").fill("typed before leaving");

      assertThat(desk.getByText("Still here?")).isVisible();
      desk.getByText("Stay", new Page.GetByTextOptions().setExact(true)).click();
      assertThat(desk.getByText("Still here?")).not().isVisible();
      assertThat(desk.getByText("Still here?")).isVisible();
      assertThat(desk).hasURL(ENDED);
      assertThat(desk.locator("body")).not().containsText("typed before leaving");

      desk.navigate(ehr.launch("Practitioner/lena-ortiz", "sam", "&intent=rooming"));
      assertThat(desk.getByLabel("How do you like to partner in your care?"))
          .hasValue("typed before leaving");
    } finally {
      servers.killAndRestartApp();
    }
  }

  @Test
  void emptiesThePageByItselfWhereTheServerIsOutOfReach() {
    Page desk = chromium.atDesk();
    desk.clock().install();
    desk.navigate(ehr.launch("Practitioner/dr-osei", "noah", ""));
    assertThat(desk.locator(".fv-name")).hasText("Noah");
    desk.context().setOffline(true);

    desk.clock().fastForward("16:00");

    assertThat(desk.locator(".fv-name")).hasCount(0);
    desk.context().setOffline(false);
  }

  @Test
  void opensNoStaffPageToPatientsWhoEditTheAddress() {
    Page phone = chromium.onPhone();
    phone.navigate(ehr.launch("Patient/noah", "noah", ""));
    assertThat(phone.locator("#question").or(phone.locator(".fv-sent")).first()).isVisible();
    for (String page : new String[] {"agenda", "rooming"}) {
      phone.navigate(phone.url().replaceFirst("/(before|agenda|rooming)$", "/" + page));
      assertThat(phone.getByText("Open this from the chart")).isVisible();
      assertThat(phone.locator("body").innerText()).doesNotContain("Noah");
    }
  }
}
