package org.flippedvisit.app.preference;

import com.vaadin.flow.component.html.Aside;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
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

  /**
   * @param named finds the best name for an author
   * @param retry reads again
   */
  public void show(Preferences preferences, UnaryOperator<Author> named, Runnable retry) {
    removeAll();
    getElement().removeAttribute("aria-busy");
    add(new H2(getTranslation("preference.title")));
    preferences
        .current()
        .ifPresentOrElse(now -> showCurrent(preferences, now, named), () -> showNone(preferences));
    add(new ReadingText(preferences.chart(), "part.preference", retry));
  }

  private void showCurrent(
      Preferences preferences, PreferenceOnFile now, UnaryOperator<Author> named) {
    add(new Words(now.line(), Words.Size.SMALL));
    add(said(now, named));
    if (preferences.isCurrentKeptHere()) {
      var kept = new Paragraph(getTranslation("preference.kept-here"));
      kept.addClassName("fv-state");
      add(kept);
    }
  }

  private void showNone(Preferences preferences) {
    if (preferences.chart() instanceof Reading.Found<?>) {
      add(new Paragraph(getTranslation("preference.none")));
    }
  }

  private Paragraph said(PreferenceOnFile now, UnaryOperator<Author> named) {
    String who = AuthorName.of(name(now.saidBy(), named), this);
    String when = Times.moment(now.saidAt(), getLocale());
    Author recorder = name(now.recordedBy(), named);
    var said =
        new Paragraph(
            recorder == null || recorder.equals(name(now.saidBy(), named))
                ? getTranslation("preference.said", who, when)
                : getTranslation("preference.said-to", who, AuthorName.of(recorder, this), when));
    said.addClassName("fv-said");
    return said;
  }

  private static @Nullable Author name(@Nullable Author author, UnaryOperator<Author> named) {
    return author == null ? null : named.apply(author);
  }
}
