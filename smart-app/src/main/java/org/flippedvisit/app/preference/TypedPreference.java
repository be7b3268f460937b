package org.flippedvisit.app.preference;

import java.util.Map;
import java.util.Set;
import org.flippedvisit.fhir.preference.DecisionPart;
import org.flippedvisit.fhir.preference.InformationWay;
import org.flippedvisit.fhir.preference.PartneringPreference;
import org.flippedvisit.fhir.preference.PreferenceTopic;
import org.flippedvisit.fhir.provenance.Author;
import org.jspecify.annotations.Nullable;

/**
 * A preference as it stands in the form before it is saved: the fields of {@link
 * PartneringPreference}, and whose words they are.
 *
 * @param saidBy FHIR reference; null when nothing is typed
 */
public record TypedPreference(
    String words,
    @Nullable DecisionPart decisionPart,
    Set<InformationWay> informationWays,
    Map<PreferenceTopic, String> topics,
    @Nullable String saidBy) {
  public static final TypedPreference NOTHING =
      new TypedPreference("", null, Set.of(), Map.of(), null);

  public static TypedPreference of(PartneringPreference typed, Author saidBy) {
    return typed.isEmpty()
        ? NOTHING
        : new TypedPreference(
            typed.words(),
            typed.decisionPart(),
            typed.informationWays(),
            typed.topics(),
            saidBy.reference());
  }

  public PartneringPreference preference() {
    return new PartneringPreference(words, decisionPart, informationWays, topics);
  }
}
