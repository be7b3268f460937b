package org.flippedvisit.app.note;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.flippedvisit.app.ehr.Reading;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.ledger.Write;
import org.flippedvisit.app.ui.AuthorName;
import org.flippedvisit.app.ui.BackgroundWork;
import org.flippedvisit.app.ui.OneLine;
import org.flippedvisit.app.ui.ReadingText;
import org.flippedvisit.app.ui.SignInNotice;
import org.flippedvisit.app.ui.Times;
import org.flippedvisit.app.ui.Words;
import org.flippedvisit.app.ui.WriteText;
import org.flippedvisit.fhir.note.SharedNote;
import org.flippedvisit.fhir.provenance.Author;

/**
 * The notes that the person can read, each under its title, and beside each what they said is not
 * right and what became of it.
 */
public final class NotesSection extends Section {
  private static final long serialVersionUID = 1L;

  private final transient Launch launch;
  private final transient NoteService service;
  private final transient BackgroundWork work;
  private final transient Author signedIn;
  private final transient UnaryOperator<Author> named;
  private final Div list = new Div();
  private final Set<String> opened = new HashSet<>();
  private final Div state = new Div();

  /**
   * @param named finds the best name for an author
   */
  public NotesSection(
      Launch launch,
      NoteService service,
      BackgroundWork work,
      Author signedIn,
      UnaryOperator<Author> named) {
    this.launch = launch;
    this.service = service;
    this.work = work;
    this.signedIn = signedIn;
    this.named = named;
    addClassName("fv-notes");
    setTestId("notes");
    getElement().setAttribute("aria-label", getTranslation("notes.title"));
    state.getElement().setAttribute("role", "status");
    state.addClassName("fv-state");
    add(new H2(getTranslation("notes.title")), state, list);
    load();
  }

  private void load() {
    getElement().setAttribute("aria-busy", "true");
    list.removeAll();
    list.add(new Paragraph(getTranslation("notes.loading")));
    BackgroundWork.whenDone(this, service.notes(launch), this::show, this::showFailed);
  }

  private void showFailed() {
    getElement().removeAttribute("aria-busy");
    list.removeAll();
    list.add(new Paragraph(getTranslation("error.plain")));
  }

  private void show(Notes notes) {
    getElement().removeAttribute("aria-busy");
    list.removeAll();
    notes.readable().forEach(note -> list.add(note(note, notes.remarksOn(note))));
    if (notes.readable().isEmpty() && notes.chart() instanceof Reading.Found<?>) {
      list.add(new Paragraph(getTranslation("notes.none")));
    }
    list.add(new ReadingText(notes.chart(), "part.notes", this::load));
    notes.otherRemarks().forEach(remark -> list.add(said(remark, true)));
  }

  private Div note(ReadableNote readable, List<Remark> remarks) {
    SharedNote note = readable.note();
    var text =
        note.text().isBlank()
            ? new Paragraph(getTranslation("notes.no-text"))
            : new Words(note.text(), Words.Size.SMALL);
    var body = new Div(text);
    var writing = new Div();
    body.add(writing);
    offerToSay(readable, writing);
    var details = new NativeDetails(title(note), body);
    details.addClassName("fv-one-note");
    details.setOpen(
        opened.contains(readable.identity()) || service.typed(launch, readable).isBegun());
    details.addToggleListener(
        toggle -> {
          if (toggle.isOpened()) {
            opened.add(readable.identity());
          } else {
            opened.remove(readable.identity());
          }
        });
    var whole = new Div(details);
    if (readable.write() != null && !readable.isInChart()) {
      Write write = readable.write();
      whole.add(new WriteText(write, isOwn(note) ? () -> settle(write) : null));
    }
    remarks.forEach(remark -> whole.add(said(remark, false)));
    return whole;
  }

  /**
   * What somebody else wrote is theirs to settle: an EHR would take it for the signed-in person's.
   */
  private boolean isOwn(SharedNote note) {
    return note.author() != null && Objects.equals(note.author().reference(), signedIn.reference());
  }

  private void settle(Write write) {
    BackgroundWork.whenDone(
        this,
        work.start(() -> service.settle(launch, write)),
        settled -> {
          SignInNotice.heard(settled, this);
          load();
        },
        this::load);
  }

  private Div title(SharedNote note) {
    var title = new Span(title(note.title()));
    title.addClassName("fv-note-title");
    title.getElement().setAttribute("dir", "auto");
    var author = note.author();
    var by =
        new Span(
            AuthorName.of(author == null ? null : named.apply(author), this)
                + " · "
                + Times.moment(note.writtenAt(), getLocale()));
    by.addClassName("fv-said");
    return new Div(title, by);
  }

  private String title(String title) {
    return title.isBlank() ? getTranslation("notes.untitled") : OneLine.of(title);
  }

  /** One quiet button; the field comes on demand, or where something was begun. */
  private void offerToSay(ReadableNote note, Div writing) {
    var say = new Button(getTranslation("not-right.say"));
    say.setAriaLabel(getTranslation("not-right.say-of", title(note.note().title())));
    say.addClassName("fv-quiet");
    say.setTestId("not-right-say");
    say.addClickListener(click -> open(note, writing, say).focusWords());
    writing.add(say);
    if (service.typed(launch, note).isBegun()) {
      open(note, writing, say);
    }
  }

  private NotRightForm open(ReadableNote note, Div writing, Button say) {
    var form =
        new NotRightForm(
            launch,
            service,
            work,
            note,
            signedIn,
            this::sent,
            () -> {
              writing.removeAll();
              writing.add(say);
              say.focus();
            });
    writing.removeAll();
    writing.add(form);
    return form;
  }

  private void sent() {
    state.setText(getTranslation("not-right.sent"));
    load();
  }

  /**
   * @param isAlone true where the note itself does not stand above it
   */
  private Div said(Remark remark, boolean isAlone) {
    NotRight said = remark.said();
    String when = Times.moment(said.saidAt(), getLocale());
    var own =
        new Paragraph(
            isAlone
                ? getTranslation("not-right.you-said.of", when, title(said.title()))
                : getTranslation("not-right.you-said", when));
    own.addClassName("fv-said");
    var all = new Div(own, new Words(said.words(), Words.Size.SMALL));
    if (remark.isOpen()) {
      var waits = new Paragraph(getTranslation("not-right.waits"));
      waits.addClassName("fv-state");
      all.add(waits);
    }
    for (NotRightAnswer answer : remark.answers()) {
      all.add(
          new Paragraph(
              getTranslation(
                  "not-right.answered",
                  getTranslation("not-right.done." + WriteText.key(answer.done())),
                  AuthorName.of(named.apply(answer.by()), this),
                  Times.moment(answer.at(), getLocale()))));
    }
    all.addClassName("fv-remark");
    return all;
  }
}
