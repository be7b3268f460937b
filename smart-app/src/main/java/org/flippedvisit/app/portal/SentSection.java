package org.flippedvisit.app.portal;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.flippedvisit.app.ehr.WriteOutcome.Why;
import org.flippedvisit.app.ledger.Write;
import org.flippedvisit.app.ui.CopyText;
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
   * @param whyNot why answers cannot reach the chart in this launch, where that is known
   * @param change opens the form again with these answers
   * @param settle looks again or sends again
   */
  SentSection(
      PreVisitResponse response,
      @Nullable Write write,
      Optional<Why> whyNot,
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
      add(new WriteText(write, settle, whyNot));
      if (!arrived) {
        add(
            new Paragraph(getTranslation(language, "portal.not-arrived.next")),
            new CopyText(() -> text(response.answers(), language)));
      }
    }
    add(answers(response.answers(), language));
    var again = new Button(getTranslation(language, "portal.change"), click -> change.run());
    again.addClassName("fv-quiet");
    add(again, new Paragraph(getTranslation(language, "portal.who-reads")));
  }

  /** One answer, and its question; none where the answer goes on from the one before. */
  private record Line(@Nullable String question, String answer) {}

  /** The answers in the order they were asked, only what was answered. */
  static Div answers(PreVisitAnswers answers, Locale language) {
    var list = new DescriptionList();
    for (Line line : lines(answers, language)) {
      if (line.question() == null) {
        list.add(new DescriptionList.Description(line.answer()));
      } else {
        list.add(
            new DescriptionList.Term(line.question()),
            new DescriptionList.Description(new Words(line.answer(), Words.Size.SMALL)));
      }
    }
    return new Div(list);
  }

  /** The same as plain text, to copy. */
  static String text(PreVisitAnswers answers, Locale language) {
    return lines(answers, language).stream()
        .map(line -> (line.question() == null ? "" : line.question() + "\n") + line.answer())
        .collect(Collectors.joining("\n"));
  }

  private static List<Line> lines(PreVisitAnswers answers, Locale language) {
    var lines = new ArrayList<Line>();
    words(lines, PreVisitQuestionnaire.CONCERN, answers.concern(), language);
    if (answers.concernKind() != null) {
      String kind =
          PreVisitQuestionnaire.optionText(
              PreVisitQuestionnaire.CONCERN_KIND, answers.concernKind().code(), language);
      lines.add(new Line(null, kind));
    }
    for (LifeEvent event : answers.lifeEvents()) {
      words(lines, PreVisitQuestionnaire.LIFE_EVENTS, event.what(), language);
      if (event.on() != null) {
        lines.add(new Line(null, Times.day(event.on(), language)));
      }
    }
    words(lines, PreVisitQuestionnaire.WORTHWHILE, answers.worthwhile(), language);
    if (answers.howOverall() != null) {
      option(lines, PreVisitQuestionnaire.HOW_OVERALL, answers.howOverall().code(), language);
    }
    if (answers.inTheWay() != null) {
      option(lines, PreVisitQuestionnaire.HOW_IN_THE_WAY, answers.inTheWay().code(), language);
    }
    if (answers.confidence() != null) {
      words(
          lines, PreVisitQuestionnaire.CONFIDENCE, String.valueOf(answers.confidence()), language);
    }
    words(lines, PreVisitQuestionnaire.BRINGS, answers.brings(), language);
    if (answers.answeringAs() != null) {
      option(lines, PreVisitQuestionnaire.ANSWERING_AS, answers.answeringAs().code(), language);
    }
    return lines;
  }

  private static void option(List<Line> lines, String linkId, String code, Locale language) {
    words(lines, linkId, PreVisitQuestionnaire.optionText(linkId, code, language), language);
  }

  private static void words(List<Line> lines, String linkId, String words, Locale language) {
    if (!words.isBlank()) {
      lines.add(new Line(PreVisitQuestionnaire.text(linkId, language), words));
    }
  }
}
