package org.flippedvisit.fhir.provenance;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.flippedvisit.fhir.mapping.CodeMapper;
import org.flippedvisit.fhir.mapping.IssueLog;
import org.flippedvisit.fhir.mapping.Mapped;
import org.flippedvisit.fhir.mapping.ResourcesMapper;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** Parents, partners and carers (US Core RelatedPerson). */
public final class RelatedPersonMapper {
  private RelatedPersonMapper() {}

  public static Mapped<List<Author.RelatedPerson>> fromFhir(List<? extends Resource> resources) {
    return ResourcesMapper.each(resources, RelatedPerson.class, RelatedPersonMapper::read);
  }

  private static Optional<Author.RelatedPerson> read(RelatedPerson person, IssueLog issues) {
    String id = person.getIdElement().getIdPart();
    if (id == null) {
      issues.missing("id");
      return Optional.empty();
    }
    String name =
        PersonNameMapper.current(person.getName()).flatMap(PersonNameMapper::oneLine).orElse(null);
    if (name == null) {
      issues.missing("name");
    }
    return Optional.of(new Author.RelatedPerson(id, name, relationship(person)));
  }

  /** "Mother" rather than "MTH": texts and displays only, in lower case as inside a sentence. */
  private static @Nullable String relationship(RelatedPerson person) {
    return person.getRelationship().stream()
        .flatMap(concept -> CodeMapper.plainText(concept).stream())
        .map(text -> text.toLowerCase(Locale.ROOT))
        .findFirst()
        .orElse(null);
  }
}
