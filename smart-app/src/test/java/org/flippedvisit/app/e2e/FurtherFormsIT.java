package org.flippedvisit.app.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/**
 * A site with a form of its own beside ours: a person whose chart says so gets a few more
 * questions, fills the other form in on a phone, and the team misses nothing of it.
 */
final class FurtherFormsIT {
  private static final String CHECK_IN = "https://north.example/Questionnaire/check-in";
  private static final String PATIENT = "ruth";
  private static final int STEPS = 5;

  @RegisterExtension private static final Chromium chromium = new Chromium();
  @RegisterExtension private static final InspectedEhr ehr = new InspectedEhr();

  @RegisterExtension
  private static final AppRestarted app =
      AppRestarted.with(
          () ->
              Stream.of(
                  "--flipped-visit.questionnaires.further=" + file("check-in.json"),
                  "--flipped-visit.concepts=" + file("concepts.json")));

  private static String file(String name) {
    return Path.of("src/test/resources/org/flippedvisit/app/testing", name)
        .toAbsolutePath()
        .toUri()
        .toString();
  }

  @Test
  void fillsInWhatTheClinicAsksBesideGoesOnAfterACrashChangesItAndIsNotOverlooked() {
    Page phone = portal(375);
    assertThat(phone.locator(".fv-progress").first())
        .containsText("1 of " + (PreVisitSteps.COUNT + 1));
    toPack(phone);
    assertThat(phone.getByText("How bad was the pain in your joints")).isVisible();
    look(phone, "pack", 375);

    assertThat(phone.getByTestId("further")).containsText("Also from your clinic");
    assertThat(phone.getByTestId("further")).containsText("4 questions");
    openFurther(phone);
    words(phone, "1").fill("The stairs\nat home");
    assertThat(phone.locator(".fv-saved")).containsText("Saved");
    next(phone, 2);
    next(phone, 3);
    assertThat(phone.getByTestId("help-lines")).isHidden();
    phone.getByLabel("Several days").check();
    assertThat(phone.getByTestId("help-lines")).isVisible();
    assertThat(phone.getByTestId("help-lines")).containsText("988");
    look(phone, "further-risk", 375);

    app.restart();

    Page other = portal(320);
    assertThat(other.getByTestId("further")).containsText("Not sent yet: 2 of 4 answered");
    look(other, "further-begun", 320);
    openFurther(other);
    assertThat(words(other, "1")).hasValue("The stairs\nat home");
    assertThat(other.getByTestId("help-lines")).isVisible();
    send(other);
    assertThat(sent()).hasSize(1);
    assertThat(sent().getFirst().at("/questionnaire").asString()).isEqualTo(CHECK_IN + "|1");

    other.getByTestId("further-back").click();
    assertThat(other.getByTestId("further")).containsText("Sent");
    assertThat(other.locator("#question")).isVisible();
    openFurther(other);
    look(other, "further-sent", 320);
    other.getByTestId("portal-change").click();
    words(other, "1").fill("The stairs, and the bus");
    send(other);
    assertThat(other.locator(".fv-before")).containsText("Changed on");
    assertThat(sent())
        .extracting(one -> one.get("status").asString())
        .containsExactlyInAnyOrder("completed", "amended");

    Page desk = chromium.atDesk();
    desk.navigate(ehr.launch("Practitioner/dr-osei", PATIENT, "&encounter=" + visit()));
    assertThat(desk.locator(".fv-matters")).containsText("The stairs, and the bus");
    assertThat(desk.locator(".fv-matters")).containsText("Teen check-in");
    assertThat(desk.locator(".fv-matters")).not().containsText("at home");
    assertThat(desk.locator("#safety")).isVisible();
    assertThat(desk.locator("#safety")).containsText("Feeling safe");
  }

  @Test
  void saysItInSpanishMidWayAndKeepsTheAnswer() {
    Page phone = portal(400);
    openFurther(phone);
    if (phone.getByTestId("portal-change").isVisible()) {
      phone.getByTestId("portal-change").click();
    }
    words(phone, "1").fill("Mis oídos");
    phone.getByText("Español").click();
    assertThat(phone.getByTestId("further-page")).containsText("Preguntas para jóvenes");
    assertThat(phone.locator("#question")).hasText("¿De qué quiere hablar?");
    assertThat(words(phone, "1")).hasValue("Mis oídos");
    look(phone, "further-spanish", 400);
    phone.getByTestId("further-back").click();
    assertThat(phone.getByTestId("further")).containsText("También de su clínica");
    look(phone, "further-section-spanish", 400);
  }

  private static void toPack(Page phone) {
    for (int step = 2; step <= 6; step++) {
      PreVisitSteps.next(phone, step);
    }
  }

  private static void openFurther(Page phone) {
    phone.getByTestId("further-open").click();
    assertThat(phone.getByTestId("further-page")).isVisible();
    assertThat(phone.getByTestId("further-page").locator("h1").first()).isVisible();
  }

  private static void send(Page phone) {
    for (int step = 2; step <= STEPS; step++) {
      next(phone, step);
    }
    phone.getByTestId("portal-send").click();
    assertThat(
            phone.getByRole(
                AriaRole.HEADING, new Page.GetByRoleOptions().setName("Sent to your care team")))
        .isVisible();
  }

  private static void next(Page phone, int step) {
    PreVisitSteps.next(phone, step);
  }

  private static Locator words(Page page, String linkId) {
    return page.getByTestId(linkId).locator("textarea");
  }

  private static Page portal(int width) {
    Page phone = chromium.person(width, 740, "en-US");
    phone.navigate(ehr.launch("Patient/" + PATIENT, PATIENT, "&encounter=" + visit()));
    phone.locator("#question, .fv-sent h1").first().waitFor();
    return phone;
  }

  /** A visit that no other test answers for. */
  private static String visit() {
    return ehr.search("Encounter?patient=" + PATIENT).stream()
        .map(one -> one.get("id").asString())
        .sorted()
        .toList()
        .getLast();
  }

  private static List<JsonNode> sent() {
    return ehr.search("QuestionnaireResponse?patient=" + PATIENT).stream()
        .filter(one -> one.at("/questionnaire").asString("").startsWith(CHECK_IN))
        .toList();
  }

  private static void look(Page page, String name, int width) {
    Chromium.assertFits(page, name + " at " + width);
    Chromium.assertAccessible(page, name + " at " + width);
    if (System.getProperty("looks") != null) {
      page.screenshot(
          new Page.ScreenshotOptions()
              .setFullPage(true)
              .setPath(Path.of(System.getProperty("looks"), name + "-" + width + ".png")));
    }
  }
}
