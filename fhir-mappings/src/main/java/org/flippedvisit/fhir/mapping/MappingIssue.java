package org.flippedvisit.fhir.mapping;

/**
 * One thing in an EHR's answer that could not be read. Carries no value and no id: it may be logged
 * and counted.
 *
 * @param resourceType FHIR resource type, such as {@code Observation}
 * @param element FHIRPath-like element path below the resource, such as {@code effective}
 * @param kind what was wrong with it
 */
public record MappingIssue(String resourceType, String element, Kind kind) {
  /** Why an element was left out. */
  public enum Kind {
    MISSING,
    UNREADABLE,
    UNKNOWN_CODE,
    /**
     * The resource belongs to another person than the one whose chart is open; it was dropped
     * whole.
     */
    OTHER_PERSON
  }
}
