package org.flippedvisit.app.note;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import org.flippedvisit.app.draft.TypedForm;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.store.Drafts.Draft;
import org.flippedvisit.app.ui.BackgroundWork;
import org.flippedvisit.app.ui.BegunEarlier;
import org.flippedvisit.app.ui.TypedWords;
import org.flippedvisit.app.ui.Words;
import org.flippedvisit.fhir.provenance.Author;

/**
 * Takes what is not right about a note, in the person's own words. What is typed is kept with every
 * change.
 */
final class NotRightForm extends Div {
  private static final long serialVersionUID = 1L;

  private final transient Launch launch;
  private final transient NoteService service;
  private final transient BackgroundWork work;
  private final transient ReadableNote note;
  private final transient Author by;
  private final transient Runnable sent;
  private final transient TypedForm<NotRightWords> form;
  private final TextArea words = new TextArea();
  private final Button send = new Button();
  private final Div state = new Div();

  /**
   * @param by who signed in
   * @param sent called on the page once it is kept for the care team
   * @param close puts the form away; what is typed stays kept
   */
  NotRightForm(
      Launch launch,
      NoteService service,
      BackgroundWork work,
      ReadableNote note,
      Author by,
      Runnable sent,
      Runnable close) {
    this.launch = launch;
    this.service = service;
    this.work = work;
    this.note = note;
    this.by = by;
    this.sent = sent;
    addClassName("fv-ask");
    words.setLabel(getTranslation("not-right.words"));
    words.addClassName("fv-own-words");
    words.setWidthFull();
    words.setMinRows(2);
    words.setTestId("not-right-words");
    send.setText(getTranslation("not-right.send"));
    send.addThemeName("primary");
    send.setTestId("not-right-send");
    send.addClickListener(click -> send());
    var putAway = new Button(getTranslation("not-right.close"), click -> close.run());
    putAway.addClassName("fv-quiet");
    state.getElement().setAttribute("role", "status");
    state.addClassName("fv-state");
    var when = new Paragraph(getTranslation("not-right.when-read"));
    when.addClassName("fv-note");
    var buttons = new Div(send, putAway);
    buttons.addClassName("fv-save-buttons");
    form = service.typed(launch, note);
    form.here().map(Draft::value).ifPresent(typed -> words.setValue(typed.words()));
    TypedWords.report(words, this::keep);
    form.elsewhere().forEach(earlier -> add(offer(earlier)));
    add(words, when, buttons, state);
  }

  void focusWords() {
    words.focus();
  }

  private BegunEarlier offer(Draft<NotRightWords> earlier) {
    return new BegunEarlier(
        earlier.savedAt(),
        new Words(earlier.value().words(), Words.Size.SMALL),
        () -> takeOver(earlier),
        () -> form.discard(earlier));
  }

  private boolean takeOver(Draft<NotRightWords> earlier) {
    if (!words.getValue().isBlank()) {
      return false;
    }
    form.use(earlier);
    words.setValue(earlier.value().words());
    return true;
  }

  private void keep() {
    form.keep(NotRightWords.of(words.getValue()));
  }

  private void send() {
    NotRightWords typed = NotRightWords.of(words.getValue());
    if (typed.equals(NotRightWords.NOTHING)) {
      words.setInvalid(true);
      words.setErrorMessage(getTranslation("not-right.empty"));
      words.focus();
      return;
    }
    keep();
    send.setEnabled(false);
    state.setText(getTranslation("write.sending"));
    BackgroundWork.whenDone(
        this,
        work.start(
            () -> {
              service.say(launch, note, typed, by);
              return typed;
            }),
        kept -> sent.run(),
        () -> {
          send.setEnabled(true);
          state.setText(getTranslation("not-right.not-sent"));
        });
  }
}
