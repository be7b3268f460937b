package org.flippedvisit.app.previsit;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.flippedvisit.app.ehr.FhirReads;
import org.flippedvisit.app.launch.FhirUser;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.fhir.form.FormContextMapper;
import org.flippedvisit.fhir.mapping.FhirQuery;
import org.flippedvisit.fhir.patient.PatientQueries;
import org.flippedvisit.fhir.provenance.PeopleQueries;
import org.flippedvisit.fhir.visit.VisitQueries;
import org.springframework.stereotype.Component;

/**
 * Reads what the expressions of forms ask to know of the launch (SDC 4.0, launchContext): the
 * patient, who is signed in, the visit. Nothing is asked of the EHR where no form needs it, and
 * nobody waits long: what is not known in time is not there, and the form goes without.
 */
@Component
public final class LaunchContexts {
  private static final int SECONDS = 3;

  private final SiteForms forms;
  private final FhirReads reads;

  LaunchContexts(SiteForms forms, FhirReads reads) {
    this.forms = forms;
    this.reads = reads;
  }

  /** FHIR JSON by the names that forms of the site use: patient, user, encounter. Never fails. */
  public CompletableFuture<Map<String, String>> of(Launch launch) {
    Map<String, CompletableFuture<Optional<String>>> found = new HashMap<>();
    forms.all().stream()
        .flatMap(form -> form.launchContexts().stream())
        .distinct()
        .forEach(
            name -> query(launch, name).ifPresent(query -> found.put(name, read(launch, query))));
    return CompletableFuture.allOf(found.values().toArray(CompletableFuture[]::new))
        .thenApply(
            all -> {
              Map<String, String> known = new HashMap<>();
              found.forEach(
                  (name, reading) ->
                      reading.join().ifPresent(resource -> known.put(name, resource)));
              return known;
            });
  }

  private CompletableFuture<Optional<String>> read(Launch launch, FhirQuery query) {
    return reads
        .search(launch, query, FormContextMapper::fromFhir)
        .thenApply(reading -> reading.orElse(Optional.empty()))
        .completeOnTimeout(Optional.empty(), SECONDS, TimeUnit.SECONDS);
  }

  private static Optional<FhirQuery> query(Launch launch, String name) {
    return switch (name) {
      case "patient" -> Optional.of(PatientQueries.byId(launch.patientId()));
      case "user" -> user(launch);
      case "encounter" ->
          Optional.ofNullable(launch.encounterId())
              .map(visit -> VisitQueries.byId(launch.patientId(), visit));
      default -> Optional.empty();
    };
  }

  private static Optional<FhirQuery> user(Launch launch) {
    FhirUser user = launch.fhirUser();
    return switch (user.type()) {
      case "Patient" ->
          user.id().equals(launch.patientId())
              ? Optional.of(PatientQueries.byId(user.id()))
              : Optional.empty();
      case "RelatedPerson" -> Optional.of(PeopleQueries.relatedPerson(user.id()));
      default -> Optional.empty();
    };
  }
}
