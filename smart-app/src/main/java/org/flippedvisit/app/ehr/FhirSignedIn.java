package org.flippedvisit.app.ehr;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flippedvisit.app.audit.AuditTrail;
import org.flippedvisit.app.audit.AuditTrail.Action;
import org.flippedvisit.app.launch.FhirUser;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.launch.SignedInLookup;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Person;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Asks the EHR's FHIR server who a Person is and what a member of staff works as. */
@Component
final class FhirSignedIn implements SignedInLookup {
  private static final Logger LOG = LoggerFactory.getLogger(FhirSignedIn.class);

  private final FhirClients clients;
  private final AuditTrail audit;

  FhirSignedIn(FhirClients clients, AuditTrail audit) {
    this.clients = clients;
    this.audit = audit;
  }

  @Override
  public List<FhirUser> linkedTo(Launch launch) {
    try {
      Person person =
          clients.ask(
              launch,
              fhir -> fhir.read().resource(Person.class).withId(launch.fhirUser().id()).execute());
      audit.add(launch.auditSubject(), Action.READ, "Person", "ok");
      return person.getActive() || !person.hasActive()
          ? person.getLink().stream()
              .flatMap(link -> user(link.getTarget(), launch).stream())
              .toList()
          : List.of();
    } catch (RuntimeException failed) {
      failed(launch, "Person", failed);
      return List.of();
    }
  }

  @Override
  public StaffRole staffRole(Launch launch) {
    FhirUser user = launch.fhirUser();
    boolean isRole = user.type().equals("PractitionerRole");
    String url = "PractitionerRole?" + (isRole ? "_id=" : "practitioner=") + user.id();
    try {
      Bundle found =
          clients.ask(
              launch, fhir -> fhir.search().byUrl(url).returnBundle(Bundle.class).execute());
      audit.add(launch.auditSubject(), Action.SEARCH, "PractitionerRole", "ok");
      List<PractitionerRole> roles =
          found.getEntry().stream()
              .flatMap(
                  entry ->
                      entry.getResource() instanceof PractitionerRole role
                          ? Stream.of(role)
                          : Stream.empty())
              .filter(role -> isAsked(role, launch, isRole))
              .filter(role -> role.getActive() || !role.hasActive())
              .toList();
      return new StaffRole(
          isRole ? person(roles, launch) : null,
          roles.stream()
              .flatMap(role -> role.getCode().stream())
              .flatMap(concept -> concept.getCoding().stream())
              .map(
                  coding -> (coding.hasSystem() ? coding.getSystem() : "") + "|" + coding.getCode())
              .collect(Collectors.toUnmodifiableSet()));
    } catch (RuntimeException failed) {
      failed(launch, "PractitionerRole", failed);
      return new StaffRole(null, Set.of());
    }
  }

  /** A server that ignores the parameter returns anybody's roles. */
  private static boolean isAsked(PractitionerRole role, Launch launch, boolean isRole) {
    FhirUser user = launch.fhirUser();
    return isRole
        ? user.id().equals(role.getIdElement().getIdPart())
        : user(role.getPractitioner(), launch).filter(user::equals).isPresent();
  }

  private static @Nullable FhirUser person(List<PractitionerRole> roles, Launch launch) {
    return roles.stream()
        .flatMap(role -> user(role.getPractitioner(), launch).stream())
        .filter(user -> user.type().equals("Practitioner"))
        .findFirst()
        .orElse(null);
  }

  private static Optional<FhirUser> user(Reference reference, Launch launch) {
    return reference.hasReference()
        ? FhirUser.parse(reference.getReference(), launch.ehr().issuer())
        : Optional.empty();
  }

  private void failed(Launch launch, String type, RuntimeException failed) {
    LOG.warn(
        "fhir.signed-in.unknown launch={} type={} kind={}",
        launch.id(),
        type,
        failed.getClass().getSimpleName());
    audit.add(launch.auditSubject(), Action.READ, type, failed.getClass().getSimpleName());
  }
}
