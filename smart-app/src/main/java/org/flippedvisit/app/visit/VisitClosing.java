package org.flippedvisit.app.visit;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.flippedvisit.app.agenda.AgendaForms.ClosingWords;
import org.flippedvisit.app.agenda.AgendaService;
import org.flippedvisit.app.draft.TypedForm;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.ledger.Write;
import org.flippedvisit.app.ledger.WriteKind;
import org.flippedvisit.app.patient.People;
import org.flippedvisit.app.ui.BackgroundWork;
import org.flippedvisit.app.ui.SignInNotice;
import org.flippedvisit.fhir.agenda.Agenda;
import org.flippedvisit.fhir.agenda.Closing;
import org.flippedvisit.fhir.agenda.Closing.Covered;
import org.flippedvisit.fhir.agenda.VisitSummary;
import org.flippedvisit.fhir.concern.PatientConcern;
import org.flippedvisit.fhir.patient.PatientSummary;
import org.flippedvisit.fhir.previsit.PreVisitResponse;
import org.jspecify.annotations.Nullable;

/** Closes the visit of a page and publishes its note. */
final class VisitClosing implements ClosingSection.Actions {
  private final Launch launch;
  private final VisitServices services;
  private final AgendaOnPage page;
  private final Around around;
  private final ClosingSection section = new ClosingSection(this);

  /** What the page around knows by now, and what it shows. */
  interface Around {
    @Nullable People people();

    List<PreVisitResponse> voices();

    PatientConcern named(PatientConcern concern);

    void show(Agenda agenda);

    void addLate(String words);
  }

  VisitClosing(Launch launch, VisitServices services, AgendaOnPage page, Around around) {
    this.launch = launch;
    this.services = services;
    this.page = page;
    this.around = around;
  }

  void follow(Agenda agenda) {
    section.follow(agenda);
  }

  ClosingSection section() {
    return section;
  }

  @Override
  public TypedForm<ClosingWords> typed() {
    return services.forms().closing(launch);
  }

  @Override
  public String noteText() {
    return summary().map(summary -> AgendaService.text(launch, summary)).orElse("");
  }

  @Override
  public void addLate(String words) {
    around.addLate(words);
  }

  @Override
  public void close(Covered covered, String remark) {
    People known = around.people();
    if (known == null || known.patientIfKnown().isEmpty()) {
      section.showFailed();
      return;
    }
    Agenda closed =
        page.change(
            open ->
                open.openCount() > 0
                    ? open
                    : open.closed(
                        new Closing(
                            covered, remark, known.signedIn(), services.clock().instant())));
    around.show(closed);
    if (closed.isClosed()) {
      publish();
    } else {
      section.showFailed();
    }
  }

  @Override
  public void publish() {
    Optional<VisitSummary> summary = summary();
    if (summary.isEmpty()) {
      section.showFailed();
      return;
    }
    inBackground(
        () -> services.agenda().publish(launch, summary.get()),
        published -> {
          SignInNotice.heard(published.note(), section);
          section.showPublished(published);
        });
  }

  @Override
  public void settle(Write write) {
    inBackground(
        () -> services.ledger().settle(launch, write),
        settled -> {
          SignInNotice.heard(settled, section);
          section.showClosed(settled);
        });
  }

  /** What stands once the visit is closed, by whomever. */
  void showClosed() {
    section.showClosed(services.ledger().latest(launch, WriteKind.VISIT_NOTE).orElse(null));
  }

  private <T> void inBackground(Supplier<T> work, Consumer<T> show) {
    BackgroundWork.whenDone(section, services.work().start(work), show, section::showFailed);
  }

  /** Empty while nobody knows whose visit it is. */
  private Optional<VisitSummary> summary() {
    return Optional.ofNullable(around.people())
        .flatMap(known -> known.patientIfKnown().map(patient -> summary(known, patient)));
  }

  private VisitSummary summary(People known, PatientSummary patient) {
    Locale language = patient.languageOfNotes();
    return new VisitSummary(
        patient,
        around.voices().stream()
            .flatMap(voice -> voice.concern().stream())
            .map(around::named)
            .toList(),
        around.voices().stream()
            .map(voice -> voice.answers().worthwhile())
            .filter(aim -> !aim.isBlank())
            .findFirst()
            .orElse(""),
        page.current(),
        known.signedIn(),
        OffsetDateTime.now(services.clock()).withNano(0),
        known.visitIfKnown().orElse(null),
        language,
        null);
  }
}
