package org.flippedvisit.app.store;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in one sentence, without a stack trace, why the app does not start on this store. */
final class UnusableStoreAnalyzer extends AbstractFailureAnalyzer<UnusableStore> {
  @Override
  protected FailureAnalysis analyze(Throwable start, UnusableStore why) {
    return new FailureAnalysis(why.getMessage(), "docs/store.md says what to do.", why);
  }
}
