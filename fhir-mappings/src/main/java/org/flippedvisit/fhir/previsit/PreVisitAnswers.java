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
    List<String> talkAlone) {
  /** Nothing answered yet. */
  public static final PreVisitAnswers EMPTY =
      new PreVisitAnswers(null, "", null, List.of(), "", null, null, null, "");

  /** Answers stored by versions before the last two have none of them. */
  public PreVisitAnswers {
    lifeEvents = List.copyOf(lifeEvents);
    goals = goals == null ? List.of() : List.copyOf(goals);
    talkAlone = talkAlone == null ? List.of() : List.copyOf(talkAlone);
    if (confidence != null && (confidence < 0 || confidence > 10)) {
      throw new IllegalArgumentException("confidence is 0 to 10");
    }
  }

  /** The answers that our own questionnaire asks for. */
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
        List.of());
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
        alone);
  }

  /** True when the first question has an answer, "nothing right now" included. */
  public boolean hasConcern() {
    return !concern.isBlank() || concernKind == ConcernKind.NOTHING;
  }
}
