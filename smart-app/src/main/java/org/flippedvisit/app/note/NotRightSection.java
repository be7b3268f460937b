package org.flippedvisit.app.note;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Aside;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.note.NotRightAnswer.Done;
import org.flippedvisit.app.ui.AuthorName;
import org.flippedvisit.app.ui.BackgroundWork;
import org.flippedvisit.app.ui.OneLine;
import org.flippedvisit.app.ui.Times;
import org.flippedvisit.app.ui.Words;
import org.flippedvisit.app.ui.WriteText;
import org.flippedvisit.fhir.provenance.Author;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says is not right in a note, at the top of the staff’s pages until one of them says
 * what was done about it. Not there when there is nothing.
 */
public final class NotRightSection extends Aside {
  private static final long serialVersionUID = 1L;

  private final transient Launch launch;
  private final transient NoteService service;
  private final transient BackgroundWork work;
  private final Div list = new Div();
  private final Div state = new Div();
  private transient @Nullable Author signedIn;
  private transient UnaryOperator<Author> named = UnaryOperator.identity();

  public NotRightSection(Launch launch, NoteService service, BackgroundWork work) {
    this.launch = launch;
    this.service = service;
    this.work = work;
    addClassName("fv-not-right");
    setTestId("not-right");
    getElement().setAttribute("aria-label", getTranslation("not-right.title"));
    state.getElement().setAttribute("role", "status");
    state.addClassName("fv-state");
    add(new H2(getTranslation("not-right.title")), list, state);
    setVisible(false);
    load();
  }

  /**
   * Names are known, and who can answer.
   *
   * @param names finds the best name for an author
   */
  public void show(Author by, UnaryOperator<Author> names) {
    signedIn = by;
    named = names;
    load();
  }

  private void load() {
    BackgroundWork.whenDone(
        this, work.start(() -> service.remarks(launch)), this::show, this::showFailed);
  }

  private void showFailed() {
    setVisible(true);
    state.setText(getTranslation("not-right.unknown"));
  }

  private void show(List<Remark> remarks) {
    list.removeAll();
    remarks.stream().filter(Remark::isOpen).map(this::line).forEach(list::add);
    setVisible(list.getChildren().findAny().isPresent());
  }

  private Div line(Remark remark) {
    NotRight said = remark.said();
    String title =
        said.title().isBlank() ? getTranslation("notes.untitled") : OneLine.of(said.title());
    var about =
        new Paragraph(
            getTranslation(
                "not-right.said",
                AuthorName.of(named.apply(said.saidBy()), this),
                Times.moment(said.saidAt(), getLocale()),
                title,
                Times.moment(said.writtenAt(), getLocale())));
    about.addClassName("fv-said");
    var line = new Div(new Words(said.words(), Words.Size.SMALL), about);
    if (signedIn != null) {
      var answers = new Div(answer(remark, Done.PUT_RIGHT), answer(remark, Done.TALKED_ABOUT));
      answers.addClassName("fv-save-buttons");
      line.add(answers);
    }
    line.addClassName("fv-remark");
    return line;
  }

  private Button answer(Remark remark, Done done) {
    String code = WriteText.key(done);
    var button =
        new Button(getTranslation("not-right.done." + code), click -> answered(remark, done));
    button.addClassName("fv-small");
    button.setTestId("not-right-" + code);
    return button;
  }

  private void answered(Remark remark, Done done) {
    Author by = Objects.requireNonNull(signedIn, "the buttons show once it is known");
    BackgroundWork.whenDone(
        this,
        work.start(
            () -> {
              service.answer(launch, remark, done, by);
              return service.remarks(launch);
            }),
        left -> {
          state.setText("");
          show(left);
        },
        () -> state.setText(getTranslation("not-right.not-kept")));
  }
}
