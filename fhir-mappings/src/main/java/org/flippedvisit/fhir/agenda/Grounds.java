package org.flippedvisit.fhir.agenda;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What an item was proposed for and from.
 *
 * @param topics ids of the topic taxonomy; what two items have in common may be the same thing
 * @param evidence what in the chart it was read from, the most telling first
 * @param before what became of the same thing at an earlier visit; null where nothing did
 * @param saidBy {@link org.flippedvisit.fhir.previsit.PreVisitResponse#who} where somebody's
 *     answers say it; null where it came from elsewhere, or was stored before this was kept
 */
public record Grounds(
    Set<String> topics,
    List<Evidence> evidence,
    @Nullable EarlierFate before,
    @Nullable String saidBy) {
  public static final Grounds NONE = new Grounds(Set.of(), List.of());

  public Grounds {
    // In order, so that equal grounds are stored as equal bytes.
    topics = Collections.unmodifiableSet(new TreeSet<>(topics));
    evidence = List.copyOf(evidence);
  }

  /** Grounds of something that is new. */
  public Grounds(Set<String> topics, List<Evidence> evidence) {
    this(topics, evidence, null, null);
  }

  /** Grounds of what somebody said. */
  static Grounds saidBy(String who) {
    return new Grounds(Set.of(), List.of(), null, who);
  }

  Grounds after(@Nullable EarlierFate fate) {
    return new Grounds(topics, evidence, fate, saidBy);
  }
}
