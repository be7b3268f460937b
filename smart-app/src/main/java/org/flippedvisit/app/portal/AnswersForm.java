package org.flippedvisit.app.portal;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextArea;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.flippedvisit.app.ui.TypedWords;
import org.flippedvisit.fhir.concern.ConcernKind;
import org.flippedvisit.fhir.previsit.AnsweringAs;
import org.flippedvisit.fhir.previsit.HowOverall;
import org.flippedvisit.fhir.previsit.InTheWay;
import org.flippedvisit.fhir.previsit.PreVisitAnswers;
import org.flippedvisit.fhir.previsit.PreVisitQuestionnaire;
import org.jspecify.annotations.Nullable;

/**
 * The fields of the pre-visit questionnaire, one step after the other, in the questionnaire's own
 * words. Every field may stay empty.
 */
final class AnswersForm {
  /** Steps in the order they are asked: the one concern first. */
  static final int STEPS = 6;

  /** Choices whose question is the heading of their step. */
  private static final Set<String> HEADINGS =
      Set.of(PreVisitQuestionnaire.HOW_OVERALL, PreVisitQuestionnaire.ANSWERING_AS);

  private static final int MOST_CONFIDENT = 10;

  private final Locale language;
  private final Runnable typed;
  private final TextArea concern;
  private final RadioButtonGroup<ConcernKind> kind;
  private final LifeEventsField lifeEvents;
  private final TextArea worthwhile;
  private final RadioButtonGroup<HowOverall> overall;
  private final RadioButtonGroup<InTheWay> inTheWay;
  private final RadioButtonGroup<Integer> confidence;
  private final TextArea brings;
  private final RadioButtonGroup<AnsweringAs> answeringAs;

  /**
   * @param typed called on every pause in typing and every choice
   */
  AnswersForm(Locale language, PreVisitAnswers start, Consumer<PreVisitAnswers> typed) {
    this.language = language;
    this.typed = () -> typed.accept(value());
    concern = text(PreVisitQuestionnaire.CONCERN);
    concern.setTestId("concern");
    kind = choice(PreVisitQuestionnaire.CONCERN_KIND, ConcernKind.values(), ConcernKind::code);
    lifeEvents = new LifeEventsField(language, this.typed);
    worthwhile = text(PreVisitQuestionnaire.WORTHWHILE);
    worthwhile.setTestId("worthwhile");
    overall = choice(PreVisitQuestionnaire.HOW_OVERALL, HowOverall.values(), HowOverall::code);
    inTheWay = choice(PreVisitQuestionnaire.HOW_IN_THE_WAY, InTheWay.values(), InTheWay::code);
    confidence = confidence();
    brings = text(PreVisitQuestionnaire.BRINGS);
    answeringAs =
        choice(PreVisitQuestionnaire.ANSWERING_AS, AnsweringAs.values(), AnsweringAs::code);
    fill(start);
    listen();
  }

  private void fill(PreVisitAnswers start) {
    concern.setValue(start.concern());
    kind.setValue(start.concernKind());
    lifeEvents.fill(start.lifeEvents());
    worthwhile.setValue(start.worthwhile());
    overall.setValue(start.howOverall());
    inTheWay.setValue(start.inTheWay());
    confidence.setValue(start.confidence());
    brings.setValue(start.brings());
    answeringAs.setValue(start.answeringAs());
  }

  private void listen() {
    List.of(concern, worthwhile, brings).forEach(field -> TypedWords.report(field, typed));
    List.<HasValue<?, ?>>of(kind, overall, inTheWay, confidence, answeringAs)
        .forEach(field -> field.addValueChangeListener(change -> typed.run()));
  }

  PreVisitAnswers value() {
    return new PreVisitAnswers(
        answeringAs.getValue(),
        concern.getValue(),
        kind.getValue(),
        lifeEvents.value(),
        worthwhile.getValue(),
        overall.getValue(),
        inTheWay.getValue(),
        confidence.getValue(),
        brings.getValue());
  }

  /** The heading of a step. */
  String question(int step) {
    return PreVisitQuestionnaire.text(
        switch (step) {
          case 0 -> PreVisitQuestionnaire.CONCERN;
          case 1 -> PreVisitQuestionnaire.LIFE_EVENTS;
          case 2 -> PreVisitQuestionnaire.WORTHWHILE;
          case 3 -> PreVisitQuestionnaire.HOW_OVERALL;
          case 4 -> PreVisitQuestionnaire.BRINGS;
          default -> PreVisitQuestionnaire.ANSWERING_AS;
        },
        language);
  }

  /** The fields of a step. The first field has the heading as its name. */
  Component fields(int step) {
    return switch (step) {
      case 0 -> new Div(concern, kind);
      case 1 -> lifeEvents;
      case 2 -> new Div(worthwhile);
      case 3 -> new Div(overall, inTheWay, confidence);
      case 4 -> new Div(brings);
      default -> new Div(answeringAs);
    };
  }

  private TextArea text(String linkId) {
    var field = new TextArea();
    field.setAriaLabel(PreVisitQuestionnaire.text(linkId, language));
    field.addClassName("fv-own-words");
    field.setWidthFull();
    field.setMinRows(4);
    return field;
  }

  private <E extends Enum<E>> RadioButtonGroup<E> choice(
      String linkId, E[] values, Function<E, String> code) {
    var group = new RadioButtonGroup<E>();
    group.addClassName("fv-choices");
    String question = PreVisitQuestionnaire.text(linkId, language);
    if (HEADINGS.contains(linkId)) {
      group.setAriaLabel(question); // the heading of the step says it already
    } else {
      group.setLabel(question);
    }
    group.setItems(Arrays.asList(values));
    group.setItemLabelGenerator(
        value -> PreVisitQuestionnaire.optionText(linkId, code.apply(value), language));
    return group;
  }

  private RadioButtonGroup<Integer> confidence() {
    var group = new RadioButtonGroup<Integer>();
    group.addClassNames("fv-choices", "fv-scale");
    group.setLabel(PreVisitQuestionnaire.text(PreVisitQuestionnaire.CONFIDENCE, language));
    group.setItems(IntStream.rangeClosed(0, MOST_CONFIDENT).boxed().toList());
    return group;
  }

  @Nullable AnsweringAs answeringAs() {
    return answeringAs.getValue();
  }

  void askWhoIsAnswering() {
    answeringAs.setErrorMessage(answeringAs.getTranslation("portal.who-needed"));
    answeringAs.setInvalid(true);
  }
}
