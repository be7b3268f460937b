package org.flippedvisit.fhir.provenance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flippedvisit.fhir.mapping.CodeMapper;
import org.flippedvisit.fhir.mapping.IssueLog;
import org.flippedvisit.fhir.mapping.Mapped;
import org.flippedvisit.fhir.mapping.MappingIssue;
import org.flippedvisit.fhir.mapping.ReferenceMapper;
import org.flippedvisit.fhir.mapping.ResourcesMapper;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Members of the care team, from Practitioner, from PractitionerRole, or from both: one entry for
 * each practitioner, with the role in plain words.
 */
public final class PractitionerMapper {
  private PractitionerMapper() {}

  public static Mapped<List<Author.Practitioner>> fromFhir(List<? extends Resource> resources) {
    Mapped<List<Author.Practitioner>> people =
        ResourcesMapper.each(resources, Practitioner.class, PractitionerMapper::readPerson);
    Mapped<List<Author.Practitioner>> roles =
        ResourcesMapper.each(resources, PractitionerRole.class, PractitionerMapper::readRole);
    Map<String, Author.Practitioner> byId = new LinkedHashMap<>();
    people.value().forEach(person -> byId.put(person.id(), person));
    roles.value().forEach(role -> byId.merge(role.id(), role, PractitionerMapper::join));
    List<MappingIssue> issues = new ArrayList<>(people.issues());
    issues.addAll(roles.issues());
    return new Mapped<>(List.copyOf(byId.values()), issues);
  }

  private static Author.Practitioner join(Author.Practitioner known, Author.Practitioner more) {
    return new Author.Practitioner(
        known.id(),
        known.name() != null ? known.name() : more.name(),
        known.role() != null ? known.role() : more.role());
  }

  private static Optional<Author.Practitioner> readPerson(Practitioner person, IssueLog issues) {
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
    return Optional.of(new Author.Practitioner(id, name, null));
  }

  private static Optional<Author.Practitioner> readRole(PractitionerRole role, IssueLog issues) {
    Optional<String> id = ReferenceMapper.idOf(role.getPractitioner(), "Practitioner");
    if (id.isEmpty()) {
      issues.missing("practitioner");
      return Optional.empty();
    }
    return Optional.of(
        new Author.Practitioner(id.get(), role.getPractitioner().getDisplay(), roleText(role)));
  }

  private static @Nullable String roleText(PractitionerRole role) {
    return role.getCode().stream()
        .flatMap(concept -> CodeMapper.plainText(concept).stream())
        .findFirst()
        .orElse(null);
  }
}
