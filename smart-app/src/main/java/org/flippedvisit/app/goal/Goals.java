package org.flippedvisit.app.goal;

import java.util.List;
import org.flippedvisit.app.ehr.Reading;
import org.flippedvisit.fhir.goal.PatientGoal;

/**
 * Every goal of the person's own that is known.
 *
 * @param chart what the EHR holds, goals of the care team included
 * @param own the person's own, from the chart and from the app's store; what is a goal no more
 *     comes last
 */
public record Goals(Reading<List<PatientGoal>> chart, List<KnownGoal> own) {
  public Goals {
    own = List.copyOf(own);
  }
}
