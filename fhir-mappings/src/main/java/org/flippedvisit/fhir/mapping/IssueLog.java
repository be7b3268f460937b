package org.flippedvisit.fhir.mapping;

import java.util.ArrayList;
import java.util.List;
import org.flippedvisit.fhir.mapping.MappingIssue.Kind;

/** Collects what a mapper met while reading resources of one type; never a value, never an id. */
public final class IssueLog {
  private final String resourceType;
  private final List<MappingIssue> issues = new ArrayList<>();

  public IssueLog(String resourceType) {
    this.resourceType = resourceType;
  }

  public void missing(String element) {
    add(element, Kind.MISSING);
  }

  public void unreadable(String element) {
    add(element, Kind.UNREADABLE);
  }

  public void unknownCode(String element) {
    add(element, Kind.UNKNOWN_CODE);
  }

  public List<MappingIssue> toList() {
    return List.copyOf(issues);
  }

  private void add(String element, Kind kind) {
    issues.add(new MappingIssue(resourceType, element, kind));
  }
}
