package org.flippedvisit.fhir.concept;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What an answer or an Observation can carry, whoever asked for it. */
public enum Concept {
  /** The one thing that weighs most, in the person's words. */
  CONCERN("concern"),
  /** What they call it; {@code nothing} is "nothing weighs on me right now". */
  CONCERN_KIND("concern-kind", "symptom", "worry", "life-event", "nothing"),
  /** What would make this visit worthwhile. */
  AIM("aim"),
  /** A goal beyond this visit. */
  GOAL("goal"),
  /** Something coming up in their life: a group of the three below, or words alone. */
  LIFE_EVENT("life-event"),
  LIFE_EVENT_WHAT("life-event-what"),
  LIFE_EVENT_WHEN("life-event-when"),
  LIFE_EVENT_AVOID("life-event-avoid"),
  /** How sure they are that they can do it, 0 to 10. */
  CONFIDENCE("confidence"),
  /** What they tried, track or will bring. */
  BRINGS("brings"),
  HOW_OVERALL("how-overall", "much-better", "better", "same", "worse", "much-worse"),
  HOW_IN_THE_WAY("how-in-the-way", "not-at-all", "a-little", "some", "a-lot"),
  /**
   * Words that are only for talking alone; a yes below another question makes that answer one, a
   * yes that stands by itself asks for time alone.
   */
  TALK_ALONE("talk-alone"),
  /** Who is answering, as they say it themselves. */
  WHO_ANSWERS("who-answers", "self", "parent", "partner", "carer", "other"),
  /** The language they like to talk in: a tag of BCP 47, or words. */
  LANGUAGE("language"),
  /** A number of an instrument, known by the code of the Observation it would be. */
  SCORE("score");

  private final String code;
  private final List<String> choices;

  Concept(String code, String... choices) {
    this.code = code;
    this.choices = List.of(choices);
  }

  /** How the mapping file calls it. */
  public String code() {
    return code;
  }

  /** The codes an answer can be one of; empty where it is words, a day or a number. */
  public List<String> choices() {
    return choices;
  }

  static Optional<Concept> of(String code) {
    return Arrays.stream(values()).filter(concept -> concept.code.equals(code)).findAny();
  }
}
