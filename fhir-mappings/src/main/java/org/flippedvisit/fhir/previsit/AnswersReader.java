package org.flippedvisit.fhir.previsit;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.flippedvisit.fhir.concept.Concept;
import org.flippedvisit.fhir.concept.Meaning;
import org.flippedvisit.fhir.concern.ConcernKind;
import org.flippedvisit.fhir.mapping.IssueLog;
import org.flippedvisit.fhir.questionnaire.AnswerValue;
import org.flippedvisit.fhir.questionnaire.ItemMeanings;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.jspecify.annotations.Nullable;

/**
 * Collects what the items of a response, or one Observation, say about the visit. Words stay
 * verbatim; several answers to one question are lines of one.
 */
final class AnswersReader {
  private final IssueLog issues;
  private final List<String> concern = new ArrayList<>();
  private final List<String> aim = new ArrayList<>();
  private final List<String> brings = new ArrayList<>();
  private final List<String> goals = new ArrayList<>();
  private final List<String> talkAlone = new ArrayList<>();
  private final List<LifeEvent> lifeEvents = new ArrayList<>();
  private String language = "";
  private @Nullable AnsweringAs answeringAs;
  private @Nullable ConcernKind concernKind;
  private @Nullable HowOverall howOverall;
  private @Nullable InTheWay inTheWay;
  private @Nullable Integer confidence;

  AnswersReader(IssueLog issues) {
    this.issues = issues;
  }

  PreVisitAnswers answers() {
    return new PreVisitAnswers(
        answeringAs,
        lines(concern),
        concernKind,
        lifeEvents,
        lines(aim),
        howOverall,
        inTheWay,
        confidence,
        lines(brings),
        goals,
        talkAlone,
        language);
  }

  private static String lines(List<String> words) {
    return String.join("\n", words);
  }

  /** Reads items and everything below them. */
  void read(Stream<QuestionnaireResponseItemComponent> items, ItemMeanings meanings) {
    items.forEach(item -> read(item, meanings));
  }

  private void read(QuestionnaireResponseItemComponent item, ItemMeanings meanings) {
    Optional<Meaning> meaning = meanings.of(item);
    if (isAbout(meaning, Concept.TALK_ALONE)) {
      alone(item);
      return;
    }
    if (isMarkedForTalkingAlone(item, meanings)) {
      ItemMeanings.all(List.of(item))
          .filter(one -> !isAbout(meanings.of(one), Concept.TALK_ALONE))
          .forEach(one -> talkAlone.addAll(words(AnswerValue.of(one))));
      return;
    }
    if (isAbout(meaning, Concept.LIFE_EVENT) && ItemMeanings.below(item).findAny().isPresent()) {
      group(item, meanings);
      return;
    }
    meaning.ifPresent(known -> accept(known, AnswerValue.of(item), item.getText()));
    read(ItemMeanings.below(item), meanings);
  }

  private static boolean isAbout(Optional<Meaning> meaning, Concept concept) {
    return meaning.map(Meaning::concept).filter(concept::equals).isPresent();
  }

  /** A yes below a question makes its answer one for talking alone. */
  private static boolean isMarkedForTalkingAlone(
      QuestionnaireResponseItemComponent item, ItemMeanings meanings) {
    return item.hasAnswer()
        && ItemMeanings.below(item)
            .filter(below -> isAbout(meanings.of(below), Concept.TALK_ALONE))
            .flatMap(below -> AnswerValue.of(below).stream())
            .anyMatch(answer -> answer.isYes().orElse(false));
  }

  /** Whatever stands below is as private: nothing of it is read as anything else. */
  private void alone(QuestionnaireResponseItemComponent item) {
    List<String> said =
        ItemMeanings.all(List.of(item))
            .flatMap(one -> words(AnswerValue.of(one)).stream())
            .toList();
    talkAlone.addAll(said);
    boolean isYes = AnswerValue.of(item).stream().anyMatch(answer -> answer.isYes().orElse(false));
    if (said.isEmpty() && isYes) {
      if (item.getText() == null || item.getText().isBlank()) {
        issues.missing("item(talk-alone).text");
      } else {
        talkAlone.add(item.getText());
      }
    }
  }

  /** What one question, or one Observation, says. */
  void accept(Meaning meaning, List<AnswerValue> values, @Nullable String question) {
    switch (meaning.concept()) {
      case CONCERN -> concern.addAll(words(values));
      case AIM -> aim.addAll(words(values));
      case BRINGS -> brings.addAll(words(values));
      case GOAL -> goals.addAll(words(values));
      case TALK_ALONE -> talkAlone.addAll(words(values));
      case LIFE_EVENT -> values.forEach(value -> event(value, question));
      case CONCERN_KIND ->
          concernKind =
              choice(meaning, values, ConcernKind.values(), ConcernKind::code, concernKind);
      case WHO_ANSWERS ->
          answeringAs =
              choice(meaning, values, AnsweringAs.values(), AnsweringAs::code, answeringAs);
      case HOW_OVERALL ->
          howOverall = choice(meaning, values, HowOverall.values(), HowOverall::code, howOverall);
      case HOW_IN_THE_WAY ->
          inTheWay = choice(meaning, values, InTheWay.values(), InTheWay::code, inTheWay);
      case CONFIDENCE -> confidence = confidence(values);
      case LANGUAGE -> values.stream().findFirst().ifPresent(value -> language = language(value));
      // Parts of a group have been read with it; a score is a measure, not a word of the person.
      case LIFE_EVENT_WHAT, LIFE_EVENT_WHEN, LIFE_EVENT_AVOID, SCORE -> {}
    }
  }

  private static List<String> words(List<AnswerValue> values) {
    return values.stream().map(AnswerValue::words).filter(words -> !words.isBlank()).toList();
  }

  private void event(AnswerValue value, @Nullable String question) {
    Optional<LocalDate> day = value.day();
    if (day.isPresent() && question != null && !question.isBlank()) {
      lifeEvents.add(new LifeEvent(question, day.get(), false));
    } else if (!value.words().isBlank()) {
      lifeEvents.add(new LifeEvent(value.words(), null, false));
    }
  }

  private void group(QuestionnaireResponseItemComponent group, ItemMeanings meanings) {
    var what = new ArrayList<>(words(AnswerValue.of(group)));
    LocalDate on = null;
    boolean avoid = false;
    for (QuestionnaireResponseItemComponent part :
        ItemMeanings.all(ItemMeanings.below(group).toList()).toList()) {
      List<AnswerValue> values = AnswerValue.of(part);
      Optional<Meaning> meaning = meanings.of(part);
      if (isAbout(meaning, Concept.LIFE_EVENT_WHAT)) {
        what.addAll(words(values));
      } else if (isAbout(meaning, Concept.LIFE_EVENT_WHEN) && !values.isEmpty()) {
        on = values.getFirst().day().orElse(null);
        if (on == null) {
          issues.unreadable("item(life-event-when).answer");
          what.addAll(words(values));
        }
      } else if (isAbout(meaning, Concept.LIFE_EVENT_AVOID)) {
        avoid = values.stream().anyMatch(value -> value.isYes().orElse(false));
      }
    }
    if (what.isEmpty()) {
      issues.missing("item(life-event-what).answer");
    } else {
      lifeEvents.add(new LifeEvent(String.join(" · ", what), on, avoid));
    }
  }

  private <E> @Nullable E choice(
      Meaning meaning,
      List<AnswerValue> values,
      E[] choices,
      Function<E, String> codeOf,
      @Nullable E otherwise) {
    if (values.isEmpty()) {
      return otherwise;
    }
    Optional<E> chosen =
        values.getFirst().names().stream()
            .flatMap(name -> meaning.choice(name).stream())
            .flatMap(
                code -> Arrays.stream(choices).filter(choice -> codeOf.apply(choice).equals(code)))
            .findFirst();
    if (chosen.isEmpty()) {
      issues.unknownCode("item(" + meaning.concept().code() + ").answer");
    }
    return chosen.orElse(otherwise);
  }

  /** The tag where it is chosen by one, else the words. */
  private static String language(AnswerValue value) {
    return value.code(PreVisitQuestionnaire.LANGUAGE_TAGS).orElseGet(value::words);
  }

  private @Nullable Integer confidence(List<AnswerValue> values) {
    if (values.isEmpty()) {
      return confidence;
    }
    Optional<BigDecimal> number = values.getFirst().number();
    if (number.isEmpty() || !isOnScale(number.get())) {
      issues.unreadable("item(confidence).answer");
      return confidence;
    }
    return number.get().intValueExact();
  }

  private static boolean isOnScale(BigDecimal number) {
    return number.stripTrailingZeros().scale() <= 0
        && number.signum() >= 0
        && number.compareTo(BigDecimal.TEN) <= 0;
  }
}
