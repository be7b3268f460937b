package org.flippedvisit.fhir.previsit;

import java.util.List;
import java.util.Locale;
import org.flippedvisit.fhir.questionnaire.PublishedQuestionnaire;

/** The questions of our pre-visit questionnaire. */
public final class PreVisitQuestionnaire {
  public static final String WHAT_MATTERS = "what-matters";
  public static final String HOW_YOU_ARE = "how-you-are";
  public static final String TALK_ALONE = "talk-alone";
  public static final String LANGUAGE = "language";
  public static final String ANSWERING_AS = "answering-as";
  public static final String CONCERN = "concern";
  public static final String CONCERN_KIND = "concern-kind";
  public static final String LIFE_EVENTS = "life-events";
  public static final String LIFE_EVENT_WHAT = "life-event-what";
  public static final String LIFE_EVENT_WHEN = "life-event-when";
  public static final String LIFE_EVENT_AVOID = "life-event-avoid";
  public static final String WORTHWHILE = "worthwhile";
  public static final String HOW_OVERALL = "how-overall";
  public static final String HOW_IN_THE_WAY = "how-in-the-way";
  public static final String CONFIDENCE = "confidence";
  public static final String BRINGS = "brings";

  /** BCP 47, the code system of languages. */
  public static final String LANGUAGE_TAGS = "urn:ietf:bcp:47";

  static final PublishedQuestionnaire PUBLISHED =
      PublishedQuestionnaire.of(PreVisitQuestionnaire.class, "Questionnaire-pre-visit.json");

  private PreVisitQuestionnaire() {}

  /** The resource itself, as FHIR JSON. */
  public static String json() {
    return PUBLISHED.json();
  }

  /** Canonical with version. */
  public static String canonical() {
    return PUBLISHED.canonical();
  }

  /** True where a canonical names it, in whatever version. */
  public static boolean isNamedBy(String canonical) {
    return PUBLISHED.isNamedBy(canonical);
  }

  /** The title in the person's language. */
  public static String title(Locale language) {
    return PUBLISHED.title(language);
  }

  /** The question in the person's language, English where there is no translation. */
  public static String text(String linkId, Locale language) {
    return PUBLISHED.text(linkId, language);
  }

  /** The words of one choice of a question. */
  public static String optionText(String linkId, String code, Locale language) {
    return PUBLISHED.optionText(linkId, code, language);
  }

  /** The codes a question offers, in order; empty for a question with free words. */
  public static List<String> options(String linkId) {
    return PUBLISHED.options(linkId);
  }
}
