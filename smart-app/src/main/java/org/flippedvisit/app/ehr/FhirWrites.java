package org.flippedvisit.app.ehr;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.api.PreferReturnEnum;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import java.util.Optional;
import org.flippedvisit.app.audit.AuditTrail;
import org.flippedvisit.app.ehr.WriteOutcome.Why;
import org.flippedvisit.app.launch.Ehr.Writing;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.fhir.mapping.FhirQuery;
import org.flippedvisit.fhir.mapping.WriteKey;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;

/**
 * Sends one resource, once. Called by the ledger alone, which has written down what is sent before
 * it is sent.
 */
@Component
public final class FhirWrites {
  private final FhirContext fhir;
  private final FhirClients clients;
  private final Capabilities capabilities;
  private final AuditTrail audit;

  FhirWrites(FhirContext fhir, FhirClients clients, Capabilities capabilities, AuditTrail audit) {
    this.fhir = fhir;
    this.clients = clients;
    this.capabilities = capabilities;
    this.audit = audit;
  }

  /** Whether this launch may try to create the type here; if not, why not. Makes no write. */
  public Optional<Why> whyNot(Launch launch, String resourceType) {
    Writing wanted = launch.ehr().writing(resourceType);
    if (wanted == Writing.OFF) {
      return Optional.of(Why.NOT_TAKEN_HERE);
    }
    if (!launch.scopes().mayCreate(resourceType)) {
      return Optional.of(Why.NOT_PERMITTED);
    }
    return wanted == Writing.AUTO && !capabilities.mayCreate(launch, resourceType)
        ? Optional.of(Why.NOT_TAKEN_HERE)
        : Optional.empty();
  }

  /**
   * Creates a resource. {@code If-None-Exist} goes along always: servers that know it make a second
   * attempt harmless, and the others ignore it (FHIR R4 http, conditional create).
   */
  public WriteOutcome create(Launch launch, EncodedResource encoded, WriteKey key) {
    if (!encoded.patientId().equals(launch.patientId())) {
      throw new OtherPatient();
    }
    var id = new RequestId();
    WriteOutcome outcome;
    try {
      Resource resource = (Resource) fhir.newJsonParser().parseResource(encoded.json());
      outcome =
          read(
              clients.ask(launch, id, client -> create(client, resource, key)),
              encoded.resourceType());
    } catch (RuntimeException failed) {
      outcome = FailureKinds.ofWrite(encoded.resourceType(), failed);
    }
    audit.created(
        launch.auditSubject(),
        encoded.resourceType(),
        AuditOutcome.of(outcome),
        outcome instanceof WriteOutcome.Confirmed confirmed ? confirmed.reference() : null,
        id.value());
    return outcome;
  }

  private static MethodOutcome create(IGenericClient client, Resource resource, WriteKey key) {
    var create = client.create().resource(resource).prefer(PreferReturnEnum.MINIMAL);
    if (!resource.fhirType().equals("Provenance")) { // R4 gives it no identifier to search by
      create.withAdditionalHeader(
          "If-None-Exist", "identifier=" + WriteKey.SYSTEM + "|" + key.value());
    }
    return create.execute();
  }

  /** Looks for a resource by its write key, after a write whose answer never came. */
  public Reading<Optional<String>> find(Launch launch, String resourceType, WriteKey key) {
    var id = new RequestId();
    FhirQuery query =
        FhirQuery.ofPatient(resourceType, launch.patientId())
            .with("identifier", WriteKey.SYSTEM + "|" + key.value());
    Reading<Optional<String>> reading;
    try {
      String byKey = SearchUrl.of(query);
      Bundle found =
          clients.ask(
              launch,
              id,
              client -> client.search().byUrl(byKey).returnBundle(Bundle.class).execute());
      reading =
          Reading.Found.of(
              found.getEntry().stream()
                  .map(Bundle.BundleEntryComponent::getResource)
                  .filter(one -> one != null && one.fhirType().equals(resourceType))
                  .filter(one -> CarriesKey.test(fhir, one, key))
                  .map(one -> one.getIdElement().toUnqualifiedVersionless().getValue())
                  .findFirst());
    } catch (RuntimeException failed) {
      reading = FailureKinds.ofRead(resourceType, failed);
    }
    boolean isAudited =
        audit.searched(
            launch.auditSubject(),
            resourceType,
            AuditOutcome.of(reading),
            SearchUrl.forAudit(query),
            id.value());
    return reading instanceof Reading.Found && !isAudited
        ? new Reading.Failed<>(Reading.Failure.NOT_AUDITED)
        : reading;
  }

  private static WriteOutcome read(MethodOutcome answer, String resourceType) {
    if (answer.getResponseStatusCode() == 202) {
      return new WriteOutcome.SubmittedForReview();
    }
    IIdType id = answer.getId();
    if (id == null || id.getIdPart() == null) {
      return new WriteOutcome.Unknown();
    }
    return new WriteOutcome.Confirmed(resourceType + "/" + id.getIdPart(), id.getVersionIdPart());
  }
}
