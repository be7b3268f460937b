package org.flippedvisit.app.visit;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import java.util.Locale;
import org.flippedvisit.app.agenda.AgendaService.Published;
import org.flippedvisit.app.ledger.Write;
import org.flippedvisit.app.ui.CopyText;
import org.flippedvisit.app.ui.TypedWords;
import org.flippedvisit.app.ui.WriteText;
import org.flippedvisit.fhir.agenda.Agenda;
import org.flippedvisit.fhir.agenda.Closing.Covered;
import org.jspecify.annotations.Nullable;

/**
 * The end of the visit: not before every item has a fate; the closing question; what came up late;
 * the note.
 */
final class ClosingSection extends Section {
  private static final long serialVersionUID = 1L;

  private final transient Actions actions;
  private final Button start = new Button();
  private final Div question = new Div();
  private final Div outcome = new Div();
  private final RadioButtonGroup<Covered> covered = new RadioButtonGroup<>();
  private final TextArea remark = new TextArea();
  private final TextField late = new TextField();
  private final Button close = new Button();
  private final Paragraph needed = new Paragraph();

  /** What closing may ask for. */
  interface Actions {
    void addLate(String words);

    void close(Covered covered, String remark);

    /** Publishes the note of a visit that was closed before its note went out. */
    void publish();

    void settle(Write write);
  }

  ClosingSection(Actions actions) {
    this.actions = actions;
    addClassName("fv-closing");
    start.addThemeName("primary");
    start.setTestId("close-visit");
    start.addClickListener(
        click -> {
          start.setVisible(false);
          question.setVisible(true);
          question.scrollIntoView();
        });
    buildQuestion();
    question.setVisible(false);
    outcome.getElement().setAttribute("role", "status");
    add(start, question, outcome);
  }

  private void buildQuestion() {
    covered.setLabel(getTranslation("closing.covered"));
    covered.setItems(Covered.values());
    covered.setItemLabelGenerator(
        one -> getTranslation("closing.covered." + one.name().toLowerCase(Locale.ROOT)));
    remark.setLabel(getTranslation("closing.remark"));
    remark.setWidthFull();
    late.setLabel(getTranslation("closing.late"));
    late.setWidthFull();
    TypedWords.limit(remark);
    TypedWords.limit(late);
    var addLate =
        new Button(
            getTranslation("closing.late.add"),
            click -> {
              if (!late.getValue().isBlank()) {
                actions.addLate(late.getValue());
                late.clear();
              }
            });
    close.addThemeName("primary");
    close.setText(getTranslation("closing.publish"));
    close.setTestId("close-publish");
    close.addClickListener(click -> close());
    needed.setVisible(false);
    needed.addClassName("fv-state");
    needed.getElement().setAttribute("role", "alert");
    question.add(
        new H2(getTranslation("closing.title")), covered, late, addLate, remark, needed, close);
  }

  private void close() {
    if (covered.getValue() == null) {
      needed.setText(getTranslation("closing.covered.needed"));
      needed.setVisible(true);
      return;
    }
    needed.setVisible(false);
    close.setEnabled(false);
    outcome.setText(getTranslation("write.sending"));
    actions.close(covered.getValue(), remark.getValue());
  }

  /** Follows the agenda: how many items are still open, and whether it is closed. */
  void follow(Agenda agenda) {
    int open = agenda.openCount();
    start.setText(
        open == 0 ? getTranslation("closing.start") : getTranslation("closing.start.open", open));
    start.setEnabled(open == 0);
    close.setEnabled(open == 0);
    if (agenda.isClosed()) {
      start.setVisible(false);
      question.setVisible(false);
    }
  }

  void showPublished(Published published) {
    showNote(published.note());
    outcome.add(new CopyText(published.text()));
    var text = new Pre(published.text());
    text.addClassName("fv-note-text");
    text.getElement().setAttribute("tabindex", "0"); // it scrolls, by keyboard too
    outcome.add(text);
  }

  /** What stands after a reload of a closed visit. */
  void showClosed(@Nullable Write note) {
    if (note == null) {
      outcome.removeAll();
      outcome.add(
          new H2(getTranslation("closing.closed")),
          new Paragraph(getTranslation("closing.not-published")),
          new Button(getTranslation("closing.publish"), click -> actions.publish()));
    } else {
      showNote(note);
    }
  }

  void showFailed() {
    close.setEnabled(true);
    outcome.setText(getTranslation("closing.failed"));
  }

  private void showNote(Write note) {
    outcome.removeAll();
    outcome.add(
        new H2(getTranslation("closing.closed")), new WriteText(note, () -> actions.settle(note)));
  }
}
