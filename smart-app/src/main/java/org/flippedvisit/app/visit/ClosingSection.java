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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flippedvisit.app.agenda.AgendaForms.ClosingWords;
import org.flippedvisit.app.agenda.AgendaService.Published;
import org.flippedvisit.app.draft.TypedForm;
import org.flippedvisit.app.ehr.WriteOutcome;
import org.flippedvisit.app.ledger.Write;
import org.flippedvisit.app.ledger.WriteKind;
import org.flippedvisit.app.store.Drafts.Draft;
import org.flippedvisit.app.ui.BegunEarlier;
import org.flippedvisit.app.ui.CopyText;
import org.flippedvisit.app.ui.SaveButton;
import org.flippedvisit.app.ui.TypedWords;
import org.flippedvisit.app.ui.Words;
import org.flippedvisit.app.ui.WriteText;
import org.flippedvisit.fhir.agenda.Agenda;
import org.flippedvisit.fhir.agenda.Closing;
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
  private final Div begun = new Div();
  private final Div outcome = new Div();
  private final RadioButtonGroup<Covered> covered = new RadioButtonGroup<>();
  private final TextArea remark = new TextArea();
  private final TextField late = new TextField();
  private final SaveButton close;
  private final Paragraph needed = new Paragraph();
  private final Paragraph upFront = new Paragraph();
  private transient Optional<WriteOutcome.Why> whyNot = Optional.empty();

  /** What closing may ask for. */
  interface Actions {
    void addLate(String words);

    void close(Covered covered, String remark);

    /** Publishes the note of a visit that was closed before its note went out. */
    void publish();

    void settle(Write write);

    /** What is typed here before the visit is closed. */
    TypedForm<ClosingWords> typed();

    /** The note as it would be now. */
    String noteText();
  }

  ClosingSection(Actions actions) {
    this.actions = actions;
    addClassName("fv-closing");
    start.addThemeName("primary");
    start.setTestId("close-visit");
    start.addClickListener(
        click -> {
          ask();
          question.scrollIntoView();
        });
    close =
        new SaveButton(
            getTranslation("closing.publish"),
            getTranslation("closing.keep"),
            "close-publish",
            Set.of(WriteKind.VISIT_NOTE),
            pressed -> close(),
            actions::noteText);
    begun.addClassName("fv-begun-here");
    buildQuestion();
    question.setVisible(false);
    outcome.getElement().setAttribute("role", "status");
    upFront.addClassName("fv-state");
    upFront.setVisible(false);
    add(begun, start, upFront, question, outcome);
  }

  private void ask() {
    start.setVisible(false);
    upFront.setVisible(false);
    question.setVisible(true);
  }

  /** Says before the visit is closed why its note cannot reach the chart. */
  void cannot(WriteOutcome.Why why) {
    whyNot = Optional.of(why);
    var reason = Map.of(WriteKind.VISIT_NOTE, why);
    close.cannot(reason);
    upFront.setText(
        String.join(" ", SaveButton.reasons(reason, Set.of(WriteKind.VISIT_NOTE), this)));
    upFront.setVisible(start.isVisible());
  }

  /**
   * What was typed at this visit stands in its fields again; what was typed elsewhere is offered.
   */
  void restore(Agenda agenda) {
    if (agenda.isClosed()) {
      return;
    }
    TypedForm<ClosingWords> form = actions.typed();
    form.here()
        .map(Draft::value)
        .ifPresent(
            words -> {
              fill(words);
              ask();
            });
    for (Draft<ClosingWords> earlier : form.elsewhere()) {
      begun.add(
          new BegunEarlier(
              earlier.savedAt(),
              words(earlier.value()),
              () -> takeOver(earlier, form),
              () -> form.discard(earlier)));
    }
  }

  private boolean takeOver(Draft<ClosingWords> earlier, TypedForm<ClosingWords> form) {
    if (!typed().equals(ClosingWords.NOTHING)) {
      return false;
    }
    form.use(earlier);
    fill(earlier.value());
    ask();
    return true;
  }

  private Words words(ClosingWords typed) {
    String answer =
        typed.covered() == null
            ? ""
            : getTranslation("closing.covered." + WriteText.key(typed.covered()));
    return new Words(
        Stream.of(answer, typed.late(), typed.remark())
            .filter(part -> !part.isBlank())
            .collect(Collectors.joining("\n")),
        Words.Size.SMALL);
  }

  private void fill(ClosingWords typed) {
    covered.setValue(typed.covered());
    late.setValue(typed.late());
    remark.setValue(typed.remark());
  }

  private ClosingWords typed() {
    return new ClosingWords(covered.getValue(), remark.getValue(), late.getValue());
  }

  private void keep() {
    actions.typed().keep(typed());
  }

  private void buildQuestion() {
    covered.setLabel(getTranslation("closing.covered"));
    covered.setItems(Covered.values());
    covered.setItemLabelGenerator(one -> getTranslation("closing.covered." + WriteText.key(one)));
    remark.setLabel(getTranslation("closing.remark"));
    remark.setWidthFull();
    late.setLabel(getTranslation("closing.late"));
    late.setWidthFull();
    var addLate =
        new Button(
            getTranslation("closing.late.add"),
            click -> {
              if (!late.getValue().isBlank()) {
                actions.addLate(late.getValue());
                late.clear(); // and with it what was kept of it
              }
            });
    covered.addValueChangeListener(change -> keep());
    TypedWords.report(late, this::keep);
    TypedWords.report(remark, this::keep);
    needed.setVisible(false);
    needed.addClassName("fv-state");
    needed.getElement().setAttribute("role", "alert");
    question.add(
        new H2(getTranslation("closing.title")), covered, late, addLate, remark, needed, close);
  }

  private void close() {
    if (covered.getValue() == null) {
      need("closing.covered.needed");
      return;
    }
    if (!late.getValue().isBlank()) {
      need("closing.late.needed");
      return;
    }
    needed.setVisible(false);
    close.setBusy(true);
    outcome.setText(getTranslation("write.sending"));
    actions.close(covered.getValue(), remark.getValue());
  }

  private void need(String key) {
    needed.setText(getTranslation(key));
    needed.setVisible(true);
  }

  /** Follows the agenda: how many items are still open, and whether it is closed. */
  void follow(Agenda agenda) {
    int open = agenda.openCount();
    start.setText(
        open == 0 ? getTranslation("closing.start") : getTranslation("closing.start.open", open));
    start.setEnabled(open == 0);
    close.setBusy(open > 0);
    if (agenda.isClosed()) {
      start.setVisible(false);
      upFront.setVisible(false);
      question.setVisible(false);
      begun.setVisible(false);
      dropStored(agenda.closing());
    }
  }

  /** What somebody else closed the visit with is not what was typed here. */
  private void dropStored(@Nullable Closing closing) {
    if (closing != null) {
      actions
          .typed()
          .stored(new ClosingWords(closing.coveredAnswer(), closing.personsRemark(), ""));
    }
  }

  void showPublished(Published published) {
    showNote(published.note());
    outcome.add(new CopyText(published::text));
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
          new Button(
              getTranslation(whyNot.isEmpty() ? "closing.publish" : "closing.keep"),
              click -> actions.publish()));
    } else {
      showNote(note);
    }
  }

  void showFailed() {
    close.setBusy(false);
    outcome.setText(getTranslation("closing.failed"));
  }

  private void showNote(Write note) {
    outcome.removeAll();
    outcome.add(
        new H2(getTranslation("closing.closed")),
        new WriteText(note, () -> actions.settle(note), whyNot));
  }
}
