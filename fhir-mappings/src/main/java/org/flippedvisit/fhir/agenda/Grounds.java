package org.flippedvisit.fhir.agenda;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an item was proposed for and from.
 *
 * @param topics ids of the topic taxonomy; what two items have in common may be the same thing
 * @param evidence what in the chart it was read from, the most telling first
 */
public record Grounds(Set<String> topics, List<Evidence> evidence) {
  public static final Grounds NONE = new Grounds(Set.of(), List.of());

  public Grounds {
    // In order, so that equal grounds are stored as equal bytes.
    topics = Collections.unmodifiableSet(new TreeSet<>(topics));
    evidence = List.copyOf(evidence);
  }
}
