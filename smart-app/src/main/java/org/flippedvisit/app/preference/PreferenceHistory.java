package org.flippedvisit.app.preference;

import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.flippedvisit.app.ui.ChangedWords;
import org.flippedvisit.app.ui.Folded;
import org.flippedvisit.app.ui.Times;
import org.flippedvisit.fhir.preference.PreferenceOnFile;
import org.flippedvisit.fhir.preference.Telling;
import org.flippedvisit.fhir.provenance.Author;
import org.jspecify.annotations.Nullable;

/**
 * Every answer over time, newest first: who said it, who wrote it down, when, why it was asked
 * again, and what changed since the same person's answer before.
 */
public final class PreferenceHistory extends Section {
  private static final long serialVersionUID = 1L;

  public PreferenceHistory() {
    addClassName("fv-hist");
  }

  /**
   * @param named finds the best name for an author
   */
  public void show(Preferences preferences, UnaryOperator<Author> named) {
    removeAll();
    List<PreferenceOnFile> all = preferences.all();
    if (all.size() < 2) {
      return;
    }
    var list = new UnorderedList();
    all.forEach(one -> list.add(entry(one, preferences, named)));
    var history = new Details(getTranslation("preference.history", all.size()), list);
    history.setOpened(false);
    add(new H2(getTranslation("preference.before")), history);
  }

  private ListItem entry(
      PreferenceOnFile one, Preferences preferences, UnaryOperator<Author> named) {
    var words = new Span(one.line());
    words.getElement().setAttribute("dir", "auto");
    var item = new ListItem(PreferenceLine.said(one, named, this), Folded.of(words, one.line()));
    addTelling(item, one.telling());
    if (preferences.isKeptHere(one)) {
      item.add(note(getTranslation("preference.kept-here")));
    }
    Optional<PreferenceOnFile> before = preferences.before(one);
    before
        .filter(was -> !was.line().equals(one.line()))
        .ifPresent(
            was ->
                item.add(
                    new Details(
                        getTranslation("preference.what-changed"),
                        new Div(new ChangedWords(was.line(), one.line())))));
    return item;
  }

  private void addTelling(ListItem item, @Nullable Telling telling) {
    if (telling == null) {
      return;
    }
    if (telling.stillRightSince() != null) {
      item.add(
          note(
              getTranslation(
                  "preference.since", Times.moment(telling.stillRightSince(), getLocale()))));
    }
    if (!telling.askedAgainBecause().isBlank()) {
      item.add(note(getTranslation("preference.asked-because", telling.askedAgainBecause())));
    }
    if (telling.isTypedThemselves()) {
      item.add(note(getTranslation("preference.typed-themselves")));
    }
  }

  private static Paragraph note(String text) {
    var note = new Paragraph(text);
    note.addClassName("fv-said");
    return note;
  }
}
