package org.flippedvisit.app.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same visit for a person with no data at all, and for everybody else: nothing empty-looking,
 * nothing invented.
 */
final class EverybodyIT {
  @RegisterExtension private static final Chromium chromium = new Chromium();
  @RegisterExtension private static final InspectedEhr ehr = new InspectedEhr();

  @Test
  void visitWithoutAnyDataAsksAndKeepsTheAnswer() {
    Page desk = chromium.atDesk();
    desk.navigate(ehr.launch("Practitioner/dr-ahlgren", "sam", ""));
    assertThat(desk.getByLabel("Ask: what matters most today?")).isVisible();
    assertThat(desk.locator(".fv-partner")).containsText("Not asked yet");
    assertThat(desk.locator(".fv-agenda")).containsText("nothing on it yet");
    assertThat(desk.locator(".fv-item")).hasCount(0);

    desk.getByLabel("Ask: what matters most today?").fill("My knee. And who feeds the dog?");
    desk.getByTestId("ask-save").click();
    assertThat(desk.locator("main blockquote").first()).hasText("My knee. And who feeds the dog?");
    assertThat(Chromium.firstTextInMain(desk.mainFrame()))
        .isEqualTo("My knee. And who feeds the dog?");
    assertThat(desk.locator(".fv-item")).hasCount(1);

    desk.locator(".fv-item").first().getByText("Discussed").click();
    desk.getByTestId("close-visit").click();
    desk.getByLabel("Not asked").check();
    desk.getByTestId("close-publish").click();
    assertThat(desk.locator("[data-kind=VISIT_NOTE][data-state=CONFIRMED]")).isVisible();
    assertThat(ehr.search("QuestionnaireResponse?patient=sam")).hasSize(1);
    assertThat(
            ehr.search("QuestionnaireResponse?patient=sam")
                .getFirst()
                .at("/source/reference")
                .asString())
        .isEqualTo("Patient/sam");
  }

  @Test
  void roomingWithoutAnyDataAsksBothQuestions() {
    Page desk = chromium.atDesk();
    desk.navigate(ehr.launch("Practitioner/lena-ortiz", "sam", "&intent=rooming"));
    assertThat(desk.getByLabel("How do you like to partner in your care?")).isVisible();
    desk.getByTestId("preference-read-back").click();
    assertThat(desk.getByText("Type their words or choose something first.")).isVisible();
  }

  @Test
  void portalWithoutAnyDataAsksTheFirstQuestion() {
    Page phone = chromium.onPhone();
    phone.navigate(Servers.running().ehrUrl() + "/portal");
    phone
        .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sam Doe"))
        .first()
        .click();
    phone
        .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Before your visit"))
        .click();
    phone.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Allow")).click();
    assertThat(phone.locator("#question")).hasText("What matters most");
    assertThat(phone.getByLabel("What is on your mind most right now?")).isVisible();
  }

  @ParameterizedTest
  @ValueSource(strings = {"amina", "ruth", "dale", "rosa"})
  void visitOfEverySyntheticPersonShowsTheirWordsFirst(String patient) {
    Page desk = chromium.atDesk();
    desk.navigate(ehr.launch("Practitioner/dr-osei", patient, ""));
    assertThat(desk.locator("main .fv-voice")).isVisible();
    assertThat(desk.locator(".fv-item").first()).isVisible();
    assertThat(desk.getByText("Could not read")).hasCount(0);
    assertThat(desk.getByText("not permitted")).hasCount(0);
    assertThat(Chromium.firstTextInMain(desk.mainFrame()))
        .isEqualTo(desk.locator(".fv-voice").first().locator("blockquote, p").first().innerText());
  }

  @Test
  void visitOfBulkPeopleOpensWithTheQuestion() {
    List<String> bulk =
        ehr.search("Patient?_count=50").stream()
            .map(patient -> patient.get("id").asString())
            .filter(id -> !List.of("noah", "amina", "ruth", "dale", "rosa", "sam").contains(id))
            .toList();
    assertThat(bulk).isNotEmpty();
    for (String patient : bulk) {
      Page desk = chromium.atDesk();
      desk.navigate(ehr.launch("Practitioner/dr-osei", patient, ""));
      assertThat(desk.getByLabel("Ask: what matters most today?")).isVisible();
      assertThat(desk.locator(".fv-agenda .fv-row")).containsText("a"); // summary has arrived
      assertThat(desk.getByText("Could not read")).hasCount(0);
      desk.context().close();
    }
  }
}
