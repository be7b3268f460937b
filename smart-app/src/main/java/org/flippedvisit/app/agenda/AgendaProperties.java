package org.flippedvisit.app.agenda;

import java.util.Set;
import org.flippedvisit.fhir.agenda.TeamItems;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How a site wants its agendas made. A rule that is not known, or that is about safety, stops the
 * start.
 *
 * @param rulesOff ids of rules by which the team's items are not proposed here; default none
 */
@ConfigurationProperties("flipped-visit.agenda")
record AgendaProperties(@Nullable Set<String> rulesOff) {
  AgendaProperties {
    rulesOff = rulesOff == null ? Set.of() : Set.copyOf(rulesOff);
    try {
      TeamItems.check(rulesOff);
    } catch (IllegalArgumentException wrong) {
      throw new IllegalStateException(
          "flipped-visit.agenda.rules-off: " + wrong.getMessage(), wrong);
    }
  }

  @Override
  public Set<String> rulesOff() {
    return rulesOff == null ? Set.of() : rulesOff;
  }
}
