package org.flippedvisit.app.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;

/** The steps of the questions before a visit, in English, one thing at a time. */
final class PreVisitSteps {
  /** All of them where the chart asks for no pack, looking over included. */
  static final int COUNT = 10;

  private PreVisitSteps() {}

  /**
   * Goes on by one.
   *
   * @param step the one it leads to
   */
  static void next(Page phone, int step) {
    phone.getByTestId("portal-next").click();
    assertThat(phone.locator(".fv-progress")).containsText(step + " of ");
  }

  /** Goes on from wherever the page is until the answers are looked over. */
  static void toTheEnd(Page phone) {
    int count = count(phone);
    for (int step = number(phone, 0) + 1; step <= count; step++) {
      next(phone, step);
    }
  }

  /** How many there are, packs and looking over included. */
  static int count(Page phone) {
    return number(phone, 1);
  }

  /** "3 of 10" stands first in the line. */
  private static int number(Page phone, int which) {
    String said = phone.locator(".fv-progress span").first().innerText();
    return Integer.parseInt(said.split(" of ")[which].strip());
  }
}
