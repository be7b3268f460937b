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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.ledger.Write;
import org.flippedvisit.app.patient.People;
import org.flippedvisit.app.preference.PreferenceSaved;
import org.flippedvisit.app.store.Drafts.Draft;
import org.flippedvisit.app.ui.AuthorName;
import org.flippedvisit.app.ui.BackgroundWork;
import org.flippedvisit.app.ui.CopyText;
import org.flippedvisit.app.ui.Words;
import org.flippedvisit.app.ui.WriteText;
import org.flippedvisit.fhir.patient.PatientSummary;
import org.flippedvisit.fhir.preference.PartneringPreference;
import org.flippedvisit.fhir.preference.PreferenceMapper;
import org.flippedvisit.fhir.preference.RecordedPreference;
import org.flippedvisit.fhir.provenance.Author;

/**
 * Asks how the person likes to partner, reads it back to them in large type, and saves note and
 * coded entry in one action, with the state of each write beside it.
 */
final class AskPreference extends Section {
  private static final long serialVersionUID = 1L;

  private final transient Launch launch;
  private final transient RoomingServices services;
  private final transient People people;
  private final transient PatientSummary patient;
  private final transient Runnable saved;
  private final transient CompletableFuture<Optional<String>> formerNote;
  private final PreferenceForm form;
  private final RadioButtonGroup<Author> speaker = new RadioButtonGroup<>();
  private final Div asking = new Div();
  private final Div reading = new Div();
  private final Div state = new Div();

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
    var draft = services.preference().draft(launch).map(Draft::value);
    form =
        new PreferenceForm(
            draft.orElseGet(() -> new PartneringPreference("", null, Set.of(), Map.of())),
            typed -> services.preference().keepDraft(launch, typed));
    buildAsking(draft.isPresent());
    reading.setVisible(false);
    state.getElement().setAttribute("role", "status");
    add(asking, reading, state);
  }

  private void buildAsking(boolean isResumed) {
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
    if (isResumed) {
      asking.add(new Paragraph(getTranslation("preference.resumed")));
    }
    asking.add(form, speaker, readBack);
  }

  private void readBack() {
    PartneringPreference typed = form.value();
    if (typed.isEmpty()) {
      form.showEmpty();
      return;
    }
    services.preference().keepDraft(launch, typed);
    Locale language = language();
    var save = new Button(getTranslation("preference.save"));
    save.addThemeName("primary");
    save.setTestId("preference-save");
    save.addClickListener(click -> save(typed, save));
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
    save.focus();
  }

  private void save(PartneringPreference typed, Button save) {
    save.setEnabled(false);
    state.setText(getTranslation("write.sending"));
    var recorded =
        new RecordedPreference(
            typed,
            patient,
            speaker.getValue(),
            people.signedIn(),
            OffsetDateTime.now(services.clock()).withNano(0),
            people.visitIfKnown().orElse(null),
            language(),
            formerNote.getNow(Optional.empty()).orElse(null));
    BackgroundWork.whenDone(
        this,
        services.work().start(() -> services.preference().record(launch, recorded)),
        this::show,
        () -> {
          save.setEnabled(true);
          state.setText(getTranslation("write.kept-as-draft"));
        });
  }

  private void show(PreferenceSaved result) {
    reading.setVisible(false);
    state.removeAll();
    state.add(
        new WriteText(result.note(), () -> settle(result, result.note())),
        new WriteText(result.coded(), () -> settle(result, result.coded())));
    if (!result.note().isInTheChart()) {
      state.add(new CopyText(result.text()));
    }
    saved.run();
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
