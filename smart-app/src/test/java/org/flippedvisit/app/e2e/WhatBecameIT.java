package org.flippedvisit.app.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/**
 * What happens to answers after they are sent: where the EHR did not take them, staff bring them to
 * the chart; once the visit is over, each person reads what became of what they brought.
 */
final class WhatBecameIT {
  /** Nobody has answered for it, and no other test does. */
  private static final String VISIT = "noah-visit-4";

  private static final String SONS = "The stairs up to the chemistry room";
  private static final String MOTHERS = "His marks are falling";

  @RegisterExtension private static final Chromium chromium = new Chromium();
  @RegisterExtension private static final InspectedEhr ehr = new InspectedEhr();

  @Test
  void eachReadsWhatBecameOfWhatTheyBroughtAndSaysWhatIsNotRight() {
    Page son = portal("Patient/noah", "noah", VISIT);
    answer(son, SONS);
    Page mother = portal("RelatedPerson/noah-ingrid", "noah", VISIT);
    mother.getByTestId("portal-flow").click();
    assertThat(mother.getByTestId("brings")).isVisible();
    mother.getByLabel("a parent").check();
    answer(mother, MOTHERS);

    Page room = chromium.atDesk();
    room.navigate(ehr.launch("Practitioner/dr-ahlgren", "noah", "&encounter=" + VISIT));
    Locator sons = item(room, SONS);
    choice(sons, "Decided together").click();
    sons.getByLabel("What was decided").fill("A pass for the lift");
    sons.getByTestId("fate-keep").click();
    assertThat(sons).containsText("A pass for the lift");
    Locator mothers = item(room, MOTHERS);
    choice(mothers, "Later").click();
    mothers.getByLabel("Who sees to it").fill("The school nurse");
    mothers.getByTestId("fate-keep").click();
    assertThat(mothers).containsText("The school nurse");
    Locator open = room.locator("[data-open=true]");
    for (int left = open.count(); left > 0; left--) {
      choice(open.first(), "Discussed").click();
      assertThat(open).hasCount(left - 1);
    }
    room.getByTestId("close-visit").click();
    room.getByLabel("Yes", new Page.GetByLabelOptions().setExact(true)).check();
    room.getByTestId("close-publish").click();
    assertThat(room.locator("[data-kind=VISIT_NOTE][data-state=CONFIRMED]")).isVisible();

    Page later = portal("Patient/noah", "noah", VISIT);
    Locator became = later.getByTestId("became");
    assertThat(line(became, SONS)).containsText("A pass for the lift");
    assertThat(became).not().containsText(MOTHERS);
    assertThat(later.locator(".fv-sent")).containsText("The visit has been");
    assertThat(later.getByTestId("portal-change")).hasCount(0);
    Chromium.assertFits(later, "what became of it");
    Chromium.assertAccessible(later, "what became of it");
    Locator note =
        later
            .getByTestId("notes")
            .locator("details")
            .filter(new Locator.FilterOptions().setHasText("A pass for the lift"));
    note.locator("summary").click();
    assertThat(note.locator("blockquote").first()).containsText(SONS);
    note.getByTestId("not-right-say").click();
    note.getByLabel("What is not right?").fill("It is the physics room.");
    note.getByTestId("not-right-send").click();
    assertThat(later.getByTestId("notes")).containsText("Kept for your care team");

    Page motherLater = portal("RelatedPerson/noah-ingrid", "noah", VISIT);
    Locator hers = motherLater.getByTestId("became");
    assertThat(line(hers, MOTHERS)).containsText("The school nurse");
    assertThat(hers).not().containsText(SONS);
    assertThat(motherLater.locator(".fv-remark")).hasCount(0);
  }

  @Test
  void answersThatTheEhrDidNotTakeComeIntoTheChartWithOneTapOfStaff() {
    String patient = ehr.bulkPatient(2);
    String visit = ehr.visit(patient, 5);
    ehr.fail("POST", "^/QuestionnaireResponse", "status:422");
    Page phone = portal("Patient/" + patient, patient, visit);
    fill(phone, "The bus does not stop here any more");
    assertThat(heading(phone, "Kept, but not sent yet")).isVisible();
    assertThat(phone.getByText("Your words are safe here")).isVisible();
    assertThat(sent(patient, visit)).isEmpty();
    ehr.heal();

    Page desk = chromium.atDesk();
    desk.navigate(
        ehr.launch("Practitioner/lena-ortiz", patient, "&intent=rooming&encounter=" + visit));
    assertThat(desk.getByText("The bus does not stop here any more").first()).isVisible();
    Locator open = desk.locator(".fv-open-writes");
    assertThat(open.locator("[data-kind=PREVISIT_ANSWERS]")).hasCount(1);
    open.getByText("Try again").click();
    assertThat(open).isHidden();
    assertThat(sent(patient, visit))
        .singleElement()
        .satisfies(
            response -> {
              assertThat(response.toString()).contains("The bus does not stop here any more");
              assertThat(response.at("/author/reference").asString())
                  .isEqualTo("Patient/" + patient);
              assertThat(response.at("/source/reference").asString())
                  .isEqualTo("Patient/" + patient);
            });

    Page again = portal("Patient/" + patient, patient, visit);
    assertThat(heading(again, "Sent to your care team")).isVisible();
    assertThat(again.locator(".fv-sent .fv-their-words").first())
        .hasText("The bus does not stop here any more");
    assertThat(sent(patient, visit)).hasSize(1);
  }

  private static void answer(Page phone, String words) {
    fill(phone, words);
    assertThat(heading(phone, "Sent to your care team")).isVisible();
  }

  /** All on one page, looked over, and sent. */
  private static void fill(Page phone, String words) {
    if (!phone.getByTestId("brings").isVisible()) {
      phone.getByTestId("portal-flow").click();
    }
    assertThat(phone.getByTestId("brings")).isVisible();
    phone.getByTestId("concern").locator("textarea").fill(words);
    assertThat(phone.locator(".fv-saved")).containsText("Saved");
    phone.getByTestId("portal-next").click();
    phone.getByTestId("portal-send").click();
  }

  private static Page portal(String user, String patient, String encounter) {
    Page phone = chromium.onPhone();
    phone.navigate(ehr.launch(user, patient, "&encounter=" + encounter));
    phone.locator("#question, .fv-sent h1").first().waitFor();
    return phone;
  }

  private static List<JsonNode> sent(String patient, String visit) {
    return ehr.search("QuestionnaireResponse?patient=" + patient).stream()
        .filter(one -> one.at("/encounter/reference").asString("").equals("Encounter/" + visit))
        .toList();
  }

  private static Locator item(Page room, String words) {
    return room.locator(".fv-item", new Page.LocatorOptions().setHasText(words));
  }

  private static Locator choice(Locator row, String text) {
    return row.locator(".fv-fate vaadin-button", new Locator.LocatorOptions().setHasText(text));
  }

  private static Locator line(Locator list, String words) {
    return list.locator("li", new Locator.LocatorOptions().setHasText(words));
  }

  private static Locator heading(Page page, String text) {
    return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(text));
  }
}
