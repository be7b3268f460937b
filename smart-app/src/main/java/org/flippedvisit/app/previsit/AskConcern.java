package org.flippedvisit.app.previsit;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.textfield.TextArea;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.flippedvisit.app.draft.TypedForm;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.ledger.Attempt;
import org.flippedvisit.app.ledger.Attribution;
import org.flippedvisit.app.ledger.Write;
import org.flippedvisit.app.ledger.WriteKind;
import org.flippedvisit.app.store.Drafts.Draft;
import org.flippedvisit.app.ui.AuthorName;
import org.flippedvisit.app.ui.BackgroundWork;
import org.flippedvisit.app.ui.BegunEarlier;
import org.flippedvisit.app.ui.SaveButton;
import org.flippedvisit.app.ui.SignInNotice;
import org.flippedvisit.app.ui.TypedWords;
import org.flippedvisit.app.ui.WhoseWords;
import org.flippedvisit.app.ui.Words;
import org.flippedvisit.app.ui.WriteText;
import org.flippedvisit.fhir.provenance.Author;
import org.flippedvisit.fhir.visit.Visit;
import org.jspecify.annotations.Nullable;

/**
 * Asks the first question in the room and keeps the answer, in the person's words. What is typed is
 * kept with every change; it is called saved only when it arrived.
 */
public final class AskConcern extends Section {
  private static final long serialVersionUID = 1L;

  private final transient Launch launch;
  private final transient PreVisitService service;
  private final transient BackgroundWork work;
  private final transient Runnable saved;
  private final TextArea words = new TextArea();
  private final Checkbox nothing = new Checkbox();
  private final WhoseWords speaker;
  private final SaveButton save;
  private final transient TypedForm<AskedWords> form;
  private final Div state = new Div();
  private transient @Nullable Attempt<AskedWords> tried;

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
    nothing.setLabel(getTranslation("ask.nothing"));
    var voices = new ArrayList<Author>();
    voices.add(patient);
    voices.addAll(related);
    speaker = new WhoseWords(voices);
    save =
        new SaveButton(
            getTranslation("ask.save"),
            getTranslation("write.keep-here"),
            "ask-save",
            Set.of(WriteKind.PREVISIT_ANSWERS),
            pressed -> save(recordedBy, visit),
            () -> text(question));
    state.getElement().setAttribute("role", "status");
    form = service.asked(launch);
    form.here().map(Draft::value).ifPresent(this::fill);
    TypedWords.report(words, this::keep);
    nothing.addValueChangeListener(change -> keep());
    speaker.addValueChangeListener(change -> keep());
    form.elsewhere().forEach(earlier -> add(offer(earlier)));
    add(words, nothing, speaker, save, state);
    BackgroundWork.whenDone(
        this,
        work.start(() -> service.whyNot(launch)),
        why -> why.ifPresent(no -> save.cannot(Map.of(WriteKind.PREVISIT_ANSWERS, no))),
        () -> {});
  }

  private BegunEarlier offer(Draft<AskedWords> earlier) {
    AskedWords typed = earlier.value();
    String text = typed.concern().isBlank() ? getTranslation("ask.nothing") : typed.concern();
    return new BegunEarlier(
        earlier.savedAt(),
        new Words(text, Words.Size.SMALL),
        () -> takeOver(earlier),
        () -> form.discard(earlier));
  }

  private boolean takeOver(Draft<AskedWords> earlier) {
    if (!typed().equals(AskedWords.NOTHING)) {
      return false;
    }
    form.use(earlier);
    fill(earlier.value());
    return true;
  }

  private void fill(AskedWords typed) {
    speaker.choose(typed.saidBy());
    nothing.setValue(typed.isNothingRightNow());
    words.setValue(typed.concern());
  }

  /** Puts the keyboard where the words go. */
  public void focusWords() {
    words.focus();
  }

  private AskedWords typed() {
    return AskedWords.of(words.getValue(), nothing.getValue(), speaker.getValue());
  }

  private void keep() {
    form.keep(typed());
  }

  /** To paste into another system: the question, the answer, whose it is. */
  private String text(String question) {
    String answer = words.getValue().isBlank() ? getTranslation("ask.nothing") : words.getValue();
    return question + "\n" + answer + "\n" + AuthorName.of(speaker.getValue(), this) + "\n";
  }

  private void save(Author recordedBy, @Nullable Visit visit) {
    AskedWords typed = typed();
    if (typed.equals(AskedWords.NOTHING)) {
      words.setInvalid(true);
      words.setErrorMessage(getTranslation("ask.empty"));
      words.focus();
      return;
    }
    keep();
    save.setBusy(true);
    state.setText(getTranslation("write.sending"));
    var by = new Attribution(speaker.getValue(), recordedBy, visit);
    var locale = getLocale();
    Attempt<AskedWords> attempt = Attempt.of(typed, tried);
    BackgroundWork.whenDone(
        this,
        work.start(() -> service.sendAsked(launch, typed, by, locale, attempt.key())),
        this::show,
        () -> {
          tried = attempt;
          save.setBusy(false);
          state.setText(getTranslation("write.not-known-how-far"));
        });
  }

  /** What was saved stands elsewhere on the page now; only how its write stands is said here. */
  private void show(Write write) {
    SignInNotice.heard(write, this);
    removeAll();
    state.removeAll();
    state.add(new WriteText(write, null));
    add(state);
    saved.run();
  }
}
