package org.flippedvisit.app.draft;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.flippedvisit.app.store.Drafts;
import org.flippedvisit.app.store.Drafts.Draft;
import org.flippedvisit.app.store.Drafts.DraftKey;

/**
 * What one person typed in one form, at one visit: kept with every change, gone only when it became
 * something stored or the person says so. What they typed in the same form at another visit is
 * found too, to be offered, never to be put here by itself.
 *
 * @param <T> what the form holds, as a record
 */
public final class TypedForm<T> {
  private final Drafts drafts;
  private final DraftKey key;
  private final Class<T> type;
  private final T nothing;

  TypedForm(Drafts drafts, DraftKey key, Class<T> type, T nothing) {
    this.drafts = drafts;
    this.key = key;
    this.type = type;
    this.nothing = nothing;
  }

  /** What stands in the form now. An empty form is not kept. */
  public Instant keep(T now) {
    return now.equals(nothing) ? drafts.remove(key) : drafts.save(key, now);
  }

  /** Typed at this visit, and not sent. */
  public Optional<Draft<T>> here() {
    return drafts.find(key, type);
  }

  /** Typed at other visits, and not sent. Newest first. */
  public List<Draft<T>> elsewhere() {
    return drafts.begun(key.patient(), key.user(), key.form(), type).stream()
        .filter(draft -> draft.key().form().equals(key.form()))
        .filter(draft -> !draft.key().visit().equals(key.visit()))
        .toList();
  }

  public boolean isBegun() {
    return here().isPresent() || !elsewhere().isEmpty();
  }

  /** Takes over what was typed at another visit: kept here first, then no longer there. */
  public void use(Draft<T> earlier) {
    requireOwn(earlier);
    keep(earlier.value());
    discard(earlier);
  }

  /** Forgets what was typed, because the person says so. */
  public void discard(Draft<T> begun) {
    requireOwn(begun);
    drafts.remove(begun.key());
  }

  private void requireOwn(Draft<T> begun) {
    if (!begun.key().patient().equals(key.patient()) || !begun.key().user().equals(key.user())) {
      throw new IllegalArgumentException("somebody else’s words");
    }
  }

  /** What was typed has become something stored. What was typed since stays. */
  public void stored(T became) {
    drafts.removeIfStill(key, became);
  }
}
