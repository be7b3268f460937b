package org.flippedvisit.fhir.mapping;

import java.util.Optional;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/** References and business identifiers. */
public final class ReferenceMapper {
  private ReferenceMapper() {}

  /**
   * The logical id when the reference is to {@code resourceType}; absolute and versioned references
   * included.
   */
  public static Optional<String> idOf(@Nullable Reference reference, String resourceType) {
    if (reference == null || reference.getReference() == null) {
      return Optional.empty();
    }
    var id = new IdType(reference.getReference());
    return resourceType.equals(id.getResourceType())
        ? Optional.ofNullable(id.getIdPart())
        : Optional.empty();
  }

  /** {@code Type/id} without server or version; empty for a contained or logical reference. */
  public static Optional<String> relative(@Nullable Reference reference) {
    if (reference == null || reference.getReference() == null) {
      return Optional.empty();
    }
    var id = new IdType(reference.getReference());
    return id.hasResourceType() && id.hasIdPart()
        ? Optional.of(id.getResourceType() + "/" + id.getIdPart())
        : Optional.empty();
  }

  public static Reference to(String resourceType, String id) {
    return new Reference(resourceType + "/" + id);
  }

  /** The key as a business identifier, by which an unanswered write is found again. */
  public static Identifier identifier(WriteKey key) {
    return new Identifier().setSystem(WriteKey.SYSTEM).setValue(key.value());
  }

  /** The key of what this app wrote, unchecked; empty for another identifier. */
  public static Optional<String> keyOf(@Nullable Identifier identifier) {
    return Optional.ofNullable(identifier)
        .filter(one -> WriteKey.SYSTEM.equals(one.getSystem()) && one.hasValue())
        .map(Identifier::getValue);
  }
}
