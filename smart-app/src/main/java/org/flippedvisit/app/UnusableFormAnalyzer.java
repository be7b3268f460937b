package org.flippedvisit.app;

import org.flippedvisit.fhir.form.UnusableForm;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in one sentence, without a stack trace, what is wrong with a site's questionnaire. */
final class UnusableFormAnalyzer extends AbstractFailureAnalyzer<UnusableForm> {
  @Override
  protected FailureAnalysis analyze(Throwable start, UnusableForm why) {
    return new FailureAnalysis(
        why.getMessage(),
        "Mend what flipped-visit.questionnaires names; docs/questionnaires.md says how.",
        why);
  }
}
