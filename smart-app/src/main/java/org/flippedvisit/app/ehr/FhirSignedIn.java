package org.flippedvisit.app.ehr;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flippedvisit.app.audit.AuditTrail;
import org.flippedvisit.app.launch.FhirUser;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.app.launch.SignedInLookup;
import org.flippedvisit.fhir.audit.AccessOutcome;
import org.flippedvisit.fhir.mapping.FhirQuery;
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

  private static final int MOST_ROLES = 20;

  private final FhirClients clients;
  private final AuditTrail audit;

  FhirSignedIn(FhirClients clients, AuditTrail audit) {
    this.clients = clients;
    this.audit = audit;
  }

  @Override
  public List<FhirUser> linkedTo(Launch launch) {
    var id = new RequestId();
    String reference = launch.fhirUser().reference();
    try {
      Person person =
          clients.ask(
              launch,
              id,
              fhir -> fhir.read().resource(Person.class).withId(launch.fhirUser().id()).execute());
      boolean isAudited =
          audit.read(launch.auditSubject(), "Person", AccessOutcome.OK, reference, id.value());
      return isAudited && (person.getActive() || !person.hasActive())
          ? person.getLink().stream()
              .flatMap(link -> user(link.getTarget(), launch).stream())
              .toList()
          : List.of();
    } catch (RuntimeException failed) {
      audit.read(
          launch.auditSubject(), "Person", failed(launch, "Person", failed), reference, id.value());
      return List.of();
    }
  }

  @Override
  public StaffRole staffRole(Launch launch) {
    FhirUser user = launch.fhirUser();
    boolean isRole = user.type().equals("PractitionerRole");
    FhirQuery query =
        new FhirQuery(
            "PractitionerRole",
            List.of(new FhirQuery.Parameter(isRole ? "_id" : "practitioner", user.id())),
            MOST_ROLES);
    var id = new RequestId();
    try {
      Bundle found =
          clients.ask(
              launch,
              id,
              fhir ->
                  fhir.search().byUrl(SearchUrl.of(query)).returnBundle(Bundle.class).execute());
      boolean isAudited = searched(launch, query, AccessOutcome.OK, id);
      List<PractitionerRole> roles =
          found.getEntry().stream()
              .filter(entry -> isAudited)
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
      searched(launch, query, failed(launch, "PractitionerRole", failed), id);
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

  private boolean searched(Launch launch, FhirQuery query, AccessOutcome outcome, RequestId id) {
    return audit.searched(
        launch.auditSubject(),
        query.resourceType(),
        outcome,
        SearchUrl.forAudit(query),
        id.value());
  }

  private static AccessOutcome failed(Launch launch, String type, RuntimeException failed) {
    LOG.warn(
        "fhir.signed-in.unknown launch={} type={} kind={}",
        launch.id(),
        type,
        failed.getClass().getSimpleName());
    return AuditOutcome.of(FailureKinds.ofRead(type, failed));
  }
}
