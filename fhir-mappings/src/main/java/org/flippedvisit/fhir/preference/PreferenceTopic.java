package org.flippedvisit.fhir.preference;

/** What else a preference may cover, each in the person's own words and none of them required. */
public enum PreferenceTopic {
  WHEN_VERY_UNWELL("when-very-unwell"),
  HOW_MUCH_AND_WHEN("how-much-and-when"),
  WHO_TAKES_PART("who-takes-part"),
  WHAT_I_BRING("what-i-bring"),
  KNOW_ABOUT_ME("know-about-me"),
  EASIER_TO_SPEAK_UP("easier-to-speak-up"),
  BEST_WAY_TO_REACH("best-way-to-reach"),
  IS_IT_WORKING("is-it-working");

  private final String code;

  PreferenceTopic(String code) {
    this.code = code;
  }

  /** Code in {@code https://flippedvisit.org/fhir/CodeSystem/visit}. */
  public String code() {
    return code;
  }
}
