package org.flippedvisit.app.visit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.flippedvisit.app.ehr.Reading;
import org.flippedvisit.app.previsit.Answers;
import org.flippedvisit.app.ui.AuthorName;
import org.flippedvisit.app.ui.Folded;
import org.flippedvisit.app.ui.HowSure;
import org.flippedvisit.app.ui.LanguageName;
import org.flippedvisit.app.ui.OneLine;
import org.flippedvisit.app.ui.ReadingText;
import org.flippedvisit.app.ui.Times;
import org.flippedvisit.app.ui.Words;
import org.flippedvisit.fhir.concern.PatientConcern;
import org.flippedvisit.fhir.previsit.LifeEvent;
import org.flippedvisit.fhir.previsit.OtherForm;
import org.flippedvisit.fhir.previsit.PreVisitResponse;
import org.flippedvisit.fhir.provenance.Author;
import org.jspecify.annotations.Nullable;

/**
 * What matters to the person: their sentence first, in the page and on the screen, then the other
 * voices, the aim of today, and what is coming up; goals are added behind. Numbers come later on
 * the page. What is for talking alone never stands here.
 */
final class MattersSection extends Section {
  private static final long serialVersionUID = 1L;

  private final Div concerns = new Div();
  private final Anchor safety = new Anchor();
  private final UnorderedList facts = new UnorderedList();
  private final transient Set<List<Object>> said = new HashSet<>();

  MattersSection() {
    addClassName("fv-matters");
    facts.addClassName("fv-facts");
    facts.setVisible(false);
    safety.addClassName("fv-safety-mark");
    safety.getElement().setAttribute("href", "#safety");
    safety.setText(getTranslation("matters.safety"));
    safety.setRouterIgnore(true);
    safety.setTestId("safety-mark");
    safety.setVisible(false);
    getElement().setAttribute("aria-label", getTranslation("matters.title"));
    getElement().setAttribute("aria-busy", "true");
    add(concerns, safety, facts);
  }

  /**
   * Shows who said what.
   *
   * @param voices those of this visit, the patient's own first
   * @param named finds the best name for an author
   * @param languageInChart in which the chart says that the patient talks, a tag of BCP 47; null
   *     where it says none
   * @param retry reads the answers again
   */
  void showVoices(
      Answers answers,
      List<PreVisitResponse> voices,
      UnaryOperator<Author> named,
      @Nullable String languageInChart,
      Runnable retry) {
    getElement().removeAttribute("aria-busy");
    concerns.removeAll();
    facts.removeAll();
    said.clear();
    voices.forEach(voice -> addConcern(voice, named));
    boolean isAnswered = concerns.getChildren().findAny().isPresent();
    if (!isAnswered && answers.chart() instanceof Reading.Found<?>) {
      concerns.add(nobodyYet());
    }
    addFacts(voices, named, languageInChart);
    facts.setVisible(facts.getChildren().findAny().isPresent());
    concerns.add(
        new ReadingText(answers.chart(), "part.answers", retry),
        new ReadingText(answers.surveys(), "part.surveys", retry));
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

  /**
   * Says beside the person's sentence that something in the team's safety row has no fate yet, and
   * nothing of what it is: others may be looking at the same screen.
   *
   * @param count how many such items wait; 0 takes the mark away
   */
  void showSafetyMark(int count) {
    safety.setVisible(count > 0);
  }

  private Paragraph nobodyYet() {
    var none = new Paragraph(getTranslation("matters.nobody-yet"));
    none.addClassName("fv-said");
    return none;
  }

  private void addConcern(PreVisitResponse voice, UnaryOperator<Author> named) {
    voice
        .concern()
        .filter(concern -> isNew(voice, concern.isNothingRightNow(), concern.words().strip()))
        .ifPresent(
            concern -> {
              boolean isFirst = concerns.getChildren().findAny().isEmpty();
              concerns.add(concern(concern, voice, isFirst, named));
            });
  }

  /** One person says the same thing once, in however many forms. */
  private boolean isNew(PreVisitResponse voice, Object... what) {
    return said.add(List.of(person(voice), List.of(what)));
  }

  private Component concern(
      PatientConcern concern,
      PreVisitResponse voice,
      boolean isFirst,
      UnaryOperator<Author> named) {
    var shown = new Div();
    shown.addClassName(isFirst ? "fv-voice" : "fv-second");
    if (!concern.words().isBlank()) {
      shown.add(new Words(concern.words(), isFirst ? Words.Size.LARGE : Words.Size.SMALL));
    }
    if (concern.isNothingRightNow()) {
      shown.add(new Paragraph(getTranslation("matters.nothing")));
    }
    var how = new Paragraph(how(concern, voice.form(), named));
    how.addClassName("fv-said");
    shown.add(how);
    return shown;
  }

  /** Who said it, when, and in what way. */
  private String how(
      PatientConcern concern, @Nullable OtherForm form, UnaryOperator<Author> named) {
    String who = AuthorName.of(named.apply(concern.saidBy()), this);
    String when = Times.moment(concern.saidAt(), getLocale());
    String staff = AuthorName.of(named.apply(concern.recordedBy()), this);
    if (form == null) {
      return concern.isAskedInTheRoom()
          ? getTranslation("matters.said-in-room", who, staff, when)
          : getTranslation("matters.said-in-portal", who, when);
    }
    String title =
        form.title(getLocale()).map(OneLine::of).orElse(getTranslation("matters.another-form"));
    return concern.isAskedInTheRoom()
        ? getTranslation("matters.said-in-form.to", who, title, staff, when)
        : getTranslation("matters.said-in-form", who, title, when);
  }

  private void addFacts(
      List<PreVisitResponse> voices,
      UnaryOperator<Author> named,
      @Nullable String languageInChart) {
    boolean isOneVoice = voices.stream().map(MattersSection::person).distinct().count() < 2;
    Function<PreVisitResponse, String> who =
        voice -> isOneVoice ? "" : " · " + AuthorName.of(named.apply(voice.saidBy()), this);
    for (PreVisitResponse voice : voices) {
      String aim = voice.answers().worthwhile();
      if (!aim.isBlank() && isNew(voice, "aim", aim.strip())) {
        facts.add(fact("matters.worthwhile", aim, who.apply(voice)));
      }
    }
    comingUp(voices).forEach(one -> addEvent(one, who.apply(one.voice())));
    voices.forEach(voice -> addLanguage(voice, languageInChart, who.apply(voice)));
    voices.forEach(voice -> addState(voice, who.apply(voice)));
  }

  private static String person(PreVisitResponse voice) {
    String reference = voice.saidBy().reference();
    return reference == null ? voice.voice() : reference;
  }

  private record Coming(PreVisitResponse voice, LifeEvent event) {}

  /** What is still to come, the next first; what has no day is last, and stays. */
  private static List<Coming> comingUp(List<PreVisitResponse> voices) {
    LocalDate today = LocalDate.now(ZoneId.systemDefault());
    return voices.stream()
        .flatMap(
            voice -> voice.answers().lifeEvents().stream().map(event -> new Coming(voice, event)))
        .filter(coming -> coming.event().on() == null || !coming.event().on().isBefore(today))
        .sorted(
            Comparator.comparing(
                coming -> coming.event().on(), Comparator.nullsLast(Comparator.naturalOrder())))
        .toList();
  }

  private void addEvent(Coming coming, String who) {
    LifeEvent event = coming.event();
    if (isNew(coming.voice(), "event", event.what().strip(), String.valueOf(event.on()))) {
      String when = event.on() == null ? "" : " · " + Times.day(event.on(), getLocale());
      String avoid = event.avoid() ? " · " + getTranslation("matters.keep-free") : "";
      facts.add(fact("matters.coming-up", event.what(), when + avoid + who));
    }
  }

  /** Said where the page does not say it already: the banner has the chart's. */
  private void addLanguage(PreVisitResponse voice, @Nullable String inChart, String who) {
    String language = voice.answers().language();
    boolean isPatients = voice.saidBy() instanceof Author.Patient;
    if (language.isBlank()
        || (isPatients && LanguageName.isSame(language, inChart))
        || !isNew(voice, "language", language.strip())) {
      return;
    }
    String chart =
        isPatients && inChart != null
            ? " · "
                + getTranslation("matters.language.chart", LanguageName.of(inChart, getLocale()))
            : "";
    facts.add(fact("matters.language", LanguageName.of(language, getLocale()), chart + who));
  }

  private void addState(PreVisitResponse voice, String who) {
    var answers = voice.answers();
    for (String goal : answers.goals()) {
      if (isNew(voice, "goal", goal.strip())) {
        facts.add(fact("matters.goal", goal, who));
      }
    }
    if (answers.howOverall() != null) {
      String how = getTranslation("how-overall." + answers.howOverall().code());
      facts.add(fact("matters.how", how, who));
    }
    if (answers.inTheWay() != null) {
      String how = getTranslation("how-in-the-way." + answers.inTheWay().code());
      facts.add(fact("matters.in-the-way", how, who));
    }
    if (answers.confidence() != null) {
      var sure = new ListItem(label("matters.sure"), new HowSure(answers.confidence()));
      sure.add(new Span(who));
      facts.add(sure);
    }
  }

  private Span label(String key) {
    var label = new Span(getTranslation(key));
    label.addClassName("fv-k");
    return label;
  }

  /**
   * @param ours what we say behind their words
   */
  private ListItem fact(String key, String text, String ours) {
    var value = new Span(text);
    value.getElement().setAttribute("dir", "auto");
    return new ListItem(label(key), Folded.of(value, text), new Span(ours));
  }
}
