package org.flippedvisit.app.store;

import org.jspecify.annotations.Nullable;

/** The store cannot be read as it is; the message is one sentence for whoever runs the app. */
public final class UnusableStore extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  UnusableStore(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }
}
