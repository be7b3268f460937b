package org.flippedvisit.fhir.preference;

import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the person likes to partner in their care. Their own words are enough; the choices are there
 * to help.
 *
 * @param words verbatim
 * @param decisionPart the part they want in decisions; null when they chose none
 * @param informationWays how they like information, in no order
 * @param topics the rest, verbatim, only what was answered
 */
public record PartneringPreference(
    String words,
    @Nullable DecisionPart decisionPart,
    Set<InformationWay> informationWays,
    Map<PreferenceTopic, String> topics) {
  public PartneringPreference {
    informationWays =
        informationWays.isEmpty()
            ? Set.of()
            : Collections.unmodifiableSet(EnumSet.copyOf(informationWays));
    var answered = new LinkedHashMap<PreferenceTopic, String>();
    for (PreferenceTopic topic : PreferenceTopic.values()) {
      String text = topics.getOrDefault(topic, "");
      if (!text.isBlank()) {
        answered.put(topic, text);
      }
    }
    topics = Collections.unmodifiableMap(answered);
  }

  /** True when there is nothing to save. */
  public boolean isEmpty() {
    return words.isBlank() && decisionPart == null && informationWays.isEmpty() && topics.isEmpty();
  }
}
