package org.flippedvisit.app.previsit;

import org.flippedvisit.app.ledger.Attempt;
import org.flippedvisit.fhir.mapping.WriteKey;
import org.jspecify.annotations.Nullable;

/**
 * A form that is ready to be sent.
 *
 * @param typed as it was kept while it was filled in
 * @param completed the completed QuestionnaireResponse, FHIR JSON
 * @param key the same for every attempt: what is sent again under it is kept and sent once
 */
public record FilledIn(KeptForm typed, String completed, WriteKey key) {

  /**
   * A form to be sent now.
   *
   * @param before what was sent last from the same page; its key stays where nothing was changed
   */
  public static FilledIn of(KeptForm typed, String completed, @Nullable FilledIn before) {
    Attempt<String> last = before == null ? null : new Attempt<>(before.completed(), before.key());
    return new FilledIn(typed, completed, Attempt.of(completed, last).key());
  }
}
