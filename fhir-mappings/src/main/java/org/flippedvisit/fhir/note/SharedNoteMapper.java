package org.flippedvisit.fhir.note;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.mapping.ClinicalTimeMapper;
import org.flippedvisit.fhir.mapping.CodeMapper;
import org.flippedvisit.fhir.mapping.DocumentMapper;
import org.flippedvisit.fhir.mapping.FhirText;
import org.flippedvisit.fhir.mapping.IssueLog;
import org.flippedvisit.fhir.mapping.Mapped;
import org.flippedvisit.fhir.mapping.ReferenceMapper;
import org.flippedvisit.fhir.mapping.ResourcesMapper;
import org.flippedvisit.fhir.provenance.Author;
import org.flippedvisit.fhir.provenance.AuthorMapper;
import org.flippedvisit.fhir.provenance.PatientSupplied;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Communication.CommunicationStatus;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.DocumentReference.DocumentReferenceContextComponent;
import org.hl7.fhir.r4.model.DocumentReference.DocumentRelationshipType;
import org.hl7.fhir.r4.model.DocumentReference.ReferredDocumentStatus;
import org.hl7.fhir.r4.model.Enumerations.DocumentReferenceStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;

/**
 * Shared notes, both ways (US Core DocumentReference; what EHRs ask beyond it: Oracle Health’s
 * documentation).
 */
public final class SharedNoteMapper {
  /** LOINC "Patient Goals, preferences, and priorities for care experience". */
  public static final String DEFAULT_TYPE = "81338-6";

  /** Plain text that is complete by itself, charset named (Oracle). */
  public static final String CONTENT_TYPE = "text/plain; charset=utf-8";

  private static final String PROFILE =
      "http://hl7.org/fhir/us/core/StructureDefinition/us-core-documentreference";
  private static final String CATEGORY =
      "http://hl7.org/fhir/us/core/CodeSystem/us-core-documentreference-category";

  private SharedNoteMapper() {}

  /** Current notes, newest first. */
  public static Mapped<List<SharedNote>> fromFhir(List<? extends Resource> resources) {
    return ResourcesMapper.each(
            DocumentMapper.withoutReplaced(resources),
            DocumentReference.class,
            SharedNoteMapper::read)
        .map(
            notes ->
                notes.stream()
                    .sorted(Comparator.comparing(SharedNote::writtenAt, ClinicalTime.NEWEST_FIRST))
                    .toList());
  }

  private static Optional<SharedNote> read(DocumentReference found, IssueLog issues) {
    if (!DocumentMapper.isCurrent(found, issues)) {
      return Optional.empty();
    }
    return DocumentMapper.writtenAt(found, issues)
        .map(
            writtenAt ->
                new SharedNote(
                    found.getIdElement().getIdPart(),
                    typeCode(found, issues),
                    title(found),
                    DocumentMapper.text(found, issues),
                    author(found),
                    writtenAt,
                    DocumentMapper.encounterId(found).orElse(null),
                    DocumentMapper.replaces(found).orElse(null)));
  }

  private static @Nullable Author author(DocumentReference found) {
    return found.getAuthor().stream()
        .flatMap(author -> AuthorMapper.fromReference(author).stream())
        .findFirst()
        .orElse(null);
  }

  private static String typeCode(DocumentReference found, IssueLog issues) {
    return CodeMapper.codeOf(found.getType(), CodeMapper.LOINC)
        .orElseGet(
            () -> {
              issues.unknownCode("type");
              return "";
            });
  }

  private static String title(DocumentReference found) {
    return found.getContent().stream()
        .map(content -> content.getAttachment().getTitle())
        .filter(title -> title != null && !title.isBlank())
        .findFirst()
        .or(() -> Optional.ofNullable(found.getDescription()))
        .or(() -> CodeMapper.plainText(found.getType()))
        .orElse("");
  }

  public static DocumentReference toFhir(NoteToWrite toWrite) {
    SharedNote note = toWrite.note();
    String title = FhirText.of(note.title());
    var written = new DocumentReference();
    written.getMeta().addProfile(PROFILE);
    written.addIdentifier(ReferenceMapper.identifier(toWrite.key()));
    written.setStatus(DocumentReferenceStatus.CURRENT);
    written.setDocStatus(ReferredDocumentStatus.FINAL);
    written.setType(CodeMapper.concept(CodeMapper.LOINC, note.typeCode()).setText(title));
    written.addCategory(CodeMapper.concept(CATEGORY, "clinical-note"));
    written.setSubject(ReferenceMapper.to("Patient", toWrite.patientId()));
    OffsetDateTime writtenAt = writtenAt(toWrite);
    written.setDateElement(ClinicalTimeMapper.toInstant(writtenAt));
    if (note.author() != null) {
      written.addAuthor(AuthorMapper.toReference(note.author()));
      PatientSupplied.mark(written.getMeta(), note.author());
    }
    if (note.replaces() != null) {
      written
          .addRelatesTo()
          .setCode(DocumentRelationshipType.REPLACES)
          .setTarget(new Reference(note.replaces()));
    }
    written
        .addContent()
        .getAttachment()
        .setContentType(CONTENT_TYPE)
        .setData(FhirText.of(note.text()).getBytes(StandardCharsets.UTF_8))
        .setTitle(title)
        .setCreationElement(ClinicalTimeMapper.toDateTime(writtenAt));
    written.setContext(context(toWrite));
    return written;
  }

  /** The same note as a message in the chart, for an EHR that takes no document (MEDITECH). */
  public static Communication toMessage(NoteToWrite toWrite) {
    SharedNote note = toWrite.note();
    var written = new Communication();
    written.addIdentifier(ReferenceMapper.identifier(toWrite.key()));
    written.setStatus(CommunicationStatus.COMPLETED);
    written.setTopic(
        CodeMapper.concept(CodeMapper.LOINC, note.typeCode()).setText(FhirText.of(note.title())));
    written.setSubject(ReferenceMapper.to("Patient", toWrite.patientId()));
    if (toWrite.visit() != null) {
      written.setEncounter(ReferenceMapper.to("Encounter", toWrite.visit().id()));
    }
    written.setSentElement(ClinicalTimeMapper.toDateTime(writtenAt(toWrite)));
    if (note.author() != null) {
      written.setSender(AuthorMapper.toReference(note.author()));
      PatientSupplied.mark(written.getMeta(), note.author());
    }
    written.addPayload().setContent(new StringType(FhirText.of(note.text())));
    return written;
  }

  /** {@code DocumentReference.date} is an instant; a day alone becomes the end of the visit. */
  private static OffsetDateTime writtenAt(NoteToWrite toWrite) {
    return toWrite.note().writtenAt().value() instanceof OffsetDateTime moment
        ? moment
        : toWrite.periodEnd();
  }

  private static DocumentReferenceContextComponent context(NoteToWrite toWrite) {
    var context = new DocumentReferenceContextComponent();
    if (toWrite.visit() != null) {
      context.addEncounter(ReferenceMapper.to("Encounter", toWrite.visit().id()));
    } else if (toWrite.note().encounterId() != null) {
      context.addEncounter(ReferenceMapper.to("Encounter", toWrite.note().encounterId()));
    }
    context
        .getPeriod()
        .setStartElement(ClinicalTimeMapper.toDateTime(toWrite.periodStart()))
        .setEndElement(ClinicalTimeMapper.toDateTime(toWrite.periodEnd()));
    return context;
  }
}
