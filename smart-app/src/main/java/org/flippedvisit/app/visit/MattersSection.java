package org.flippedvisit.app.visit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.flippedvisit.app.previsit.Answers;
import org.flippedvisit.app.ui.AuthorName;
import org.flippedvisit.app.ui.Folded;
import org.flippedvisit.app.ui.ReadingText;
import org.flippedvisit.app.ui.Times;
import org.flippedvisit.app.ui.Words;
import org.flippedvisit.fhir.concern.PatientConcern;
import org.flippedvisit.fhir.previsit.LifeEvent;
import org.flippedvisit.fhir.previsit.PreVisitResponse;
import org.flippedvisit.fhir.provenance.Author;

/**
 * What matters to the person: their sentence first, in the page and on the screen, then the other
 * voices, the aim of today, and what is coming up; goals are added behind. Numbers come later on
 * the page.
 */
final class MattersSection extends Section {
  private static final long serialVersionUID = 1L;

  private final Div concerns = new Div();
  private final UnorderedList facts = new UnorderedList();

  MattersSection() {
    addClassName("fv-matters");
    facts.addClassName("fv-facts");
    facts.setVisible(false);
    getElement().setAttribute("aria-label", getTranslation("matters.title"));
    getElement().setAttribute("aria-busy", "true");
    add(concerns, facts);
  }

  void showVoices(
      Answers answers, List<PreVisitResponse> voices, UnaryOperator<Author> named, Runnable retry) {
    getElement().removeAttribute("aria-busy");
    concerns.removeAll();
    facts.removeAll();
    boolean first = true;
    for (PreVisitResponse voice : voices) {
      var concern = voice.concern();
      if (concern.isPresent()) {
        concerns.add(concern(concern.get(), first, named));
        first = false;
      }
      addFacts(voice);
    }
    facts.setVisible(facts.getChildren().findAny().isPresent());
    concerns.add(new ReadingText(answers.chart(), "part.answers", retry));
  }

  /**
   * Puts the question, and room for its answer, where the sentence would stand; behind the
   * sentences where there are some.
   */
  void showQuestion(Component ask, boolean isFirst) {
    if (isFirst) {
      concerns.addComponentAsFirst(ask);
    } else {
      concerns.add(ask);
    }
  }

  void showSafetyMark(int count) {}

  private Component concern(PatientConcern concern, boolean first, UnaryOperator<Author> named) {
    var voice = new Div();
    voice.addClassName(first ? "fv-voice" : "fv-second");
    if (concern.isNothingRightNow()) {
      voice.add(new Paragraph(getTranslation("matters.nothing")));
    }
    if (!concern.words().isBlank()) {
      voice.add(new Words(concern.words(), first ? Words.Size.LARGE : Words.Size.SMALL));
    }
    String who = AuthorName.of(named.apply(concern.saidBy()), this);
    String when = Times.moment(concern.saidAt(), getLocale());
    var said =
        new Paragraph(
            concern.isAskedInTheRoom()
                ? getTranslation(
                    "matters.said-in-room",
                    who,
                    AuthorName.of(named.apply(concern.recordedBy()), this),
                    when)
                : getTranslation("matters.said-in-portal", who, when));
    said.addClassName("fv-said");
    voice.add(said);
    return voice;
  }

  private void addFacts(PreVisitResponse voice) {
    if (!voice.answers().worthwhile().isBlank()) {
      facts.add(fact("matters.worthwhile", voice.answers().worthwhile()));
    }
    for (LifeEvent event : voice.answers().lifeEvents()) {
      String when = event.on() == null ? "" : " · " + Times.day(event.on(), getLocale());
      String avoid = event.avoid() ? " · " + getTranslation("matters.keep-free") : "";
      facts.add(fact("matters.coming-up", event.what(), when + avoid));
    }
    if (voice.answers().howOverall() != null) {
      facts.add(
          fact(
              "matters.how", getTranslation("how-overall." + voice.answers().howOverall().code())));
    }
    if (voice.answers().inTheWay() != null) {
      facts.add(
          fact(
              "matters.in-the-way",
              getTranslation("how-in-the-way." + voice.answers().inTheWay().code())));
    }
    if (voice.answers().confidence() != null) {
      facts.add(
          fact("matters.sure", getTranslation("matters.of-ten", voice.answers().confidence())));
    }
  }

  private ListItem fact(String key, String text) {
    return fact(key, text, "");
  }

  private ListItem fact(String key, String text, String ours) {
    var label = new Span(getTranslation(key));
    label.addClassName("fv-k");
    var value = new Span(text);
    value.getElement().setAttribute("dir", "auto");
    return new ListItem(label, Folded.of(value, text), new Span(ours));
  }
}
