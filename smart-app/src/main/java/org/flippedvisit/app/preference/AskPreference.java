package org.flippedvisit.app.preference;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.flippedvisit.app.draft.TypedForm;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.ledger.WriteKind;
import org.flippedvisit.app.ledger.WriteLedger;
import org.flippedvisit.app.preference.PreferenceService.Ways;
import org.flippedvisit.app.store.Drafts.Draft;
import org.flippedvisit.app.ui.BackgroundWork;
import org.flippedvisit.app.ui.BegunEarlier;
import org.flippedvisit.app.ui.SaveButton;
import org.flippedvisit.app.ui.WhoseWords;
import org.flippedvisit.app.ui.Words;
import org.flippedvisit.fhir.mapping.WriteKey;
import org.flippedvisit.fhir.note.PreferenceNoteText;
import org.flippedvisit.fhir.note.SharedNote;
import org.flippedvisit.fhir.preference.PartneringPreference;
import org.flippedvisit.fhir.preference.PreferenceMapper;
import org.flippedvisit.fhir.preference.RecordedPreference;
import org.jspecify.annotations.Nullable;

/**
 * Asks how the person likes to partner, reads it back to them in large type, and saves note and
 * coded entry in one action, with the state of each write beside it.
 */
public final class AskPreference extends Section {
  private static final long serialVersionUID = 1L;
  private static final Set<WriteKind> KINDS =
      Set.of(WriteKind.PREFERENCE_NOTE, WriteKind.PREFERENCE_CODED);

  private final transient Launch launch;
  private final transient PreferenceService service;
  private final transient BackgroundWork work;
  private final transient Asking how;
  private final transient Runnable saved;
  private final transient CompletableFuture<List<SharedNote>> formerNotes;
  private final transient TypedForm<TypedPreference> typing;
  private final PreferenceForm form;
  private final WhoseWords speaker;
  private final Div asking = new Div();
  private final Div reading = new Div();
  private final Div state = new Div();
  private final Div upFront = new Div();
  private final SaveButton save;
  private transient Ways ways = Ways.NOT_KNOWN;
  private transient @Nullable ReadBack readBack;
  private transient @Nullable ReadBack tried;

  /** What was read back, and the key of its note. */
  private record ReadBack(RecordedPreference preference, WriteKey noteKey) {
    boolean saysTheSameAs(ReadBack other) {
      return preference.preference().equals(other.preference().preference())
          && preference.saidBy().equals(other.preference().saidBy());
    }
  }

  /**
   * @param saved called on the page once the words are kept, wherever they are kept
   */
  public AskPreference(
      Launch launch, PreferenceService service, BackgroundWork work, Asking how, Runnable saved) {
    this.formerNotes = service.formerNotes(launch);
    this.launch = launch;
    this.service = service;
    this.work = work;
    this.how = how;
    this.saved = saved;
    addClassName("fv-ask");
    typing = service.typed(launch, how.form());
    form = new PreferenceForm(how.isRead(), this::keep);
    speaker = new WhoseWords(how.voices());
    save =
        new SaveButton(
            getTranslation("preference.save"),
            getTranslation("write.keep-here"),
            "preference-save",
            KINDS,
            pressed -> save(),
            this::noteText);
    buildAsking();
    reading.setVisible(false);
    state.getElement().setAttribute("role", "status");
    upFront.addClassName("fv-state");
    add(asking, reading, state);
    BackgroundWork.whenDone(
        this, work.start(() -> service.ways(launch)), this::goesThisWay, () -> {});
  }

  /** Puts the keyboard where the words go. */
  public void focusWords() {
    form.focusWords();
  }

  /** Said before anybody is asked, and again beside the button. */
  private void goesThisWay(Ways known) {
    ways = known;
    save.cannot(known.whyNot());
    save.goesAs(known.as());
    upFront.removeAll();
    SaveButton.reasons(known.whyNot(), KINDS, this)
        .forEach(reason -> upFront.add(new Paragraph(reason)));
  }

  private BegunEarlier offer(Draft<TypedPreference> earlier) {
    return new BegunEarlier(
        earlier.savedAt(),
        new Words(
            PreferenceMapper.line(earlier.value().preference(), language()), Words.Size.SMALL),
        () -> takeOver(earlier),
        () -> typing.discard(earlier));
  }

  private boolean takeOver(Draft<TypedPreference> earlier) {
    if (!typed().equals(TypedPreference.NOTHING)) {
      return false;
    }
    typing.use(earlier);
    fill(earlier.value());
    return true;
  }

  private void fill(TypedPreference typed) {
    speaker.choose(typed.saidBy());
    form.fill(typed.preference());
  }

  private TypedPreference typed() {
    return TypedPreference.of(form.value(), speaker.getValue());
  }

  private void keep() {
    typing.keep(typed());
  }

  private void buildAsking() {
    var readBack =
        new Button(
            getTranslation(how.isRead() ? "preference.look-over" : "preference.read-back"),
            click -> readBack());
    readBack.addThemeName("primary");
    readBack.setTestId("preference-read-back");
    readBack.addClickShortcut(Key.ENTER, KeyModifier.CONTROL);
    typing
        .here()
        .map(Draft::value)
        .ifPresent(
            draft -> {
              fill(draft);
              asking.add(new Paragraph(getTranslation("preference.resumed")));
            });
    speaker.addValueChangeListener(change -> keep());
    typing.elsewhere().forEach(earlier -> asking.add(offer(earlier)));
    asking.add(upFront, form, speaker, readBack);
  }

  private void readBack() {
    PartneringPreference typed = form.value();
    if (typed.isEmpty()) {
      form.showEmpty();
      return;
    }
    keep();
    Locale language = language();
    readBack = triedBefore(new ReadBack(recorded(typed), WriteLedger.newKey()));
    var change =
        new Button(
            getTranslation("preference.change"),
            click -> {
              reading.setVisible(false);
              asking.setVisible(true);
              form.focusWords();
            });
    change.addClassName("fv-quiet");
    var title =
        new H2(
            getTranslation(
                language, how.isRead() ? "preference.is-this-right" : "preference.reading-back"));
    title.getElement().setAttribute("lang", language.getLanguage());
    reading.removeAll();
    reading.add(title);
    var size = Words.Size.LARGE;
    for (String part : PreferenceMapper.parts(typed, language)) {
      reading.add(new Words(part, size));
      size = Words.Size.SMALL;
    }
    reading.add(save, change);
    asking.setVisible(false);
    reading.setVisible(true);
    save.focusButton();
  }

  /** The same words under the same key, where it is not known how far they came. */
  private ReadBack triedBefore(ReadBack next) {
    return tried != null && tried.saysTheSameAs(next) ? tried : next;
  }

  private RecordedPreference recorded(PartneringPreference typed) {
    var next =
        new RecordedPreference(
            typed,
            how.patient(),
            speaker.getValue(),
            how.recordedBy(),
            OffsetDateTime.now(service.clock()).withNano(0),
            how.visit(),
            language(),
            null,
            how.telling());
    return next.replacing(
        PreferenceNoteText.former(formerNotes.getNow(List.of()), next).orElse(null));
  }

  private ReadBack readBackNow() {
    return Objects.requireNonNull(readBack, "the buttons show after reading back");
  }

  private String noteText() {
    return PreferenceService.text(readBackNow().preference(), readBackNow().noteKey());
  }

  private void save() {
    ReadBack saving = readBackNow();
    save.setBusy(true);
    state.setText(getTranslation("write.sending"));
    BackgroundWork.whenDone(
        this,
        work.start(() -> service.record(launch, saving.preference(), saving.noteKey())),
        this::show,
        () -> {
          tried = saving;
          save.setBusy(false);
          state.setText(getTranslation("write.not-known-how-far"));
        });
  }

  /** Nothing of what was typed stays on the page: it stands where the preference stands now. */
  private void show(PreferenceSaved result) {
    removeAll();
    add(new SavedPreference(launch, service, work, ways.whyNot(), result, how.isRead()));
    saved.run();
  }

  /** The person's language where the app speaks it; the page's where they read it themselves. */
  private Locale language() {
    return how.isRead() ? getLocale() : how.patient().languageOfNotes();
  }
}
