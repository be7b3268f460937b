package org.flippedvisit.app.portal;

import org.flippedvisit.app.ledger.Write;
import org.flippedvisit.app.previsit.Answers;
import org.flippedvisit.fhir.previsit.PreVisitResponse;
import org.jspecify.annotations.Nullable;

/**
 * What one person sent of one form for one visit.
 *
 * @param write how it stands; null where nothing is written down about it: then {@code isInChart}
 *     alone says whether it arrived
 * @param isInChart true only where the chart returned it, or confirmed that it has it
 */
record SentAnswers(PreVisitResponse response, @Nullable Write write, boolean isInChart) {
  static SentAnswers inChart(PreVisitResponse response) {
    return new SentAnswers(response, null, true);
  }

  static SentAnswers keptHere(Answers.Kept kept) {
    Write write = kept.write();
    return new SentAnswers(kept.response(), write, write != null && write.isInTheChart());
  }
}
