package org.flippedvisit.fhir.preference;

import java.util.List;
import java.util.Optional;
import org.flippedvisit.fhir.mapping.CodeMapper;
import org.flippedvisit.fhir.mapping.DocumentMapper;
import org.flippedvisit.fhir.mapping.IssueLog;
import org.flippedvisit.fhir.mapping.Mapped;
import org.flippedvisit.fhir.mapping.ResourcesMapper;
import org.flippedvisit.fhir.provenance.AuthorMapper;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Resource;

/** Finds preferences in shared notes, ours by their form, others' by their first lines. */
final class PreferenceNoteReader {
  private PreferenceNoteReader() {}

  static Mapped<List<PreferenceMapper.Found>> read(List<? extends Resource> resources) {
    return ResourcesMapper.each(
        DocumentMapper.withoutReplaced(resources),
        DocumentReference.class,
        PreferenceNoteReader::read);
  }

  private static Optional<PreferenceMapper.Found> read(DocumentReference found, IssueLog issues) {
    boolean isPreferenceType =
        CodeMapper.has(found.getType(), CodeMapper.LOINC, PreferenceMapper.NOTE_TYPE);
    if (!isPreferenceType || !DocumentMapper.isCurrent(found, issues)) {
      return Optional.empty();
    }
    Optional<String> line = PreferenceNoteForm.line(DocumentMapper.text(found, issues));
    if (line.isEmpty()) {
      return Optional.empty();
    }
    String id = found.getIdElement().getIdPart();
    return DocumentMapper.writtenAt(found, issues)
        .map(
            writtenAt ->
                new PreferenceMapper.Found(
                    new PreferenceOnFile(
                        line.get(),
                        null,
                        found.getAuthor().stream()
                            .flatMap(author -> AuthorMapper.fromReference(author).stream())
                            .findFirst()
                            .orElse(null),
                        writtenAt,
                        id == null ? null : "DocumentReference/" + id),
                    DocumentMapper.encounterId(found)));
  }
}
