package org.flippedvisit.app.rooming;

import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.flippedvisit.app.previsit.Answers;
import org.flippedvisit.app.previsit.AskedAgain;
import org.flippedvisit.app.ui.AuthorName;
import org.flippedvisit.app.ui.Folded;
import org.flippedvisit.app.ui.LanguageName;
import org.flippedvisit.app.ui.ReadingText;
import org.flippedvisit.app.ui.Times;
import org.flippedvisit.app.ui.WhyAgain;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.previsit.PreVisitResponse;
import org.flippedvisit.fhir.provenance.Author;

/** What was answered already, with time and author, so that nobody is asked twice. */
final class KnownSection extends Section {
  private static final long serialVersionUID = 1L;

  KnownSection() {
    addClassName("fv-known");
    setVisible(false);
  }

  /**
   * @param retry reads the answers again
   * @param askAgain opens the question although it is answered, with the reason
   */
  void show(
      Answers answers,
      List<PreVisitResponse> voices,
      List<AskedAgain> askedAgain,
      UnaryOperator<Author> named,
      Runnable retry,
      Consumer<String> askAgain) {
    removeAll();
    var list = new UnorderedList();
    for (PreVisitResponse voice : voices) {
      addAnswers(list, voice, named);
    }
    boolean any = list.getChildren().findAny().isPresent();
    if (any) {
      askedAgain.forEach(one -> list.add(asked(one, named)));
      add(new H2(getTranslation("rooming.known")), list, new WhyAgain(askAgain));
    }
    var state = new ReadingText(answers.chart(), "part.answers", retry);
    var surveys = new ReadingText(answers.surveys(), "part.surveys", retry);
    add(state, surveys);
    setVisible(any || state.isVisible() || surveys.isVisible());
  }

  private ListItem asked(AskedAgain again, UnaryOperator<Author> named) {
    var said =
        new Span(
            getTranslation(
                "again.asked",
                AuthorName.of(named.apply(again.by()), this),
                Times.moment(new ClinicalTime(again.at().atOffset(ZoneOffset.UTC)), getLocale()),
                again.reason()));
    said.addClassName("fv-said");
    return new ListItem(said);
  }

  private void addAnswers(UnorderedList list, PreVisitResponse voice, UnaryOperator<Author> named) {
    var answers = voice.answers();
    if (answers.hasConcern()) {
      String words =
          answers.concern().isBlank() ? getTranslation("matters.nothing") : answers.concern();
      list.add(known("rooming.known.concern", words, voice, named));
    }
    if (!answers.worthwhile().isBlank()) {
      list.add(known("matters.worthwhile", answers.worthwhile(), voice, named));
    }
    if (!answers.lifeEvents().isEmpty()) {
      String events =
          String.join(" · ", answers.lifeEvents().stream().map(event -> event.what()).toList());
      list.add(known("matters.coming-up", events, voice, named));
    }
    if (!answers.language().isBlank()) {
      String language = LanguageName.of(answers.language(), getLocale());
      list.add(known("matters.language", language, voice, named));
    }
    if (answers.howOverall() != null) {
      list.add(
          known(
              "matters.how",
              getTranslation("how-overall." + answers.howOverall().code()),
              voice,
              named));
    }
  }

  private ListItem known(
      String key, String words, PreVisitResponse voice, UnaryOperator<Author> named) {
    var label = new Span("✓ " + getTranslation(key));
    label.addClassName("fv-k");
    var text = new Span(words);
    text.addClassName("fv-known-words");
    text.getElement().setAttribute("dir", "auto");
    var said =
        new Span(
            AuthorName.of(named.apply(voice.saidBy()), this)
                + " · "
                + Times.moment(voice.authoredAt(), getLocale()));
    said.addClassName("fv-said");
    return new ListItem(label, Folded.of(text, words), said);
  }
}
