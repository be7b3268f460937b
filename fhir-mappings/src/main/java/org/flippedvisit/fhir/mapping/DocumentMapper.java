package org.flippedvisit.fhir.mapping;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.DocumentReference.DocumentReferenceContentComponent;
import org.hl7.fhir.r4.model.DocumentReference.DocumentRelationshipType;
import org.hl7.fhir.r4.model.DocumentReference.ReferredDocumentStatus;
import org.hl7.fhir.r4.model.Enumerations.DocumentReferenceStatus;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** What every reader of documents needs: which are current, when they were written, their text. */
public final class DocumentMapper {
  private static final Pattern CHARSET =
      Pattern.compile("charset\\s*=\\s*\"?([^\\s;\"]+)", Pattern.CASE_INSENSITIVE);

  private DocumentMapper() {}

  /**
   * The documents without those that another one replaces: where an EHR cannot update the old one
   * (Epic), it stays current beside its successor.
   */
  public static List<DocumentReference> withoutReplaced(List<? extends Resource> resources) {
    List<DocumentReference> documents =
        ResourcesMapper.distinct(resources, DocumentReference.class);
    Set<String> replaced =
        documents.stream()
            .filter(document -> document.getStatus() == DocumentReferenceStatus.CURRENT)
            .flatMap(document -> replaces(document).stream())
            .collect(Collectors.toSet());
    return documents.stream()
        .filter(
            document ->
                !replaced.contains("DocumentReference/" + document.getIdElement().getIdPart()))
        .toList();
  }

  /** The document that this one replaces. */
  public static Optional<String> replaces(DocumentReference document) {
    return document.getRelatesTo().stream()
        .filter(related -> related.getCode() == DocumentRelationshipType.REPLACES)
        .flatMap(related -> ReferenceMapper.relative(related.getTarget()).stream())
        .findFirst();
  }

  /** False for what was superseded or entered in error, or could have been. */
  public static boolean isCurrent(DocumentReference document, IssueLog issues) {
    if (document.getStatus() == null) {
      if (document.hasStatusElement()) {
        issues.unknownCode("status");
        return false;
      }
      issues.missing("status");
    }
    boolean isCurrent =
        document.getStatus() == null || document.getStatus() == DocumentReferenceStatus.CURRENT;
    return isCurrent && document.getDocStatus() != ReferredDocumentStatus.ENTEREDINERROR;
  }

  /** The first visit it belongs to. */
  public static Optional<String> encounterId(DocumentReference document) {
    return document.getContext().getEncounter().stream()
        .flatMap(encounter -> ReferenceMapper.idOf(encounter, "Encounter").stream())
        .findFirst();
  }

  /** When it was written; a document without any date cannot be placed and is left out. */
  public static Optional<ClinicalTime> writtenAt(DocumentReference document, IssueLog issues) {
    Optional<ClinicalTime> writtenAt =
        ClinicalTimeMapper.fromFhir(document.getDateElement())
            .or(() -> ClinicalTimeMapper.endOf(document.getContext().getPeriod()))
            .or(() -> ClinicalTimeMapper.startOf(document.getContext().getPeriod()))
            .or(() -> ClinicalTimeMapper.fromFhir(document.getMeta().getLastUpdatedElement()));
    if (writtenAt.isEmpty()) {
      issues.missing("date");
    }
    return writtenAt;
  }

  /**
   * The plain text, from the first content that carries it inline; empty when none does. Several
   * contents are one document in several formats (US Core): any plain text will do.
   */
  public static String text(DocumentReference document, IssueLog issues) {
    List<DocumentReferenceContentComponent> contents = document.getContent();
    Optional<Attachment> plain =
        contents.stream()
            .map(DocumentReferenceContentComponent::getAttachment)
            .filter(one -> isPlain(one.getContentType()) && one.getData() != null)
            .findFirst();
    if (plain.isPresent()) {
      return decode(plain.get(), issues);
    }
    if (contents.stream().anyMatch(content -> content.getAttachment().hasData())) {
      issues.unreadable("content.attachment.contentType");
    } else {
      issues.missing("content.attachment.data");
    }
    return "";
  }

  /** True for plain text, whatever its charset. */
  public static boolean isPlain(@Nullable String contentType) {
    return contentType != null
        && contentType.strip().toLowerCase(Locale.ROOT).startsWith("text/plain");
  }

  private static String decode(Attachment attachment, IssueLog issues) {
    byte[] bytes = attachment.getData();
    Charset charset = charset(attachment.getContentType(), issues);
    try {
      return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException wronglyLabelled) {
      issues.unreadable("content.attachment.data");
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }

  private static Charset charset(String contentType, IssueLog issues) {
    Matcher named = CHARSET.matcher(contentType);
    if (!named.find()) {
      return StandardCharsets.UTF_8;
    }
    try {
      return Charset.forName(named.group(1));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
      issues.unknownCode("content.attachment.contentType");
      return StandardCharsets.UTF_8;
    }
  }
}
