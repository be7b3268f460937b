package org.flippedvisit.app.ehr;

import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flippedvisit.app.audit.AuditTrail;
import org.flippedvisit.app.launch.Launch;
import org.flippedvisit.fhir.mapping.DocumentMapper;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.DocumentReference.DocumentReferenceContentComponent;
import org.hl7.fhir.r4.model.Enumerations.DocumentReferenceStatus;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Brings the plain text of notes where the EHR gives a link to a Binary instead of it (Oracle
 * Health; FHIR R4 binary). Only Binaries below the launch's own FHIR base are asked for. A text
 * that cannot be had stays missing, and who reads the note says so.
 */
@Component
final class LinkedTexts implements DisposableBean {
  static final String BINARY = "Binary";

  /** Of one search: the newest notes are the ones that are shown. */
  private static final int MOST = 20;

  private static final Pattern LINK = Pattern.compile(BINARY + "/([A-Za-z0-9][A-Za-z0-9.-]*)");

  private final FhirClients clients;
  private final AuditTrail audit;
  private final EhrDoors doors;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  LinkedTexts(FhirClients clients, AuditTrail audit, EhrDoors doors) {
    this.clients = clients;
    this.audit = audit;
    this.doors = doors;
  }

  /** Where a text is, and where it is to be. */
  private record Link(String binaryId, Attachment attachment) {}

  /** Puts the texts into the notes among what was found. Blocking. */
  void bring(Launch launch, List<Resource> found) {
    if (!launch.scopes().mayRead(BINARY)) {
      return;
    }
    List<CompletableFuture<Void>> all =
        found.stream()
            .flatMap(
                one -> one instanceof DocumentReference note ? Stream.of(note) : Stream.empty())
            .filter(LinkedTexts::isInForce)
            .sorted(
                Comparator.comparing(
                    DocumentReference::getDate,
                    Comparator.nullsLast(Comparator.<Date>reverseOrder())))
            .flatMap(note -> link(note, launch).stream())
            .limit(MOST)
            .map(link -> CompletableFuture.runAsync(() -> bring(launch, link), threads))
            .toList();
    all.forEach(CompletableFuture::join);
  }

  private static boolean isInForce(DocumentReference note) {
    return note.getStatus() != DocumentReferenceStatus.SUPERSEDED
        && note.getStatus() != DocumentReferenceStatus.ENTEREDINERROR;
  }

  /** Nothing where a plain text is there already. */
  private static Optional<Link> link(DocumentReference note, Launch launch) {
    List<Attachment> plain =
        note.getContent().stream()
            .map(DocumentReferenceContentComponent::getAttachment)
            .filter(attachment -> DocumentMapper.isPlain(attachment.getContentType()))
            .toList();
    return plain.stream().anyMatch(Attachment::hasData)
        ? Optional.empty()
        : plain.stream().flatMap(attachment -> link(attachment, launch).stream()).findFirst();
  }

  private static Optional<Link> link(Attachment attachment, Launch launch) {
    if (!attachment.hasUrl()) {
      return Optional.empty();
    }
    String base = launch.ehr().issuer() + "/";
    String url = attachment.getUrl();
    Matcher link = LINK.matcher(url.startsWith(base) ? url.substring(base.length()) : url);
    return link.matches() ? Optional.of(new Link(link.group(1), attachment)) : Optional.empty();
  }

  private void bring(Launch launch, Link link) {
    var id = new RequestId();
    Reading<Binary> reading;
    try {
      reading = Reading.Found.of(doors.inside(launch, () -> read(launch, link.binaryId(), id)));
    } catch (RuntimeException failed) {
      reading = FailureKinds.ofRead(BINARY, failed);
    }
    boolean isAudited =
        audit.read(
            launch.auditSubject(),
            BINARY,
            AuditOutcome.of(reading),
            BINARY + "/" + link.binaryId(),
            id.value());
    if (isAudited
        && reading instanceof Reading.Found<Binary> found
        && DocumentMapper.isPlain(found.value().getContentType())) {
      link.attachment().setData(found.value().getData());
    }
  }

  private Binary read(Launch launch, String binaryId, RequestId id) {
    return clients.ask(
        launch, id, fhir -> fhir.read().resource(Binary.class).withId(binaryId).execute());
  }

  @Override
  public void destroy() {
    threads.shutdownNow();
  }
}
