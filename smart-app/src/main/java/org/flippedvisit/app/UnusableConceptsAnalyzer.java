package org.flippedvisit.app;

import org.flippedvisit.fhir.concept.UnusableConcepts;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in one sentence, without a stack trace, which line of the mapping file is wrong. */
final class UnusableConceptsAnalyzer extends AbstractFailureAnalyzer<UnusableConcepts> {
  @Override
  protected FailureAnalysis analyze(Throwable start, UnusableConcepts why) {
    return new FailureAnalysis(
        why.getMessage(),
        "Mend the file of flipped-visit.concepts; docs/concepts.md says how.",
        why);
  }
}
