package org.flippedvisit.app.preference;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.flippedvisit.app.ehr.Reading;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.ledger.WriteLedger;
import org.flippedvisit.app.ui.BackgroundWork;
import org.flippedvisit.app.ui.ReadingText;
import org.flippedvisit.app.ui.Words;
import org.flippedvisit.fhir.mapping.WriteKey;
import org.flippedvisit.fhir.patient.PatientSummary;
import org.flippedvisit.fhir.preference.PreferenceOnFile;
import org.flippedvisit.fhir.preference.Telling;
import org.flippedvisit.fhir.provenance.Author;
import org.flippedvisit.fhir.visit.Visit;
import org.jspecify.annotations.Nullable;

/**
 * How the person likes to partner, for the person: what is on record in their own words and in
 * others', to be kept, or written anew by themselves. Their words replace nobody else's.
 */
public final class OwnPreference extends Section {
  private static final long serialVersionUID = 1L;

  private final transient Launch launch;
  private final transient PreferenceService service;
  private final transient BackgroundWork work;
  private final transient PatientSummary patient;
  private final transient Author signedIn;
  private final transient @Nullable Visit visit;
  private final transient UnaryOperator<Author> named;
  private final Div now = new Div();
  private final Div asking = new Div();
  private final Div done = new Div();
  private final Div keepOrAsk = new Div();

  /**
   * @param signedIn on the person's side of the table: who speaks and who types are one
   * @param named finds the best name for an author
   */
  public OwnPreference(
      Launch launch,
      PreferenceService service,
      BackgroundWork work,
      PatientSummary patient,
      Author signedIn,
      @Nullable Visit visit,
      UnaryOperator<Author> named) {
    this.launch = launch;
    this.service = service;
    this.work = work;
    this.patient = patient;
    this.signedIn = signedIn;
    this.visit = visit;
    this.named = named;
    addClassNames("fv-own-preference");
    done.getElement().setAttribute("role", "status");
    keepOrAsk.addClassName("fv-keep-or-ask");
    add(new H2(getTranslation("preference.own")), now, keepOrAsk, asking, done);
    load();
    if (service.isBegun(launch)) {
      ask();
    }
  }

  private void load() {
    BackgroundWork.whenDone(this, service.preferences(launch), this::show, () -> {});
  }

  private void show(Preferences preferences) {
    now.removeAll();
    for (PreferenceOnFile one : preferences.ofEachVoice()) {
      now.add(new Words(one.line(), Words.Size.SMALL), PreferenceLine.said(one, named, this));
    }
    now.add(new ReadingText(preferences.chart(), "part.preference", this::load));
    boolean isAsking = asking.getChildren().findAny().isPresent();
    boolean isKnown = preferences.chart() instanceof Reading.Found<?>;
    if (!isAsking && (isKnown || preferences.current().isPresent())) {
      offer(own(preferences));
    }
  }

  private Optional<PreferenceOnFile> own(Preferences preferences) {
    return preferences.ofEachVoice().stream().filter(this::isOwn).findFirst();
  }

  /** Where the chart does not say who said it, it counts as the patient's. */
  private boolean isOwn(PreferenceOnFile one) {
    Author saidBy = one.saidBy();
    return saidBy == null
        ? signedIn instanceof Author.Patient
        : Objects.equals(saidBy.reference(), signedIn.reference());
  }

  private void offer(Optional<PreferenceOnFile> own) {
    keepOrAsk.removeAll();
    own.ifPresent(
        one -> {
          WriteKey key = WriteLedger.newKey();
          var keep =
              new Button(
                  getTranslation("preference.still-right"),
                  click -> stillRight(one, key, click.getSource()));
          keep.setDisableOnClick(true);
          keep.addClassName("fv-small");
          keep.setTestId("still-right");
          keepOrAsk.add(keep);
        });
    var change =
        new Button(
            getTranslation(own.isPresent() ? "preference.own.change" : "preference.own.say"),
            click -> ask());
    change.addClassName("fv-quiet");
    change.setTestId("own-preference");
    keepOrAsk.add(change);
  }

  private void ask() {
    var ask = new AskPreference(launch, service, work, how(), this::afterSaving);
    asking.removeAll();
    asking.add(ask);
    keepOrAsk.removeAll();
    ask.focusWords();
  }

  private Asking how() {
    return new Asking(patient, List.of(signedIn), signedIn, visit, Telling.FIRST);
  }

  private void stillRight(PreferenceOnFile one, WriteKey key, Button keep) {
    done.setText(getTranslation("write.sending"));
    BackgroundWork.whenDone(
        this,
        work.start(() -> service.stillRight(launch, one, signedIn, how(), key)),
        saved -> {
          done.removeAll();
          done.add(new SavedPreference(launch, service, work, saved));
          load();
        },
        () -> {
          done.setText(getTranslation("preference.not-known-how-far"));
          keep.setEnabled(true);
        });
  }

  private void afterSaving() {
    var saved = asking.getChildren().toList();
    done.removeAll();
    saved.forEach(done::add);
    load();
  }
}
