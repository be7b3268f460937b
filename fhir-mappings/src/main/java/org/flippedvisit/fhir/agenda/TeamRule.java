package org.flippedvisit.fhir.agenda;

import java.util.List;
import org.flippedvisit.fhir.mapping.Mapped;

/**
 * One reason why the team's side puts something on an agenda: a pure function of what the chart
 * says. What it proposes and the figures it goes by stand in {@code rules.json} ({@link RuleCard}).
 */
interface TeamRule {
  /** Stable name, by which a site switches it off. */
  String id();

  /** What it proposes, in any order, with what of the chart it could not read. */
  Mapped<List<TeamItem>> items(ChartFacts facts);
}
