package org.flippedvisit.app.rooming;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.flippedvisit.app.draft.TypedForm;
import org.flippedvisit.app.ehr.WriteOutcome.Why;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.ledger.Write;
import org.flippedvisit.app.ledger.WriteKind;
import org.flippedvisit.app.ledger.WriteLedger;
import org.flippedvisit.app.patient.People;
import org.flippedvisit.app.preference.PreferenceSaved;
import org.flippedvisit.app.preference.PreferenceService;
import org.flippedvisit.app.preference.TypedPreference;
import org.flippedvisit.app.store.Drafts.Draft;
import org.flippedvisit.app.ui.AuthorName;
import org.flippedvisit.app.ui.BackgroundWork;
import org.flippedvisit.app.ui.BegunEarlier;
import org.flippedvisit.app.ui.CopyText;
import org.flippedvisit.app.ui.SaveButton;
import org.flippedvisit.app.ui.SignInNotice;
import org.flippedvisit.app.ui.Words;
import org.flippedvisit.app.ui.WriteText;
import org.flippedvisit.fhir.mapping.WriteKey;
import org.flippedvisit.fhir.patient.PatientSummary;
import org.flippedvisit.fhir.preference.PartneringPreference;
import org.flippedvisit.fhir.preference.PreferenceMapper;
import org.flippedvisit.fhir.preference.RecordedPreference;
import org.flippedvisit.fhir.provenance.Author;
import org.jspecify.annotations.Nullable;

/**
 * Asks how the person likes to partner, reads it back to them in large type, and saves note and
 * coded entry in one action, with the state of each write beside it.
 */
final class AskPreference extends Section {
  private static final long serialVersionUID = 1L;
  private static final Set<WriteKind> KINDS =
      Set.of(WriteKind.PREFERENCE_NOTE, WriteKind.PREFERENCE_CODED);

  private final transient Launch launch;
  private final transient RoomingServices services;
  private final transient People people;
  private final transient PatientSummary patient;
  private final transient Runnable saved;
  private final transient CompletableFuture<Optional<String>> formerNote;
  private final transient TypedForm<TypedPreference> typing;
  private final PreferenceForm form;
  private final RadioButtonGroup<Author> speaker = new RadioButtonGroup<>();
  private final Div asking = new Div();
  private final Div reading = new Div();
  private final Div state = new Div();
  private final Div upFront = new Div();
  private final SaveButton save;
  private transient Map<WriteKind, Why> whyNot = Map.of();
  private transient @Nullable ReadBack readBack;

  /** What was read back, and the key of its note. */
  private record ReadBack(RecordedPreference preference, WriteKey noteKey) {}

  AskPreference(
      Launch launch,
      RoomingServices services,
      People people,
      PatientSummary patient,
      Runnable saved) {
    this.formerNote = services.preference().formerNote(launch);
    this.launch = launch;
    this.services = services;
    this.people = people;
    this.patient = patient;
    this.saved = saved;
    addClassName("fv-ask");
    typing = services.preference().typed(launch);
    form = new PreferenceForm(this::keep);
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
        this,
        services.work().start(() -> services.preference().whyNot(launch)),
        this::cannot,
        () -> {});
  }

  /** Said before anybody is asked, and again beside the button. */
  private void cannot(Map<WriteKind, Why> why) {
    whyNot = why;
    save.cannot(why);
    upFront.removeAll();
    SaveButton.reasons(why, KINDS, this).forEach(reason -> upFront.add(new Paragraph(reason)));
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
    speaker
        .getListDataView()
        .getItems()
        .filter(author -> Objects.equals(author.reference(), typed.saidBy()))
        .findFirst()
        .ifPresent(speaker::setValue);
    form.fill(typed.preference());
  }

  private TypedPreference typed() {
    return TypedPreference.of(form.value(), speaker.getValue());
  }

  private void keep() {
    typing.keep(typed());
  }

  private void buildAsking() {
    var speakers = new ArrayList<Author>();
    speakers.add(new Author.Patient(patient.id(), patient.preferredName()));
    speakers.addAll(people.related());
    speaker.setLabel(getTranslation("ask.whose-words"));
    speaker.setItems(speakers);
    speaker.setItemLabelGenerator(author -> AuthorName.of(author, this));
    speaker.setValue(speakers.getFirst());
    speaker.setVisible(speakers.size() > 1);
    var readBack = new Button(getTranslation("preference.read-back"), click -> readBack());
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
    readBack = new ReadBack(recorded(typed), WriteLedger.newKey());
    var change =
        new Button(
            getTranslation("preference.change"),
            click -> {
              reading.setVisible(false);
              asking.setVisible(true);
            });
    change.addClassName("fv-quiet");
    reading.removeAll();
    reading.add(
        new H2(getTranslation(language, "preference.reading-back")),
        new Words(PreferenceMapper.line(typed, language), Words.Size.LARGE),
        save,
        change);
    typed
        .topics()
        .forEach(
            (topic, text) ->
                reading.addComponentAtIndex(
                    2,
                    new Div(
                        new Paragraph(getTranslation(language, "preference.topic." + topic.code())),
                        new Words(text, Words.Size.SMALL))));
    asking.setVisible(false);
    reading.setVisible(true);
    save.focusButton();
  }

  private RecordedPreference recorded(PartneringPreference typed) {
    return new RecordedPreference(
        typed,
        patient,
        speaker.getValue(),
        people.signedIn(),
        OffsetDateTime.now(services.clock()).withNano(0),
        people.visitIfKnown().orElse(null),
        language(),
        formerNote.getNow(Optional.empty()).orElse(null));
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
        services
            .work()
            .start(
                () -> services.preference().record(launch, saving.preference(), saving.noteKey())),
        this::show,
        () -> {
          save.setBusy(false);
          state.setText(getTranslation("write.kept-as-draft"));
        });
  }

  private void show(PreferenceSaved result) {
    SignInNotice.heard(result.note(), this);
    SignInNotice.heard(result.coded(), this);
    reading.setVisible(false);
    state.removeAll();
    state.add(text(result, result.note()), text(result, result.coded()));
    if (!result.note().isInTheChart()) {
      state.add(new CopyText(result::text));
    }
    saved.run();
  }

  private WriteText text(PreferenceSaved result, Write write) {
    return new WriteText(
        write, () -> settle(result, write), Optional.ofNullable(whyNot.get(write.kind())));
  }

  private void settle(PreferenceSaved result, Write write) {
    BackgroundWork.whenDone(
        this,
        services.work().start(() -> services.ledger().settle(launch, write)),
        settled ->
            show(
                write.id().equals(result.note().id())
                    ? new PreferenceSaved(settled, result.coded(), result.text())
                    : new PreferenceSaved(result.note(), settled, result.text())),
        () -> state.setText(getTranslation("write.kept-as-draft")));
  }

  /** The note is written in the person's language where we have it. */
  private Locale language() {
    String tag = patient.languageTag();
    return tag != null && tag.startsWith("es") ? Locale.of("es") : Locale.ENGLISH;
  }
}
