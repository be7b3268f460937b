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
import org.flippedvisit.fhir.mapping.DocumentMapper;
import org.flippedvisit.fhir.mapping.Mapped;
import org.flippedvisit.fhir.mapping.MappingIssue;
import org.flippedvisit.fhir.mapping.WriteKey;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Enumerations.DocumentReferenceStatus;
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
  private final FhirReads reads;
  private final Capabilities capabilities;
  private final AuditTrail audit;

  FhirWrites(
      FhirContext fhir,
      FhirClients clients,
      FhirReads reads,
      Capabilities capabilities,
      AuditTrail audit) {
    this.fhir = fhir;
    this.clients = clients;
    this.reads = reads;
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

  /**
   * True where the EHR promises that a second create of the same thing makes no second resource
   * (conditional create).
   */
  public boolean isStoredOnce(Launch launch, String resourceType) {
    return capabilities.isStoredOnce(launch, resourceType);
  }

  /**
   * Looks for what was sent without an answer. An answer that is not whole, because there was more
   * than was fetched or something in it could not be read, finds it or says nothing. Blocking.
   */
  public Reading<Optional<String>> find(Launch launch, EncodedResource encoded, WriteKey key) {
    var same =
        new SameWrite(fhir, (Resource) fhir.newJsonParser().parseResource(encoded.json()), key);
    Reading<Optional<String>> asked =
        reads
            .search(
                launch,
                same.query(launch.patientId()),
                all ->
                    new Mapped<>(
                        all.stream()
                            .filter(same::is)
                            .map(one -> one.getIdElement().toUnqualifiedVersionless().getValue())
                            .findFirst(),
                        all.stream().filter(same::maybe).map(FhirWrites::withoutText).toList()))
            .join();
    boolean saysNothing =
        asked instanceof Reading.Found<Optional<String>> found
            && found.value().isEmpty()
            && (found.isCut() || !found.issues().isEmpty());
    return saysNothing ? new Reading.Failed<>(Reading.Failure.BROKEN_ANSWER) : asked;
  }

  private static MappingIssue withoutText(Resource note) {
    return new MappingIssue(note.fhirType(), "content.attachment.data", MappingIssue.Kind.MISSING);
  }

  /** The note that this one replaces, where it says that it replaces one: as superseded. */
  public Optional<EncodedResource> former(EncodedResource encoded) {
    return fhir.newJsonParser().parseResource(encoded.json()) instanceof DocumentReference note
        ? DocumentMapper.replaces(note)
            .map(
                reference -> {
                  var former = new DocumentReference();
                  former.setId(reference);
                  former.setStatus(DocumentReferenceStatus.SUPERSEDED);
                  return new EncodedResource(
                      "DocumentReference",
                      encoded.patientId(),
                      fhir.newJsonParser().encodeResourceToString(former));
                })
        : Optional.empty();
  }

  /** Why a resource of a type cannot be changed here. Makes no write. */
  public Optional<Why> whyNotChange(Launch launch, String resourceType) {
    if (launch.ehr().writing(resourceType) == Writing.OFF) {
      return Optional.of(Why.NOT_TAKEN_HERE);
    }
    if (!launch.scopes().mayUpdate(resourceType) || !launch.scopes().mayRead(resourceType)) {
      return Optional.of(Why.NOT_PERMITTED);
    }
    return capabilities.mayUpdate(launch, resourceType)
        ? Optional.empty()
        : Optional.of(Why.NOT_TAKEN_HERE);
  }

  /**
   * Changes the status of what is in the chart, if it still is as it was read just before ({@code
   * If-Match}; FHIR R4 http, concurrency). Nothing else of it changes. Safe to do twice: where it
   * says so already, nothing is sent.
   *
   * @param change names the resource and holds its new status
   */
  public WriteOutcome change(Launch launch, EncodedResource change) {
    Resource wanted = (Resource) fhir.newJsonParser().parseResource(change.json());
    String reference = wanted.getIdElement().toUnqualifiedVersionless().getValue();
    var id = new RequestId();
    WriteOutcome outcome;
    try {
      Resource now =
          clients.ask(
              launch,
              id,
              client ->
                  (Resource)
                      client
                          .read()
                          .resource(wanted.fhirType())
                          .withId(wanted.getIdElement().getIdPart())
                          .execute());
      if (!PatientPin.isAbout(now, launch)) {
        throw new OtherPatient();
      }
      outcome =
          !ChangedStatus.losesNoNarrative(now)
              ? new WriteOutcome.Rejected(Why.NOT_TAKEN_HERE, 0)
              : ChangedStatus.apply(wanted, now)
                  ? changed(clients.ask(launch, id, client -> update(client, now)), reference)
                  : new WriteOutcome.Confirmed(reference, null);
    } catch (RuntimeException failed) {
      outcome = FailureKinds.ofWrite(wanted.fhirType(), failed);
    }
    audit.updated(
        launch.auditSubject(), wanted.fhirType(), AuditOutcome.of(outcome), reference, id.value());
    return outcome;
  }

  private static MethodOutcome update(IGenericClient client, Resource resource) {
    String version = resource.getMeta().getVersionId();
    resource.setId(resource.getIdElement().toUnqualifiedVersionless());
    var update = client.update().resource(resource).prefer(PreferReturnEnum.MINIMAL);
    if (version != null) {
      update.withAdditionalHeader("If-Match", "W/\"" + version + "\"");
    }
    return update.execute();
  }

  /** An update needs no id in its answer: it is the one that was asked for. */
  private static WriteOutcome changed(MethodOutcome answer, String reference) {
    if (answer.getResponseStatusCode() == 202) {
      return new WriteOutcome.SubmittedForReview();
    }
    IIdType id = answer.getId();
    return new WriteOutcome.Confirmed(reference, id == null ? null : id.getVersionIdPart());
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
