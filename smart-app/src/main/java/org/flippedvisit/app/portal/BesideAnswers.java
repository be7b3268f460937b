package org.flippedvisit.app.portal;

import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import org.flippedvisit.app.goal.GoalsSection;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.note.NotesSection;
import org.flippedvisit.app.patient.People;
import org.flippedvisit.app.preference.OwnPreference;
import org.flippedvisit.fhir.patient.PatientSummary;
import org.flippedvisit.fhir.provenance.Author;

/**
 * How they like to partner, goals, and the notes that can be read: at hand once the answers are
 * sent, and on demand while they are given. Nothing of it is read from the chart before it is
 * shown.
 */
final class BesideAnswers extends Div {
  private static final long serialVersionUID = 1L;

  private final transient Launch launch;
  private final transient PortalServices services;
  private final transient People people;

  /**
   * @param isOpen true when the answers are sent
   */
  BesideAnswers(Launch launch, PortalServices services, People people, boolean isOpen) {
    this.launch = launch;
    this.services = services;
    this.people = people;
    addClassName("fv-beside");
    if (isOpen) {
      addParts(this);
    } else {
      addOnDemand();
    }
  }

  private void addOnDemand() {
    var parts = new Div();
    var details = new Details(getTranslation("portal.beside"), parts);
    details.setTestId("beside");
    details.addOpenedChangeListener(
        change -> {
          if (change.isOpened() && parts.getChildren().findAny().isEmpty()) {
            addParts(parts);
          }
        });
    details.setOpened(
        services.goal().typed(launch).isBegun()
            || services.note().isBegun(launch)
            || services.preference().isBegun(launch));
    add(details);
  }

  private void addParts(Div parts) {
    var goals = new GoalsSection(launch, services.goal(), services.work(), () -> {});
    goals.show(
        new GoalsSection.Around(
            new Author.Patient(
                launch.patientId(),
                people.patientIfKnown().map(PatientSummary::preferredName).orElse(null)),
            people.related(),
            people.signedIn(),
            people.visitIfKnown().orElse(null),
            people::named));
    people
        .patientIfKnown()
        .ifPresent(
            patient ->
                parts.add(
                    new OwnPreference(
                        launch,
                        services.preference(),
                        services.work(),
                        patient,
                        people.signedIn(),
                        people.visitIfKnown().orElse(null),
                        people::named)));
    parts.add(
        goals,
        new NotesSection(
            launch, services.note(), services.work(), people.signedIn(), people::named));
  }
}
