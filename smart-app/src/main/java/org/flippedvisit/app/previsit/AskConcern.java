package org.flippedvisit.app.previsit;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextArea;
import java.util.ArrayList;
import java.util.List;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.ledger.Attribution;
import org.flippedvisit.app.ledger.Write;
import org.flippedvisit.app.ui.AuthorName;
import org.flippedvisit.app.ui.BackgroundWork;
import org.flippedvisit.app.ui.TypedWords;
import org.flippedvisit.app.ui.WriteText;
import org.flippedvisit.fhir.concern.ConcernKind;
import org.flippedvisit.fhir.previsit.PreVisitAnswers;
import org.flippedvisit.fhir.provenance.Author;
import org.flippedvisit.fhir.visit.Visit;
import org.jspecify.annotations.Nullable;

/**
 * Asks the first question in the room and keeps the answer, in the person's words. What is typed is
 * kept with every pause; it is called saved only when it arrived.
 */
public final class AskConcern extends Section {
  private static final long serialVersionUID = 1L;

  private final transient Launch launch;
  private final transient PreVisitService service;
  private final transient BackgroundWork work;
  private final transient Runnable saved;
  private final TextArea words = new TextArea();
  private final Checkbox nothing = new Checkbox();
  private final RadioButtonGroup<Author> speaker = new RadioButtonGroup<>();
  private final Button save;
  private final Div state = new Div();

  /**
   * @param question the label of the field
   * @param patient whose concern it is
   * @param related who may answer for them
   * @param saved called on the page once the answer is kept, wherever it is kept
   */
  public AskConcern(
      Launch launch,
      PreVisitService service,
      BackgroundWork work,
      String question,
      Author.Patient patient,
      List<Author.RelatedPerson> related,
      Author recordedBy,
      @Nullable Visit visit,
      Runnable saved) {
    this.launch = launch;
    this.service = service;
    this.work = work;
    this.saved = saved;
    addClassName("fv-ask");
    words.setLabel(question);
    words.addClassName("fv-own-words");
    words.setPlaceholder(getTranslation("ask.placeholder"));
    words.setWidthFull();
    words.setMinRows(3);
    words.setTestId("ask-concern");
    service.draft(launch).ifPresent(draft -> words.setValue(draft.value().concern()));
    TypedWords.report(words, this::keep);
    nothing.addValueChangeListener(change -> keep());
    nothing.setLabel(getTranslation("ask.nothing"));
    addSpeakers(patient, related);
    save = new Button(getTranslation("ask.save"), click -> save(recordedBy, visit));
    save.addThemeName("primary");
    save.setTestId("ask-save");
    state.getElement().setAttribute("role", "status");
    add(words, nothing, speaker, save, state);
  }

  private void addSpeakers(Author.Patient patient, List<Author.RelatedPerson> related) {
    var speakers = new ArrayList<Author>();
    speakers.add(patient);
    speakers.addAll(related);
    speaker.setLabel(getTranslation("ask.whose-words"));
    speaker.setItems(speakers);
    speaker.setItemLabelGenerator(author -> AuthorName.of(author, this));
    speaker.setValue(patient);
    speaker.setVisible(speakers.size() > 1);
  }

  private PreVisitAnswers typed() {
    return PreVisitAnswers.ofConcern(
        words.getValue(), nothing.getValue() ? ConcernKind.NOTHING : null);
  }

  private void keep() {
    service.keepDraft(launch, typed());
  }

  private void save(Author recordedBy, @Nullable Visit visit) {
    PreVisitAnswers answers = typed();
    if (!answers.hasConcern()) {
      words.setInvalid(true);
      words.setErrorMessage(getTranslation("ask.empty"));
      words.focus();
      return;
    }
    service.keepDraft(launch, answers);
    save.setEnabled(false);
    state.setText(getTranslation("write.sending"));
    var by = new Attribution(speaker.getValue(), recordedBy, visit);
    var locale = getLocale();
    BackgroundWork.whenDone(
        this,
        work.start(() -> service.send(launch, answers, by, locale)),
        this::show,
        () -> {
          save.setEnabled(true);
          state.setText(getTranslation("write.kept-as-draft"));
        });
  }

  private void show(Write write) {
    state.removeAll();
    state.add(new WriteText(write, null));
    saved.run();
  }
}
