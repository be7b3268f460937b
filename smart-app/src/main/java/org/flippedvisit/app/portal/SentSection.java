package org.flippedvisit.app.portal;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import java.util.Locale;
import org.flippedvisit.app.ledger.Write;
import org.flippedvisit.app.ui.Times;
import org.flippedvisit.app.ui.Words;
import org.flippedvisit.app.ui.WriteText;
import org.flippedvisit.fhir.previsit.LifeEvent;
import org.flippedvisit.fhir.previsit.PreVisitAnswers;
import org.flippedvisit.fhir.previsit.PreVisitQuestionnaire;
import org.flippedvisit.fhir.previsit.PreVisitResponse;
import org.jspecify.annotations.Nullable;

/** What was sent, in the person's words, and whether it arrived. */
final class SentSection extends Section {
  private static final long serialVersionUID = 1L;

  /**
   * @param write how it stands; null when the chart itself returned the answers, so they are there
   * @param change opens the form again with these answers
   * @param settle looks again or sends again
   */
  SentSection(
      PreVisitResponse response,
      @Nullable Write write,
      Locale language,
      Runnable change,
      Runnable settle) {
    addClassName("fv-sent");
    boolean arrived = write == null || write.isInTheChart();
    add(new H1(getTranslation(language, arrived ? "portal.sent" : "portal.not-arrived")));
    if (write == null) {
      add(
          new Paragraph(
              getTranslation(
                  language, "portal.sent-at", Times.moment(response.authoredAt(), language))));
    } else {
      add(new WriteText(write, settle));
      if (!arrived) {
        add(new Paragraph(getTranslation(language, "portal.not-arrived.next")));
      }
    }
    add(answers(response.answers(), language));
    var again = new Button(getTranslation(language, "portal.change"), click -> change.run());
    again.addClassName("fv-quiet");
    add(again, new Paragraph(getTranslation(language, "portal.who-reads")));
  }

  /** The answers in the order they were asked, only what was answered. */
  static Div answers(PreVisitAnswers answers, Locale language) {
    var list = new DescriptionList();
    words(list, PreVisitQuestionnaire.CONCERN, answers.concern(), language);
    if (answers.concernKind() != null) {
      String kind =
          PreVisitQuestionnaire.optionText(
              PreVisitQuestionnaire.CONCERN_KIND, answers.concernKind().code(), language);
      list.add(new DescriptionList.Description(kind));
    }
    for (LifeEvent event : answers.lifeEvents()) {
      words(list, PreVisitQuestionnaire.LIFE_EVENTS, event.what(), language);
      if (event.on() != null) {
        list.add(new DescriptionList.Description(Times.day(event.on(), language)));
      }
    }
    words(list, PreVisitQuestionnaire.WORTHWHILE, answers.worthwhile(), language);
    if (answers.howOverall() != null) {
      option(list, PreVisitQuestionnaire.HOW_OVERALL, answers.howOverall().code(), language);
    }
    if (answers.inTheWay() != null) {
      option(list, PreVisitQuestionnaire.HOW_IN_THE_WAY, answers.inTheWay().code(), language);
    }
    if (answers.confidence() != null) {
      words(list, PreVisitQuestionnaire.CONFIDENCE, String.valueOf(answers.confidence()), language);
    }
    words(list, PreVisitQuestionnaire.BRINGS, answers.brings(), language);
    if (answers.answeringAs() != null) {
      option(list, PreVisitQuestionnaire.ANSWERING_AS, answers.answeringAs().code(), language);
    }
    return new Div(list);
  }

  private static void option(DescriptionList list, String linkId, String code, Locale language) {
    words(list, linkId, PreVisitQuestionnaire.optionText(linkId, code, language), language);
  }

  private static void words(DescriptionList list, String linkId, String words, Locale language) {
    if (!words.isBlank()) {
      list.add(new DescriptionList.Term(PreVisitQuestionnaire.text(linkId, language)));
      list.add(new DescriptionList.Description(new Words(words, Words.Size.SMALL)));
    }
  }
}
