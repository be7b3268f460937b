package org.flippedvisit.fhir.agenda;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.flippedvisit.fhir.previsit.PreVisitQuestionnaire;

/** What kind of thing an agenda item is, as far as it makes other questions helpful. */
enum PromptKind {
  SAFETY("safety"),
  URGENT_RESULT("urgent-result"),
  CARRIED_OVER("carried-over"),
  LIFE_EVENT("life-event"),
  WORRY("worry"),
  BROUGHT("brought"),
  DECISION("decision"),
  CONCERN("concern"),
  MEASURE_CHANGED("measure-changed"),
  RESULT("result"),
  MEDICINE("medicine"),
  TEST_DUE("test-due");

  /** Those that a person's words can be a sign of, the most telling first. */
  private static final List<PromptKind> IN_WORDS = List.of(LIFE_EVENT, WORRY, BROUGHT, DECISION);

  private final String id;

  PromptKind(String id) {
    this.id = id;
  }

  /** Its name in {@code prompts.json}. */
  String id() {
    return id;
  }

  static Optional<PromptKind> of(String id) {
    return Arrays.stream(values()).filter(kind -> kind.id.equals(id)).findFirst();
  }

  /**
   * The kind of an item.
   *
   * @param signs finds kinds in words
   */
  static PromptKind of(AgendaItem item, PhraseFinder signs) {
    if (item.bearsOnSafety()) {
      boolean isAnswer =
          item.all().anyMatch(one -> one.isSafety() && rests(one, Evidence.Kind.ANSWER));
      return isAnswer ? SAFETY : URGENT_RESULT;
    }
    return switch (item.origin()) {
      case CARRIED_OVER -> CARRIED_OVER;
      case PERSON, BOTH -> ofPersons(item, signs);
      case TEAM -> ofTeams(item);
    };
  }

  private static PromptKind ofPersons(AgendaItem item, PhraseFinder signs) {
    if (item.source() != null && item.source().endsWith("#" + PreVisitQuestionnaire.BRINGS)) {
      return BROUGHT;
    }
    List<String> found = signs.in(item.words()).stream().map(PhraseFinder.Found::meaning).toList();
    if (Topics.inWords(item.words()).contains("money") && !found.contains(LIFE_EVENT.id)) {
      return WORRY;
    }
    return IN_WORDS.stream().filter(kind -> found.contains(kind.id)).findFirst().orElse(CONCERN);
  }

  /**
   * What somebody of the team typed rests on nothing in the chart: there is something to decide.
   */
  private static PromptKind ofTeams(AgendaItem item) {
    return item.grounds().evidence().stream()
        .findFirst()
        .map(Evidence::kind)
        .map(
            kind ->
                switch (kind) {
                  case MEASURE -> MEASURE_CHANGED;
                  case RESULT -> RESULT;
                  case MEDICINE -> MEDICINE;
                  case ORDER, PLAN -> TEST_DUE;
                  case ANSWER -> CONCERN;
                })
        .orElse(DECISION);
  }

  private static boolean rests(AgendaItem item, Evidence.Kind kind) {
    return item.grounds().evidence().stream().anyMatch(evidence -> evidence.kind() == kind);
  }
}
