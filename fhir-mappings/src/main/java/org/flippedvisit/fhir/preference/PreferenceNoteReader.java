package org.flippedvisit.fhir.preference;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.mapping.ClinicalTimeMapper;
import org.flippedvisit.fhir.mapping.CodeMapper;
import org.flippedvisit.fhir.mapping.DocumentMapper;
import org.flippedvisit.fhir.mapping.IssueLog;
import org.flippedvisit.fhir.mapping.Mapped;
import org.flippedvisit.fhir.mapping.ReferenceMapper;
import org.flippedvisit.fhir.mapping.ResourcesMapper;
import org.flippedvisit.fhir.provenance.Author;
import org.flippedvisit.fhir.provenance.AuthorMapper;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Communication.CommunicationStatus;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;

/** Finds preferences in shared notes, ours by their form, others' by their first lines. */
final class PreferenceNoteReader {
  private PreferenceNoteReader() {}

  static Mapped<List<PreferenceMapper.Found>> read(List<? extends Resource> resources) {
    return ResourcesMapper.each(
        DocumentMapper.withoutReplaced(resources),
        DocumentReference.class,
        PreferenceNoteReader::read);
  }

  /** Our note where it went into the chart as a message. */
  static Mapped<List<PreferenceMapper.Found>> readMessages(List<? extends Resource> resources) {
    return ResourcesMapper.each(resources, Communication.class, PreferenceNoteReader::read);
  }

  private static Optional<PreferenceMapper.Found> read(Communication found, IssueLog issues) {
    String text =
        found.getPayload().stream()
            .map(part -> part.getContent() instanceof StringType words ? words.getValue() : null)
            .filter(Objects::nonNull)
            .filter(PreferenceNoteForm::isPartneringNoteOfOurs)
            .findFirst()
            .orElse("");
    boolean isShown = found.getStatus() == CommunicationStatus.COMPLETED;
    Optional<ClinicalTime> sentAt = ClinicalTimeMapper.fromFhir(found.getSentElement());
    Optional<String> line = PreferenceNoteForm.line(text);
    if (line.isEmpty() || !isShown || sentAt.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        found(
            found,
            line.get(),
            voice(text, found.getSubject()),
            AuthorMapper.fromReference(found.getSender()),
            sentAt.get(),
            ReferenceMapper.idOf(found.getEncounter(), "Encounter")));
  }

  private static Optional<PreferenceMapper.Found> read(DocumentReference found, IssueLog issues) {
    if (!DocumentMapper.isCurrent(found, issues)) {
      return Optional.empty();
    }
    String text = DocumentMapper.text(found, issues);
    boolean isPreferenceType =
        CodeMapper.has(found.getType(), CodeMapper.LOINC, PreferenceMapper.NOTE_TYPE);
    if (!isPreferenceType && !PreferenceNoteForm.isPartneringNoteOfOurs(text)) {
      return Optional.empty();
    }
    Optional<String> line = PreferenceNoteForm.line(text);
    Optional<Author> author =
        found.getAuthor().stream()
            .flatMap(one -> AuthorMapper.fromReference(one).stream())
            .findFirst();
    return line.flatMap(
        words ->
            DocumentMapper.writtenAt(found, issues)
                .map(
                    writtenAt ->
                        found(
                            found,
                            words,
                            voice(text, found.getSubject()),
                            author,
                            writtenAt,
                            DocumentMapper.encounterId(found))));
  }

  /** Whose words a note of ours quotes, by its kind; empty for somebody else's note. */
  private static Optional<Author> voice(String text, Reference subject) {
    if (!PreferenceNoteForm.isPartneringNoteOfOurs(text)) {
      return Optional.empty();
    }
    if (!PreferenceNoteForm.quotesProxy(text)) {
      return ReferenceMapper.idOf(subject, "Patient").map(id -> new Author.Patient(id, null));
    }
    String name = PreferenceNoteForm.nameQuoted(text);
    return Optional.of(new Author.Other(null, name.isBlank() ? null : name));
  }

  /**
   * Who wrote a note on the person's side of the table speaks for themselves.
   *
   * @param voice who is quoted, where staff wrote it
   */
  private static PreferenceMapper.Found found(
      Resource found,
      String line,
      Optional<Author> voice,
      Optional<Author> author,
      ClinicalTime writtenAt,
      Optional<String> encounterId) {
    String id = found.getIdElement().getIdPart();
    return new PreferenceMapper.Found(
        new PreferenceOnFile(
            line,
            author.filter(Author::isPersonSide).or(() -> voice).orElse(null),
            author.orElse(null),
            writtenAt,
            id == null ? null : found.fhirType() + "/" + id),
        encounterId);
  }
}
