package org.flippedvisit.app.preference;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Aside;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import java.util.List;
import java.util.function.UnaryOperator;
import org.flippedvisit.app.ehr.Reading;
import org.flippedvisit.app.ui.AuthorName;
import org.flippedvisit.app.ui.ReadingText;
import org.flippedvisit.app.ui.Times;
import org.flippedvisit.app.ui.Words;
import org.flippedvisit.fhir.preference.PreferenceOnFile;
import org.flippedvisit.fhir.provenance.Author;
import org.jspecify.annotations.Nullable;

/** How the person likes to partner, on one line of every staff page, with who said it and when. */
public final class PreferenceLine extends Aside {
  private static final long serialVersionUID = 1L;

  public PreferenceLine() {
    addClassName("fv-partner");
    getElement().setAttribute("aria-busy", "true");
    add(new H2(getTranslation("preference.title")));
  }

  /** What can be done with what is answered, beside it. */
  public interface Actions {
    /** For the answer of one person. */
    Component of(PreferenceOnFile one);

    /** For the question itself. */
    Component ofQuestion();
  }

  /**
   * @param named finds the best name for an author
   * @param retry reads again
   */
  public void show(Preferences preferences, UnaryOperator<Author> named, Runnable retry) {
    show(preferences, named, retry, null);
  }

  /**
   * @param actions null where the line is only to be read
   */
  public void show(
      Preferences preferences,
      UnaryOperator<Author> named,
      Runnable retry,
      @Nullable Actions actions) {
    removeAll();
    getElement().removeAttribute("aria-busy");
    add(new H2(getTranslation("preference.title")));
    List<PreferenceOnFile> now = preferences.ofEachVoice();
    for (PreferenceOnFile one : now) {
      showCurrent(preferences, one, named);
      if (actions != null) {
        var row = new Div(actions.of(one));
        row.addClassName("fv-keep-or-ask");
        if (one.equals(now.getLast())) {
          row.add(actions.ofQuestion());
        }
        add(row);
      }
    }
    if (now.isEmpty()) {
      showNone(preferences);
    }
    add(new ReadingText(preferences.chart(), "part.preference", retry));
  }

  private void showCurrent(
      Preferences preferences, PreferenceOnFile now, UnaryOperator<Author> named) {
    add(new Words(now.line(), Words.Size.SMALL));
    add(said(now, named, this));
    if (preferences.isKeptHere(now)) {
      var kept = new Paragraph(getTranslation("preference.kept-here"));
      kept.addClassName("fv-state");
      add(kept);
    }
    preferences
        .chartDiffersFrom(now)
        .ifPresent(
            there ->
                add(
                    new Details(
                        getTranslation("preference.chart-differs"),
                        new Div(
                            new Words(there.line(), Words.Size.SMALL), said(there, named, this)))));
  }

  private void showNone(Preferences preferences) {
    if (preferences.chart() instanceof Reading.Found<?>) {
      add(new Paragraph(getTranslation("preference.none")));
    }
  }

  /** Who said it, who wrote it down, and when. */
  static Paragraph said(PreferenceOnFile one, UnaryOperator<Author> named, Component page) {
    Author speaker = name(one.saidBy(), named);
    Author recorder = name(one.recordedBy(), named);
    String who = AuthorName.of(speaker, page);
    String when = Times.moment(one.saidAt(), UI.getCurrent().getLocale());
    var said =
        new Paragraph(
            recorder == null || recorder.equals(speaker) || isTypedThemselves(one)
                ? page.getTranslation("preference.said", who, when)
                : page.getTranslation(
                    "preference.said-to", who, AuthorName.of(recorder, page), when));
    said.addClassName("fv-said");
    return said;
  }

  private static boolean isTypedThemselves(PreferenceOnFile one) {
    return one.telling() != null && one.telling().isTypedThemselves();
  }

  private static @Nullable Author name(@Nullable Author author, UnaryOperator<Author> named) {
    return author == null ? null : named.apply(author);
  }
}
