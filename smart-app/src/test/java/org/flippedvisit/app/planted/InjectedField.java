package org.flippedvisit.app.planted;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;

/** Has a dependency that no constructor names. */
final class InjectedField {
  @Autowired @Nullable Clock clock;
}
