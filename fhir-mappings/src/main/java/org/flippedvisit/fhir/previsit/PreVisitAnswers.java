package org.flippedvisit.fhir.previsit;

import java.util.List;
import org.flippedvisit.fhir.concern.ConcernKind;
import org.jspecify.annotations.Nullable;

/**
 * What was answered, verbatim; an empty text or null is "not answered", which is never read as
 * "no".
 *
 * @param concern the one thing on their mind; empty when not answered or {@link
 *     ConcernKind#NOTHING}
 * @param worthwhile what would make this visit worthwhile
 * @param confidence how sure they are that they can manage what is ahead, 0 to 10
 * @param brings what they tried, track or will bring
 * @param goals what they hope for beyond this visit
 * @param talkAlone what they marked for talking alone; never shown with the rest, never in a note
 * @param language in which they like to talk: a tag of BCP 47, else their own words
 */
public record PreVisitAnswers(
    @Nullable AnsweringAs answeringAs,
    String concern,
    @Nullable ConcernKind concernKind,
    List<LifeEvent> lifeEvents,
    String worthwhile,
    @Nullable HowOverall howOverall,
    @Nullable InTheWay inTheWay,
    @Nullable Integer confidence,
    String brings,
    List<String> goals,
    List<String> talkAlone,
    String language) {
  /** Nothing answered yet. */
  public static final PreVisitAnswers EMPTY =
      new PreVisitAnswers(null, "", null, List.of(), "", null, null, null, "");

  /** Answers stored by earlier versions have none of the last three. */
  public PreVisitAnswers {
    lifeEvents = List.copyOf(lifeEvents);
    goals = goals == null ? List.of() : List.copyOf(goals);
    talkAlone = talkAlone == null ? List.of() : List.copyOf(talkAlone);
    language = language == null ? "" : language;
    if (confidence != null && (confidence < 0 || confidence > 10)) {
      throw new IllegalArgumentException("confidence is 0 to 10");
    }
  }

  /** Answers without goals, words for talking alone, and a language. */
  public PreVisitAnswers(
      @Nullable AnsweringAs answeringAs,
      String concern,
      @Nullable ConcernKind concernKind,
      List<LifeEvent> lifeEvents,
      String worthwhile,
      @Nullable HowOverall howOverall,
      @Nullable InTheWay inTheWay,
      @Nullable Integer confidence,
      String brings) {
    this(
        answeringAs,
        concern,
        concernKind,
        lifeEvents,
        worthwhile,
        howOverall,
        inTheWay,
        confidence,
        brings,
        List.of(),
        List.of(),
        "");
  }

  /** Only the concern, as asked in the room. */
  public static PreVisitAnswers ofConcern(String concern, @Nullable ConcernKind kind) {
    return new PreVisitAnswers(null, concern, kind, List.of(), "", null, null, null, "");
  }

  /** The same with other words for talking alone. */
  PreVisitAnswers withTalkAlone(List<String> alone) {
    return new PreVisitAnswers(
        answeringAs,
        concern,
        concernKind,
        lifeEvents,
        worthwhile,
        howOverall,
        inTheWay,
        confidence,
        brings,
        goals,
        alone,
        language);
  }

  /** True where nothing is answered, or only by whom. */
  boolean sayNothing() {
    return !hasConcern()
        && concernKind == null
        && lifeEvents.isEmpty()
        && worthwhile.isBlank()
        && howOverall == null
        && inTheWay == null
        && confidence == null
        && brings.isBlank()
        && language.isBlank()
        && goals.isEmpty()
        && talkAlone.isEmpty();
  }

  /** True when the first question has an answer, "nothing right now" included. */
  public boolean hasConcern() {
    return !concern.isBlank() || concernKind == ConcernKind.NOTHING;
  }
}
