package org.flippedvisit.fhir.form;

/**
 * Which place in a filling: linkIds from the root, each with the number of its instance where its
 * group repeats, as in {@code life-events[1]/life-event-what}. It stays the same while groups
 * before it are added or removed, so a page may keep a field for it.
 */
public record NodeId(String path) {
  @Override
  public String toString() {
    return path;
  }
}
