package org.flippedvisit.app.previsit;

import java.time.Instant;
import java.util.List;
import org.flippedvisit.app.draft.TypedForm;

/**
 * A form that the signed-in person began at another visit and has not sent.
 *
 * @param take takes it over into the form of this visit
 * @param discard forgets it
 */
public record BegunForm(KeptForm form, Instant savedAt, Runnable take, Runnable discard) {

  static List<BegunForm> elsewhere(TypedForm<KeptForm> typed) {
    return typed.elsewhere().stream()
        .map(
            draft ->
                new BegunForm(
                    draft.value(),
                    draft.savedAt(),
                    () -> typed.use(draft),
                    () -> typed.discard(draft)))
        .toList();
  }
}
