package org.flippedvisit.app.patient;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.flippedvisit.app.ehr.FhirReads;
import org.flippedvisit.app.ehr.Reading;
import org.flippedvisit.app.launch.FhirUser;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.fhir.mapping.FhirQuery;
import org.flippedvisit.fhir.patient.PatientMapper;
import org.flippedvisit.fhir.patient.PatientQueries;
import org.flippedvisit.fhir.patient.PatientSummary;
import org.flippedvisit.fhir.provenance.Author;
import org.flippedvisit.fhir.provenance.PeopleQueries;
import org.flippedvisit.fhir.provenance.PractitionerMapper;
import org.flippedvisit.fhir.provenance.RelatedPersonMapper;
import org.flippedvisit.fhir.visit.Visit;
import org.flippedvisit.fhir.visit.VisitMapper;
import org.flippedvisit.fhir.visit.VisitQueries;
import org.springframework.stereotype.Component;

/** Reads who the launch is about and who opened it, all in one round trip. */
@Component
public final class PatientService {
  private final FhirReads reads;
  private final Clock clock;

  PatientService(FhirReads reads, Clock clock) {
    this.reads = reads;
    this.clock = clock;
  }

  public CompletableFuture<People> people(Launch launch) {
    var patient =
        reads.search(launch, PatientQueries.byId(launch.patientId()), PatientMapper::fromFhir);
    var visit = visit(launch);
    var related =
        reads
            .search(
                launch,
                PeopleQueries.relatedPersons(launch.patientId()),
                RelatedPersonMapper::fromFhir)
            .thenApply(found -> found.orElse(List.of()));
    var practitioner = practitioner(launch);
    return CompletableFuture.allOf(patient, visit, related, practitioner)
        .thenApply(
            all ->
                people(launch, patient.join(), visit.join(), related.join(), practitioner.join()));
  }

  private static People people(
      Launch launch,
      Reading<Optional<PatientSummary>> patient,
      Reading<Optional<Visit>> visit,
      List<Author.RelatedPerson> related,
      Optional<Author.Practitioner> practitioner) {
    Author signedIn = author(launch.fhirUser(), launch.patientId());
    var people = new People(patient, visit, related, signedIn);
    Author named = practitioner.<Author>map(one -> one).orElseGet(() -> people.named(signedIn));
    return new People(patient, visit, related, named);
  }

  /** The visit of the launch; for a patient or proxy whose portal named none, the next one. */
  private CompletableFuture<Reading<Optional<Visit>>> visit(Launch launch) {
    String encounter = launch.encounterId();
    if (encounter != null) {
      return reads.search(
          launch, VisitQueries.byId(launch.patientId(), encounter), VisitMapper::fromFhir);
    }
    return launch.role().isStaff()
        ? CompletableFuture.completedFuture(Reading.Found.of(Optional.empty()))
        : reads.search(
            launch,
            VisitQueries.from(launch.patientId(), LocalDate.now(clock)),
            VisitMapper::nextFromFhir);
  }

  private CompletableFuture<Optional<Author.Practitioner>> practitioner(Launch launch) {
    if (!launch.role().isStaff() || !launch.fhirUser().type().equals("Practitioner")) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    String id = launch.fhirUser().id();
    List<FhirQuery> queries = List.of(PeopleQueries.practitioner(id), PeopleQueries.roles(id));
    return reads
        .search(launch, queries, PractitionerMapper::fromFhir)
        .thenApply(
            found ->
                found.orElse(List.of()).stream().filter(one -> one.id().equals(id)).findFirst());
  }

  private static Author author(FhirUser user, String patientId) {
    return switch (user.type()) {
      case "Patient" ->
          user.id().equals(patientId)
              ? new Author.Patient(user.id(), null)
              : new Author.Other(user.reference(), null);
      case "RelatedPerson" -> new Author.RelatedPerson(user.id(), null, null);
      case "Practitioner" -> new Author.Practitioner(user.id(), null, null);
      default -> new Author.Other(user.reference(), null);
    };
  }
}
