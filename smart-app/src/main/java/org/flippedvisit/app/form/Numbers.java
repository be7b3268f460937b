package org.flippedvisit.app.form;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flippedvisit.fhir.form.NodeId;

/** Which of a repeating group one is, counted as they stand on the page. */
final class Numbers {
  private static final Pattern LAST_NUMBER = Pattern.compile("\\[\\d+]$");

  private Numbers() {}

  /** From 1; 0 where it is the only one. */
  static int of(NodeId group, Collection<NodeId> all) {
    List<NodeId> alike = like(group, all).toList();
    return alike.size() < 2 ? 0 : alike.indexOf(group) + 1;
  }

  /** The instances of a repeating group, in order: their ids differ in the last number only. */
  static Stream<NodeId> like(NodeId group, Collection<NodeId> all) {
    String name = withoutNumber(group);
    return all.stream().filter(id -> withoutNumber(id).equals(name));
  }

  private static String withoutNumber(NodeId id) {
    return LAST_NUMBER.matcher(id.path()).replaceFirst("");
  }
}
